package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.AllotmentBalance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AppendTest {

  private static final AppendResult APPENDED = new AppendResult.Appended();
  private static final Samples REQUEST = Samples.request();
  private static final Instant LATER = Instant.parse("2025-02-03T17:00:00Z");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static Authorization stored(Done done) {
    AuthorizationStore store = TABLE.store();
    Standing standing = store.standing("bcbsma", done.state().submission().member().id());
    IdempotencyKey key = Samples.key(done.state().id().text());
    assertThat(store.submit(List.of(done), standing, key, "hash"))
        .isEqualTo(new SubmitResult.Stored());
    return done.state();
  }

  private static int left() {
    return TABLE
        .store()
        .standing("bcbsma", Samples.MEMBER)
        .balances(REQUEST.allotment())
        .getFirst()
        .left();
  }

  private static Done withdrawn(Authorization state) {
    return Samples.done(Operations.withdraw(state, "moved", Samples.OFFICE, LATER));
  }

  private static Done shortened(Authorization state, int visits) {
    return Samples.done(Operations.shorten(state, visits, Samples.OFFICE, LATER));
  }

  private static Done approvedByReviewer(Authorization state, int visits) {
    Optional<AllotmentBalance> balance =
        TABLE.store().standing("bcbsma", Samples.MEMBER).balances(REQUEST.allotment()).stream()
            .findFirst();
    return Samples.done(
        Operations.determine(
            state,
            new Determination.Approve(
                LocalDate.of(2025, 1, 10), Samples.YEAR.to(), Optional.of(visits), List.of()),
            balance,
            Samples.NURSE,
            LATER));
  }

  @Test
  void append_writesTheStateAndTheEvent() {
    Done visits = Samples.visits(stored(REQUEST.approved(5)), 3);

    assertThat(TABLE.store().append(visits)).isEqualTo(APPENDED);

    assertThat(TABLE.store().find(REQUEST.id())).contains(visits.state());
    assertThat(Authorization.replay(TABLE.store().history(REQUEST.id()))).isEqualTo(visits.state());
  }

  @Test
  void append_refusesALostUpdate_namingTheVersionNow() {
    Authorization first = stored(REQUEST.approved(5));
    TABLE.store().append(Samples.visits(first, 1));

    assertThat(TABLE.store().append(Samples.visits(first, 2)))
        .isEqualTo(new AppendResult.ChangedMeanwhile(2));
    assertThat(TABLE.store().append(withdrawn(first)))
        .isEqualTo(new AppendResult.ChangedMeanwhile(2));
    assertThat(left()).isEqualTo(21);
    assertThat(TABLE.store().history(REQUEST.id())).hasSize(2);
  }

  @Test
  void append_refusesToChangeWhatWasNeverSubmitted() {
    Done visits = Samples.visits(REQUEST.approved(5).state(), 1);

    assertThatThrownBy(() -> TABLE.store().append(visits))
        .isInstanceOf(IllegalStateException.class);
    assertThat(TABLE.items()).isZero();
  }

  @Test
  void aWithdrawal_givesBackWhatWasNotUsed() {
    Authorization approved = stored(REQUEST.approved(10));
    Done visits = Samples.visits(approved, 3);
    TABLE.store().append(visits);

    assertThat(TABLE.store().append(withdrawn(visits.state()))).isEqualTo(APPENDED);

    assertThat(left()).isEqualTo(23);
  }

  @Test
  void aShorterAuthorization_givesBackTheRest() {
    Authorization approved = stored(REQUEST.approved(10));

    assertThat(TABLE.store().append(shortened(approved, 4))).isEqualTo(APPENDED);

    assertThat(left()).isEqualTo(22);
  }

  @Test
  void aReviewer_takesFromTheAllotment_asFarAsItGoes() {
    stored(REQUEST.nth(0).approved(20));
    Authorization pended = stored(REQUEST.nth(1).pended());
    Done six = approvedByReviewer(pended, 8);
    stored(REQUEST.nth(2).approved(2));

    assertThat(TABLE.store().append(six))
        .isEqualTo(new AppendResult.AllotmentExhausted(REQUEST.allotment(), 4));
    assertThat(TABLE.store().append(approvedByReviewer(pended, 8))).isEqualTo(APPENDED);
    assertThat(left()).isZero();
  }

  @Test
  void ofManyChangesAtOnce_oneIsMade() throws Exception {
    Authorization approved = stored(REQUEST.approved(20));

    List<AppendResult> results = new ArrayList<>();
    List<Future<AppendResult>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int n = 1; n <= 16; n++) {
        Done change = shortened(approved, n);
        futures.add(threads.submit(() -> TABLE.store().append(change)));
      }
      for (Future<AppendResult> future : futures) {
        results.add(future.get());
      }
    }

    assertThat(results).filteredOn(APPENDED::equals).hasSize(1);
    assertThat(results)
        .filteredOn(result -> !result.equals(APPENDED))
        .containsOnly(new AppendResult.ChangedMeanwhile(2));
    assertThat(left()).isEqualTo(26 - (results.indexOf(APPENDED) + 1));
  }

  @Test
  void whatIsGivenBackAndTakenAtOnce_addsUp() throws Exception {
    List<Authorization> before = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      before.add(stored(REQUEST.nth(n).approved(3)));
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<AppendResult>> futures = new ArrayList<>();
      for (Authorization state : before) {
        futures.add(threads.submit(() -> untilAnswered(shortened(state, 1))));
      }
      for (Future<AppendResult> future : futures) {
        assertThat(future.get()).isEqualTo(APPENDED);
      }
    }

    assertThat(left()).isEqualTo(26 - 8);
  }

  /** As a client does that is told to try again later. */
  private static AppendResult untilAnswered(Done done) {
    AppendResult result = TABLE.store().append(done);
    while (result instanceof AppendResult.Contended) {
      result = TABLE.store().append(done);
    }
    return result;
  }
}
