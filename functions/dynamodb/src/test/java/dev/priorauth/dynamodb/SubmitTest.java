package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class SubmitTest {

  private static final SubmitResult STORED = new SubmitResult.Stored();
  private static final Samples REQUEST = Samples.request();

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static Standing standing(Done done) {
    return TABLE.store().standing("bcbsma", done.state().submission().member().id());
  }

  private static SubmitResult submit(Done done) {
    return submit(done, Samples.key(done.state().id().text()), "hash");
  }

  private static SubmitResult submit(Done done, IdempotencyKey key, String hash) {
    return TABLE.store().submit(List.of(done), standing(done), key, hash);
  }

  private static int left(Samples request) {
    return TABLE.store().standing("bcbsma", request.member()).balances(request.allotment()).stream()
        .mapToInt(AllotmentBalance::left)
        .sum();
  }

  /** All at the same time. */
  private static <T> List<T> parallel(int count, IntFunction<T> task) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        int n = i;
        Callable<T> waiting =
            () -> {
              start.await();
              return task.apply(n);
            };
        futures.add(threads.submit(waiting));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void submit_writesTheStateItsEventAndWhatIsLeft() {
    Done done = REQUEST.approved(5);

    assertThat(submit(done, REQUEST.key(), "hash")).isEqualTo(STORED);

    AuthorizationId id = done.state().id();
    assertThat(TABLE.store().find(id)).contains(done.state());
    assertThat(TABLE.store().history(id)).containsExactly(done.entry());
    assertThat(Authorization.replay(TABLE.store().history(id))).isEqualTo(done.state());
    assertThat(left(REQUEST)).isEqualTo(21);
    assertThat(TABLE.store().earlier(REQUEST.key(), "hash"))
        .contains(new SubmitResult.Replayed(id));
    assertThat(TABLE.items()).isEqualTo(3);
  }

  @Test
  void submit_givesTheReferenceAgain_toTheSameRequest_howeverItIsDecidedNow() {
    Done first = REQUEST.approved(26);
    submit(first, REQUEST.key(), "hash");

    assertThat(submit(REQUEST.pended(), REQUEST.key(), "hash"))
        .isEqualTo(new SubmitResult.Replayed(first.state().id()));
    assertThat(TABLE.store().find(first.state().id())).contains(first.state());
  }

  @Test
  void submit_refusesTheSameKey_forAnotherBody() {
    submit(REQUEST.approved(5), REQUEST.key(), "hash");

    Done other = REQUEST.member(new MemberId("OTHER1")).approved(5);

    assertThat(submit(other, REQUEST.key(), "other hash"))
        .isEqualTo(new SubmitResult.KeyReusedForOtherBody());
    assertThat(TABLE.store().earlier(REQUEST.key(), "other hash"))
        .contains(new SubmitResult.KeyReusedForOtherBody());
    assertThat(left(REQUEST)).isEqualTo(21);
  }

  @Test
  void submit_takesTheSameKey_fromAnotherOffice() {
    submit(REQUEST.approved(5), REQUEST.key(), "hash");
    IdempotencyKey theirs = new IdempotencyKey(Samples.OTHER_THERAPIST, REQUEST.key().key());

    assertThat(theirs.reference(0)).isNotEqualTo(REQUEST.id());
    assertThat(TABLE.store().earlier(theirs, "other hash")).isEmpty();
    assertThat(submit(REQUEST.nth(2).approved(5), theirs, "other hash")).isEqualTo(STORED);
  }

  @Test
  void aReferenceThatAnotherRequestHasByChance_isPassedOver_whereItIsSentAgainToo() {
    // It has the first reference of another key.
    submit(REQUEST.approved(5), Samples.key("by chance"), "hash");

    assertThat(submit(REQUEST.member(new MemberId("OTHER1")).pended(), REQUEST.key(), "hash"))
        .isEqualTo(new SubmitResult.IdTaken(REQUEST.id()));
    assertThat(TABLE.store().earlier(REQUEST.key(), "hash")).isEmpty();

    AuthorizationId second = REQUEST.key().reference(1);
    Done drawnAgain = REQUEST.nth(2).submit(second, new Outcome.Pended(REQUEST.pend()));
    assertThat(submit(drawnAgain, REQUEST.key(), "hash")).isEqualTo(STORED);
    assertThat(TABLE.store().earlier(REQUEST.key(), "hash"))
        .contains(new SubmitResult.Replayed(second));
  }

  @Test
  void hundredEqualSubmissionsAtOnce_makeOneAuthorization_andOneAnswer() throws Exception {
    List<SubmitResult> results =
        parallel(
            100,
            _ ->
                TABLE
                    .store()
                    .submit(
                        List.of(REQUEST.approved(5)),
                        Standing.none("bcbsma", Samples.MEMBER),
                        REQUEST.key(),
                        "hash"));

    assertThat(results).filteredOn(STORED::equals).hasSize(1);
    assertThat(results)
        .filteredOn(result -> !result.equals(STORED))
        .containsOnly(new SubmitResult.Replayed(REQUEST.id()))
        .hasSize(99);
    assertThat(left(REQUEST)).isEqualTo(21);
    assertThat(TABLE.items()).isEqualTo(3);
  }

  @Test
  void sixtyFourSubmissionsAtOnce_forTheLast10Visits_approveExactly10() throws Exception {
    submit(REQUEST.nth(100).approved(16));

    List<SubmitResult> results = parallel(64, n -> submit(REQUEST.nth(n).approved(1)));

    assertThat(results).filteredOn(STORED::equals).hasSize(10);
    assertThat(results)
        .filteredOn(result -> !result.equals(STORED))
        .containsOnly(new SubmitResult.AllotmentExhausted(REQUEST.allotment(), 0))
        .hasSize(54);
    assertThat(left(REQUEST)).isZero();
  }

  @Test
  void submit_saysWhatIsLeft_whenThatIsLess() {
    submit(REQUEST.nth(0).approved(20));

    assertThat(submit(REQUEST.nth(1).approved(7)))
        .isEqualTo(new SubmitResult.AllotmentExhausted(REQUEST.allotment(), 6));
    assertThat(submit(REQUEST.nth(1).approved(6))).isEqualTo(STORED);
  }

  @Test
  void aSecondProvider_hasItsOwnCount() {
    Samples other = REQUEST.number(2).by(Samples.PHYSICIAN, Samples.OTHER_THERAPIST);
    submit(REQUEST.approved(26));

    assertThat(submit(other.approved(26))).isEqualTo(STORED);
    assertThat(left(REQUEST)).isZero();
    assertThat(left(other)).isZero();
  }

  @Test
  void submit_refusesDaysThatOverlap_namingTheOther() {
    Done first = REQUEST.on(LocalDate.of(2025, 1, 10), LocalDate.of(2025, 1, 20)).pended();
    submit(first);

    Samples second = REQUEST.number(2).on(LocalDate.of(2025, 1, 20), LocalDate.of(2025, 1, 25));
    assertThat(submit(second.pended())).isEqualTo(new SubmitResult.Duplicate(first.state().id()));
    assertThat(submit(second.service("speech-therapy").pended())).isEqualTo(STORED);
    Samples third = second.number(3).besides(first.state().id());
    assertThat(submit(third.pended())).isEqualTo(STORED);
    // Whoever names one of those that overlap has acknowledged that they do.
    assertThat(submit(second.number(5).besides(third.id()).pended())).isEqualTo(STORED);
    assertThat(submit(second.number(6).besides(AuthorizationId.of(4711)).pended()))
        .isEqualTo(
            new SubmitResult.Duplicate(
                List.of(first.state().id(), third.id(), second.number(5).id()).stream()
                    .min(Comparator.comparing(AuthorizationId::text))
                    .orElseThrow()));
    assertThat(
            submit(
                second.number(4).on(LocalDate.of(2025, 1, 9), LocalDate.of(2025, 1, 9)).pended()))
        .isEqualTo(STORED);
  }

  @Test
  void submit_takesTheDaysAgain_onceTheOtherIsWithdrawnOrExpired() {
    Done first = REQUEST.pended();
    submit(first);
    TABLE
        .store()
        .append(
            Samples.done(Operations.withdraw(first.state(), "moved", Samples.OFFICE, Samples.AT)));
    assertThat(submit(REQUEST.number(2).approved(1))).isEqualTo(STORED);

    Samples nextYear = REQUEST.number(3).at(Instant.parse("2026-01-01T05:00:00Z"));
    assertThat(submit(nextYear.pended())).isEqualTo(STORED);
  }

  @Test
  void ofManyThatOverlapAtOnce_oneIsStored() throws Exception {
    List<SubmitResult> results = parallel(32, n -> submit(REQUEST.number(n).pended()));

    assertThat(results).filteredOn(STORED::equals).hasSize(1);
    Done stored = REQUEST.number(results.indexOf(STORED)).pended();
    assertThat(results)
        .filteredOn(result -> !result.equals(STORED))
        .containsOnly(new SubmitResult.Duplicate(stored.state().id()));
  }

  @Test
  void submit_decidesAgain_onlyWhenTheStandingThatWasSeenNoLongerDoes() {
    Standing seen = standing(REQUEST.pended());
    submit(REQUEST.nth(0).approved(20));

    Done fits = REQUEST.nth(1).approved(6);
    assertThat(TABLE.store().submit(List.of(fits), seen, Samples.key("1"), "hash"))
        .isEqualTo(STORED);
    Done exceeds = REQUEST.nth(2).approved(1);
    assertThat(TABLE.store().submit(List.of(exceeds), seen, Samples.key("2"), "hash"))
        .isEqualTo(new SubmitResult.AllotmentExhausted(REQUEST.allotment(), 0));
  }

  @Test
  void submit_writesAllPartsOfARequest_andWhatJoinsThem() {
    AuthorizationId parent = AuthorizationId.of(4711);
    Done one = REQUEST.nth(0).partOf(parent).approved(5);
    Done two = REQUEST.nth(1).service("mri").recorded().partOf(parent).pended();

    IdempotencyKey key = REQUEST.nth(0).key();
    assertThat(TABLE.store().submit(List.of(one, two), standing(one), key, "hash"))
        .isEqualTo(STORED);

    assertThat(TABLE.store().byReference(parent.text())).containsExactly(one.state(), two.state());
    assertThat(TABLE.store().earlier(key, "hash")).contains(new SubmitResult.Replayed(parent));
    assertThat(TABLE.store().submitted(parent)).containsExactly(one.entry(), two.entry());
  }

  @Test
  void submit_isTheSameRequest_whetherItIsDividedOrNot() {
    Samples whole = REQUEST.nth(0);
    AuthorizationId parent = AuthorizationId.of(4711);
    submit(whole.pended(), whole.key(), "hash");

    List<Done> divided =
        List.of(
            whole.partOf(parent).pended(),
            REQUEST.nth(1).service("mri").recorded().partOf(parent).pended());

    assertThat(TABLE.store().submit(divided, standing(divided.getFirst()), whole.key(), "hash"))
        .isEqualTo(new SubmitResult.Replayed(whole.id()));
    assertThat(TABLE.store().byReference(parent.text())).isEmpty();
  }

  @Test
  void submit_notesAnExtension_inTheSameWrite() {
    Done first = REQUEST.nth(0).approved(20);
    submit(first);
    Samples more = REQUEST.nth(1).extending(first.state().id());
    Done noted =
        Samples.done(
            Operations.noteExtension(first.state(), more.id(), false, Samples.OFFICE, Samples.AT));

    List<Done> both = List.of(more.pended(), noted);
    Standing seen = standing(first);
    assertThat(TABLE.store().submit(both, seen, Samples.key("1"), "hash")).isEqualTo(STORED);
    assertThat(TABLE.store().find(first.state().id())).contains(noted.state());

    List<Done> late = List.of(more.nth(2).pended(), noted);
    assertThat(TABLE.store().submit(late, seen, Samples.key("2"), "hash"))
        .isEqualTo(new SubmitResult.ChangedMeanwhile(first.state().id(), 2));
    assertThat(TABLE.store().find(more.nth(2).id())).isEmpty();
  }

  @Test
  void submit_keepsNothingCounted_forWhatNeedsNoAuthorization() {
    assertThat(submit(REQUEST.submit(new Outcome.NotRequired()))).isEqualTo(STORED);

    assertThat(standing(REQUEST.pended()).spans()).isEmpty();
  }

  /** When a call breaks off. */
  private enum Break {
    BEFORE_THE_WRITE,
    AFTER_THE_WRITE
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void aCrashAtTheWrite_leavesEverythingOrNothing_andTheSameAgainMendsIt(Break when) {
    Done done = REQUEST.approved(5);
    Standing seen = standing(done);
    AuthorizationStore breaking = new AuthorizationStore(new Breaking(when), TABLE.name());

    assertThatThrownBy(() -> breaking.submit(List.of(done), seen, REQUEST.key(), "hash"))
        .isInstanceOf(SdkClientException.class);

    boolean written = when == Break.AFTER_THE_WRITE;
    assertThat(TABLE.items()).isEqualTo(written ? 3 : 0);
    assertThat(left(REQUEST)).isEqualTo(written ? 21 : 0);
    assertThat(submit(done, REQUEST.key(), "hash"))
        .isEqualTo(written ? new SubmitResult.Replayed(done.state().id()) : STORED);
    assertThat(TABLE.items()).isEqualTo(3);
    assertThat(left(REQUEST)).isEqualTo(21);
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void aCrashAtAnEvent_leavesEverythingOrNothing(Break when) {
    Done first = REQUEST.approved(5);
    submit(first);
    Done withdrawn =
        Samples.done(Operations.withdraw(first.state(), "moved", Samples.OFFICE, Samples.AT));
    AuthorizationStore breaking = new AuthorizationStore(new Breaking(when), TABLE.name());

    assertThatThrownBy(() -> breaking.append(withdrawn)).isInstanceOf(SdkClientException.class);

    boolean written = when == Break.AFTER_THE_WRITE;
    Authorization now = written ? withdrawn.state() : first.state();
    assertThat(TABLE.store().find(now.id())).contains(now);
    assertThat(Authorization.replay(TABLE.store().history(now.id()))).isEqualTo(now);
    assertThat(left(REQUEST)).isEqualTo(written ? 26 : 21);
    assertThat(standing(first).spans()).hasSize(written ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
  void submit_givesUp_whenTheItemsCannotBeHadAllTheTime(String code) {
    Done done = REQUEST.pended();

    assertThat(
            new AuthorizationStore(new Held(code), TABLE.name())
                .submit(
                    List.of(done),
                    Standing.none("bcbsma", Samples.MEMBER),
                    Samples.key("key"),
                    "hash",
                    Backoff.lasting(Duration.ofMillis(50))))
        .isEqualTo(new SubmitResult.Contended());
  }

  /** A client that breaks off at the write, and can write in no other way. */
  private record Breaking(Break when) implements DynamoDbClient {

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      if (when == Break.AFTER_THE_WRITE) {
        TABLE.client().transactWriteItems(request);
      }
      throw SdkClientException.create("the connection broke");
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return TABLE.client().getItem(request);
    }

    @Override
    public String serviceName() {
      return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** A table whose items another transaction always holds, or that has no capacity left. */
  private record Held(String code) implements DynamoDbClient {

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      throw TransactionCanceledException.builder()
          .cancellationReasons(
              request.transactItems().stream()
                  .map(_ -> CancellationReason.builder().code(code).build())
                  .toList())
          .build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return GetItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
