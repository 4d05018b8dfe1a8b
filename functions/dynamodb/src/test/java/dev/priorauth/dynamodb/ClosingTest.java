package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Announcement;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.metrics.Figures;
import dev.priorauth.core.metrics.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Where time closes a request, and an event that is dated before that is written after it. */
class ClosingTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Samples REQUEST = Samples.request();
  private static final Instant JUST_BEFORE = Instant.parse("2025-02-05T04:59:59.999999999Z");
  private static final Instant CLOSED = Instant.parse("2025-02-05T05:00:00Z");

  /** When the sweep writes. */
  private static final Instant SWEPT = Instant.parse("2025-02-05T05:00:01Z");

  private static final Instant NOTICED = Instant.parse("2025-03-03T17:00:00Z");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static Authorization stored() {
    Done done = REQUEST.pended();
    Standing standing = TABLE.store().standing("bcbsma", REQUEST.member());
    assertThat(TABLE.store().submit(List.of(done), standing, REQUEST.key(), "hash"))
        .isEqualTo(new SubmitResult.Stored());
    return done.state();
  }

  private static Authorization appended(Result result, Instant now) {
    Done done = Samples.done(result);
    assertThat(TABLE.store().append(done, now, Backoff.usual()))
        .isEqualTo(new AppendResult.Appended());
    return done.state();
  }

  private static Result withdrawn(Authorization state) {
    return Operations.withdraw(state, "moved", Samples.OFFICE, JUST_BEFORE);
  }

  private static void sweep(DynamoDbClient client) {
    new Sweep(new DueStore(client, TABLE.name(), () -> SWEPT)).run(SWEPT, () -> false);
  }

  private static Figures.Product figures() {
    return new FiguresStore(TABLE.client(), TABLE.name(), 1000, Duration.ofHours(1))
        .between("bcbsma", ZONE, LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), NOTICED)
        .orElseThrow()
        .all();
  }

  private static List<LogEntry.Kind> log() {
    return entries().map(LogEntry::kind).sorted().toList();
  }

  private static List<Posting.Kind> told() {
    return new OfficeStore(TABLE.client(), TABLE.name())
        .oldest(List.of(Samples.THERAPIST), Optional.empty(), NOTICED.plusSeconds(60), 20).stream()
            .map(Posting::kind)
            .filter(
                kind ->
                    kind == Posting.Kind.CLOSED
                        || kind == Posting.Kind.REOPENED
                        || kind == Posting.Kind.WITHDRAWN)
            .toList();
  }

  @Test
  void anEventThatIsWrittenBeforeTheNotice_takesTheClosingAway() {
    appended(withdrawn(stored()), JUST_BEFORE);

    sweep(TABLE.client());

    assertThat(told()).containsExactly(Posting.Kind.WITHDRAWN);
    assertThat(log()).containsExactly(LogEntry.Kind.PENDED, LogEntry.Kind.ENDED);
  }

  @Test
  void anEventThatIsWrittenWhileTheSweepIsAtIt_takesTheClosingAway() {
    Authorization pended = stored();

    sweep(new Overtaken(() -> appended(withdrawn(pended), JUST_BEFORE)));

    assertThat(told()).containsExactly(Posting.Kind.WITHDRAWN);
    assertThat(log()).containsExactly(LogEntry.Kind.PENDED, LogEntry.Kind.ENDED);
    assertThat(figures().waiting()).isEmpty();
  }

  @Test
  void anEventThatIsWrittenAfterTheNotice_takesItBack_soThatTheRequestEndsOnce() {
    Authorization pended = stored();
    sweep(TABLE.client());
    assertThat(log()).containsExactly(LogEntry.Kind.PENDED, LogEntry.Kind.ENDED);
    assertThat(figures().waiting()).isEmpty();

    appended(withdrawn(pended), JUST_BEFORE);

    // By the instants that offices see: the withdrawal was in time.
    assertThat(told())
        .containsExactly(Posting.Kind.WITHDRAWN, Posting.Kind.CLOSED, Posting.Kind.REOPENED);
    assertThat(log())
        .containsExactly(
            LogEntry.Kind.PENDED, LogEntry.Kind.ENDED, LogEntry.Kind.ENDED, LogEntry.Kind.REOPENED);
    Figures recomputed = Figures.of(entries(), ZONE);
    assertThat(recomputed.all().standard().ended()).isEqualTo(1);
    assertThat(recomputed.all().waiting()).isEmpty();
  }

  private static Stream<LogEntry> entries() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name())).items().stream()
        .filter(
            item -> item.getOrDefault(AuthorizationItems.DUE, Items.s("")).s().startsWith("LOG#"))
        .map(item -> LogItems.entry("bcbsma", item.get(AuthorizationItems.DUE_AT).s()));
  }

  @Test
  void aDocumentThatCameInTime_opensTheRequestAgain_whenItIsNoticed_andSaysSo() {
    Instant early = Instant.parse("2025-01-03T17:00:00Z");
    Authorization answered =
        appended(
            Operations.answerInformation(stored(), "a3", "Since May.", Samples.OFFICE, early),
            early);
    Authorization announced =
        appended(
            Operations.announceDocument(
                answered,
                new Announcement("a2", "plan.pdf", "1: plan of care", "application/pdf", 9, "00ff"),
                Samples.OFFICE,
                early),
            early);
    sweep(TABLE.client());
    assertThat(told()).containsExactly(Posting.Kind.CLOSED);
    // The figures of the day are kept by now.
    assertThat(figures().standard().ended()).isEqualTo(1);

    assertThat(Operations.receiveDocument(announced, "d1", Samples.OFFICE, CLOSED))
        .isInstanceOf(Result.Refused.class);
    Authorization open =
        appended(Operations.receiveDocument(announced, "d1", Samples.OFFICE, JUST_BEFORE), NOTICED);

    assertThat(TABLE.store().find(REQUEST.id())).contains(open);
    assertThat(told()).containsExactly(Posting.Kind.CLOSED, Posting.Kind.REOPENED);
    assertThat(log())
        .containsExactly(LogEntry.Kind.PENDED, LogEntry.Kind.ENDED, LogEntry.Kind.REOPENED);
    assertThat(figures().standard().ended()).isZero();
    assertThat(figures().waiting()).containsOnlyKeys(LocalDate.of(2025, 1, 2));
    sweep(TABLE.client());
    assertThat(told()).containsExactly(Posting.Kind.CLOSED, Posting.Kind.REOPENED);
  }

  @Test
  void aClosingThatWasTakenAwayAndCameBack_isToldOnce() {
    Instant early = Instant.parse("2025-01-03T17:00:00Z");
    Authorization asked =
        appended(
            Operations.ask(
                stored(),
                Ask.Kind.INFORMATION,
                "Say how often.",
                Party.REQUESTER,
                LocalDate.of(2025, 2, 3),
                Samples.NURSE,
                early),
            early);
    appended(
        Operations.answerInformation(asked, "a4", "Twice a week.", Samples.OFFICE, early), early);

    sweep(TABLE.client());
    sweep(TABLE.client());

    assertThat(told()).containsExactly(Posting.Kind.CLOSED);
    assertThat(log()).containsExactly(LogEntry.Kind.PENDED, LogEntry.Kind.ENDED);
  }

  /** A client with which somebody else writes right after each state is read. */
  private record Overtaken(Runnable meanwhile) implements DynamoDbClient {

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      BatchGetItemResponse read = TABLE.client().batchGetItem(request);
      meanwhile.run();
      return read;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      return TABLE.client().query(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      return TABLE.client().updateItem(request);
    }

    @Override
    public String serviceName() {
      return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
