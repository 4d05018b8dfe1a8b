package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline.Kind;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.embedded.Meter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Whatever happens to the runs, the end is the same. */
class SweepTest {

  private static final Instant NOW = Instant.parse("2025-01-17T05:00:00Z");
  private static final Instant A_MONTH_LATER = Instant.parse("2025-02-17T05:00:00Z");
  private static final int KINDS = 4;

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  /** Pended, approved, not required and asked by one office for another, in turn. */
  private static Authorization sample(int n) {
    Samples request =
        Samples.request().number(n + 1).member(new MemberId("XXP%09d".formatted(100_000_000 + n)));
    return switch (n % KINDS) {
      case 0 -> request.pended().state();
      case 1 -> request.approved(3).state();
      case 2 -> request.submit(new Outcome.NotRequired()).state();
      default -> request.by(Samples.THERAPIST, Samples.THERAPIST).pended().state();
    };
  }

  private static void fill(int count) {
    List<WriteRequest> puts = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Map<String, AttributeValue> item = AuthorizationItems.state(sample(n));
      puts.add(WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build());
      if (puts.size() == 25 || n == count - 1) {
        List<WriteRequest> batch = List.copyOf(puts);
        TABLE.client().batchWriteItem(b -> b.requestItems(Map.of(TABLE.name(), batch)));
        puts.clear();
      }
    }
  }

  private static Sweep sweep(DynamoDbClient client) {
    return sweep(client, A_MONTH_LATER);
  }

  private static Sweep sweep(DynamoDbClient client, Instant clock) {
    return new Sweep(new DueStore(client, TABLE.name(), () -> clock));
  }

  private static Sweep.Result run(Instant now) {
    return sweep(TABLE.client()).run(now, () -> false);
  }

  /** All items of the table, with the times of nothing in them. */
  private static Map<String, Map<String, AttributeValue>> everything() {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    TABLE
        .client()
        .scanPaginator(s -> s.tableName(TABLE.name()).consistentRead(true))
        .items()
        .stream()
        .forEach(item -> items.put(item.get("pk").s() + "/" + item.get("sk").s(), item));
    return items;
  }

  /** Only their places in the indexes tell when notices were written. */
  private static Map<String, Map<String, AttributeValue>> withoutTimesOfWriting(
      Map<String, Map<String, AttributeValue>> items) {
    Map<String, Map<String, AttributeValue>> others = new TreeMap<>();
    items.forEach(
        (key, item) -> {
          Map<String, AttributeValue> rest = new TreeMap<>(item);
          if (item.get("sk").s().startsWith(NoticeItems.NOTICES)) {
            rest.remove(AuthorizationItems.SUBMITTED);
            rest.remove(AuthorizationItems.DUE_AT);
          }
          others.put(key, rest);
        });
    return others;
  }

  private static Map<String, Map<String, AttributeValue>> afterOneRun(int count, Instant now) {
    TABLE.newTable();
    fill(count);
    run(now);
    return everything();
  }

  @Test
  void aRun_tellsWhatIsDue_andASecondOneNothing() {
    fill(40);

    Sweep.Result first = run(NOW);

    assertThat(first.examined()).isEqualTo(30);
    assertThat(first.told(Kind.INFORMATION_DUE)).isEqualTo(20);
    assertThat(first.told(Kind.DECISION_DUE)).isEqualTo(20);
    assertThat(first.told(Kind.EXTENSION_DUE)).isEqualTo(10);
    assertThat(first.told(Kind.EXPIRES)).isZero();
    assertThat(first.failed() + first.alreadyDone() + first.remaining()).isZero();
    var end = everything();

    Sweep.Result second = run(NOW);

    assertThat(second.examined()).isZero();
    assertThat(everything()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({"2025-01-21T17:00:00Z, 0", "2025-01-22T05:00:00Z, 1", "2025-01-23T17:00:00Z, 1"})
  void theThirteenthVisit_isTold_thoughNothingIsRequiredYet(Instant now, int told) {
    Samples request = Samples.request();
    Authorization first =
        Operations.submit(
                request.id(),
                request.submission(),
                request.counting(),
                new Outcome.NotRequired(),
                Samples.OFFICE,
                Samples.AT)
            .state();
    // Twelve visits; at six in seven days the thirteenth is expected two days later.
    Authorization state =
        Samples.done(
                Operations.recordVisits(
                    first,
                    List.of(
                        new Visit(LocalDate.of(2025, 1, 13), 6, List.of()),
                        new Visit(LocalDate.of(2025, 1, 20), 6, List.of())),
                    Samples.OFFICE,
                    Instant.parse("2025-01-20T20:00:00Z")))
            .state();
    TABLE
        .client()
        .putItem(put -> put.tableName(TABLE.name()).item(AuthorizationItems.state(state)));

    assertThat(run(now).told(Kind.EXTENSION_DUE)).isEqualTo(told);
    assertThat(run(now).examined()).isZero();
  }

  @Test
  void aMonthLate_theEndIsThatOfARunEachDay() {
    var late = afterOneRun(20, A_MONTH_LATER);
    TABLE.newTable();
    fill(20);
    for (Instant day = Samples.AT; day.isBefore(A_MONTH_LATER); day = day.plusSeconds(86_400)) {
      Instant now = day;
      sweep(TABLE.client(), now).run(now, () -> false);
    }
    run(A_MONTH_LATER);

    assertThat(withoutTimesOfWriting(everything())).isEqualTo(withoutTimesOfWriting(late));
  }

  @Test
  void aClockThatGoesBackAnHour_changesNothing() {
    var end = afterOneRun(20, NOW);

    assertThat(run(NOW.minusSeconds(3600)).examined()).isZero();
    assertThat(run(NOW).examined()).isZero();

    assertThat(everything()).isEqualTo(end);
  }

  @Test
  void twoWorkersAtOnce_doTheWorkOnce() throws Exception {
    var expected = afterOneRun(200, NOW);
    TABLE.newTable();
    fill(200);

    long done = 0;
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      List<Future<Sweep.Result>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runs.add(workers.submit(() -> run(NOW)));
      }
      for (Future<Sweep.Result> one : runs) {
        done += one.get().examined() - one.get().alreadyDone();
        assertThat(one.get().failed() + one.get().remaining()).isZero();
      }
    }

    assertThat(done).isEqualTo(150);
    assertThat(everything()).isEqualTo(expected);
  }

  @Test
  void killedAtAHundredWrites_theNextRunsFinish() {
    int count = 12;
    var expected = afterOneRun(count, A_MONTH_LATER);
    // Six that are pended, with three notices and a move each; three approved, with one of each.
    int writes = 6 * 4 + 3 * 2;
    Random random = new Random(4);
    for (int point = 0; point < 100; point++) {
      TABLE.newTable();
      fill(count);
      try (DynamoDbClient dying =
          TABLE.client(Faults.killedAt(random.nextInt(writes), random.nextBoolean()))) {
        assertThatThrownBy(() -> sweep(dying).run(A_MONTH_LATER, () -> false))
            .hasRootCauseInstanceOf(Faults.Killed.class);
      }

      run(A_MONTH_LATER);

      assertThat(everything()).as("killed the " + point + ". time").isEqualTo(expected);
    }
  }

  @Test
  void killedTogether_late_withAClockThatGoesBack_theEndIsTheSame() throws Exception {
    int count = 12;
    var expected = withoutTimesOfWriting(afterOneRun(count, A_MONTH_LATER));
    Random random = new Random(5);
    Instant hourBefore = A_MONTH_LATER.minusSeconds(3600);
    for (int point = 0; point < 20; point++) {
      TABLE.newTable();
      fill(count);
      run(NOW.minusSeconds(random.nextInt(5 * 86_400)));
      try (DynamoDbClient dying =
              TABLE.client(Faults.killedAt(random.nextInt(12), random.nextBoolean()));
          ExecutorService workers = Executors.newFixedThreadPool(3)) {
        workers.submit(() -> sweep(dying).run(A_MONTH_LATER, () -> false));
        workers.submit(() -> sweep(TABLE.client(), hourBefore).run(hourBefore, () -> false));
        workers.submit(() -> run(A_MONTH_LATER));
      }
      sweep(TABLE.client(), hourBefore).run(hourBefore, () -> false);

      assertThat(run(A_MONTH_LATER).remaining()).isZero();
      assertThat(withoutTimesOfWriting(everything()))
          .as("the " + point + ". time")
          .isEqualTo(expected);
    }
  }

  @Test
  void withEveryFifthCallFailing_nothingIsLostAndNothingDoubled() {
    var expected = afterOneRun(100, A_MONTH_LATER);
    TABLE.newTable();
    fill(100);

    Sweep.Result result;
    try (DynamoDbClient shaky = TABLE.client(Faults.passing(7, 0.2))) {
      result = sweep(shaky).run(A_MONTH_LATER, () -> false);
    }

    assertThat(result.failed()).isZero();
    assertThat(result.remaining()).isZero();
    assertThat(everything()).isEqualTo(expected);
  }

  @Test
  void withPartsOfBatchesLeftOut_nothingIsLost() {
    var expected = afterOneRun(100, A_MONTH_LATER);
    TABLE.newTable();
    fill(100);
    LeavesOut most = new LeavesOut(2);

    Sweep.Result result;
    try (DynamoDbClient scanty = TABLE.client(most)) {
      result = sweep(scanty).run(A_MONTH_LATER, () -> false);
    }

    assertThat(most.left()).isPositive();
    assertThat(result.examined()).isEqualTo(75);
    assertThat(result.failed() + result.remaining()).isZero();
    assertThat(everything()).isEqualTo(expected);
  }

  @Test
  void withBatchesLeftOutAltogether_everythingRemains() {
    fill(8);
    var before = everything();

    Sweep.Result result;
    try (DynamoDbClient scanty = TABLE.client(new LeavesOut(0))) {
      result = sweep(scanty).run(NOW, () -> false);
    }

    assertThat(result.failed()).isPositive();
    assertThat(result.examined()).isZero();
    assertThat(result.remaining()).isEqualTo(6);
    assertThat(everything()).isEqualTo(before);
  }

  /** A table that gives at most so many items of each batch and leaves out the rest. */
  private static final class LeavesOut implements ExecutionInterceptor {
    private static final ExecutionAttribute<List<Map<String, AttributeValue>>> REST =
        new ExecutionAttribute<>("rest");

    private final int most;
    private final AtomicInteger left = new AtomicInteger();

    LeavesOut(int most) {
      this.most = most;
    }

    int left() {
      return left.get();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      if (!(context.request() instanceof BatchGetItemRequest batch)) {
        return context.request();
      }
      KeysAndAttributes asked = batch.requestItems().get(TABLE.name());
      int given = Math.min(most, asked.keys().size());
      attributes.putAttribute(REST, asked.keys().subList(given, asked.keys().size()));
      // A batch must have a key; one of nothing is found nowhere.
      List<Map<String, AttributeValue>> keys =
          given == 0 ? List.of(Items.key("NOTHING", "NOTHING")) : asked.keys().subList(0, given);
      return batch.toBuilder()
          .requestItems(Map.of(TABLE.name(), asked.toBuilder().keys(keys).build()))
          .build();
    }

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      List<Map<String, AttributeValue>> rest = attributes.getAttribute(REST);
      if (rest == null || rest.isEmpty()) {
        return context.response();
      }
      left.addAndGet(rest.size());
      return ((BatchGetItemResponse) context.response())
          .toBuilder()
              .unprocessedKeys(Map.of(TABLE.name(), KeysAndAttributes.builder().keys(rest).build()))
              .build();
    }
  }

  @Test
  void withAllCallsFailing_everythingRemains() {
    fill(8);
    var before = everything();

    try (DynamoDbClient dead = TABLE.client(Faults.dead())) {
      assertThatThrownBy(() -> sweep(dead).run(NOW, () -> false)).isInstanceOf(SdkException.class);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whenTimeIsUp_theRestRemains_andTheNextRunGoesOn() {
    var expected = afterOneRun(40, NOW);
    TABLE.newTable();
    fill(40);
    AtomicInteger asked = new AtomicInteger();

    Sweep.Result first = sweep(TABLE.client()).run(NOW, () -> asked.incrementAndGet() > 10);

    assertThat(first.examined()).isEqualTo(10);
    assertThat(first.remaining()).isEqualTo(20);
    assertThat(run(NOW).examined()).isEqualTo(20);
    assertThat(everything()).isEqualTo(expected);
  }

  @Test
  void aDryRun_countsAndWritesNothing() {
    fill(40);
    var before = everything();

    Sweep.Result result = sweep(TABLE.client()).dryRun(NOW, () -> false);

    assertThat(result.told(Kind.INFORMATION_DUE)).isEqualTo(20);
    assertThat(result.remaining()).isEqualTo(30);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void oneThatCannotBeRead_isCounted_andStopsNobody() {
    fill(40);
    TABLE
        .client()
        .updateItem(
            u ->
                u.tableName(TABLE.name())
                    .key(AuthorizationItems.stateKey(sample(0).id()))
                    .updateExpression("REMOVE #document")
                    .expressionAttributeNames(Map.of("#document", AuthorizationItems.DOCUMENT)));

    Sweep.Result result = run(NOW);

    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.remaining()).isZero();
    assertThat(result.told(Kind.INFORMATION_DUE)).isEqualTo(19);
    assertThat(run(NOW).examined()).isZero();
  }

  @Test
  void theCost_followsWhatIsDue_notWhatIsStored() {
    fill(2_000);
    int due = 100;
    for (int n = 0; n < due; n++) {
      Samples request =
          Samples.request().number(10_000 + n).at(Instant.parse("2024-12-19T15:00:00Z"));
      TABLE
          .client()
          .putItem(
              p ->
                  p.tableName(TABLE.name())
                      .item(AuthorizationItems.state(request.pended().state())));
    }
    Meter meter = new Meter();

    Sweep.Result result =
        sweep(TABLE.client(meter)).run(Instant.parse("2025-01-02T05:00:00Z"), () -> false);

    System.out.printf(
        "A sweep of %d due among 2,000 more: %.2f read and %.2f write units for each%n",
        due, meter.read() / due, meter.written() / due);
    assertThat(result.examined()).isEqualTo(due);
    assertThat(meter.read()).isLessThanOrEqualTo(2.0 * due);
    assertThat(meter.written()).isLessThanOrEqualTo(6.0 * due);
  }
}
