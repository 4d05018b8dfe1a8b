package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Deadline.Kind;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.OtherDays;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.DueStore.Outcome;
import dev.priorauth.dynamodb.DueStore.Place;
import dev.priorauth.embedded.Meter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DueStoreTest {

  private static final Samples REQUEST = Samples.request();
  private static final Instant INFORMATION_OVERDUE = Instant.parse("2025-01-15T05:00:00Z");
  private static final Instant DECISION_OVERDUE = Instant.parse("2025-01-17T05:00:00Z");
  private static final Instant CLOSED = Instant.parse("2025-02-05T05:00:00Z");
  private static final Instant EXPIRED = Instant.parse("2026-01-01T05:00:00Z");

  /** When the sweep that was late writes its notices. */
  private static final Instant LATE = Instant.parse("2026-01-08T17:00:00Z");

  private static final StringBuilder FIGURES =
      new StringBuilder("Request units for each item due (read, written):\n");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  @AfterAll
  static void print() {
    System.out.print(FIGURES);
  }

  private static DueStore due() {
    return new DueStore(TABLE.client(), TABLE.name(), () -> LATE);
  }

  private static Outcome look(Place place, Instant now) {
    return due().look(due().read(List.of(place)).getFirst(), now);
  }

  private static Outcome move(Place place, Instant now) {
    return move(due(), place, now);
  }

  private static Outcome move(DueStore store, Place place, Instant now) {
    return store.move(store.read(List.of(place)).getFirst(), now);
  }

  private static Authorization stored(Done done) {
    AuthorizationStore store = TABLE.store();
    Standing standing = store.standing("bcbsma", done.state().submission().member().id());
    IdempotencyKey key = Samples.key(done.state().id().text());
    assertThat(store.submit(List.of(done), standing, key, "hash"))
        .isEqualTo(new SubmitResult.Stored());
    return done.state();
  }

  private static List<Place> places(Instant now) {
    List<Place> places = new ArrayList<>();
    for (int shard = 0; shard < DueStore.SHARDS; shard++) {
      places.addAll(due().due(shard, now, Optional.empty()));
    }
    return places;
  }

  private static List<Kind> moved(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Moved.class);
    return ((Outcome.Moved) outcome).owed().stream().map(Deadline::kind).toList();
  }

  private static List<Notice> notices() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name()).consistentRead(true)).items().stream()
        .filter(item -> item.get("sk").s().startsWith(NoticeItems.NOTICES))
        .filter(item -> !item.containsKey(NoticeItems.AVERTED))
        .map(NoticeItems::fromItem)
        .sorted(Comparator.comparing(Notice::at))
        .toList();
  }

  @Test
  void aPlace_isDueFromItsInstantOn() {
    stored(REQUEST.pended());

    assertThat(places(INFORMATION_OVERDUE.minusNanos(1))).isEmpty();
    assertThat(places(INFORMATION_OVERDUE))
        .containsExactly(new Place(REQUEST.id(), INFORMATION_OVERDUE));
    assertThat(places(CLOSED)).hasSize(1);
    assertThat(due().count(INFORMATION_OVERDUE.minusNanos(1))).isZero();
    assertThat(due().count(INFORMATION_OVERDUE)).isEqualTo(1);
  }

  @Test
  void move_goesFromDeadlineToDeadline_andLeavesTheStateAsItIs() {
    Authorization state = stored(REQUEST.pended());
    Place place = places(INFORMATION_OVERDUE).getFirst();

    assertThat(moved(move(place, INFORMATION_OVERDUE))).containsExactly(Kind.INFORMATION_DUE);
    assertThat(move(place, INFORMATION_OVERDUE)).isEqualTo(new Outcome.AlreadyDone());
    assertThat(places(DECISION_OVERDUE.minusNanos(1))).isEmpty();
    assertThat(moved(move(places(DECISION_OVERDUE).getFirst(), DECISION_OVERDUE)))
        .containsExactly(Kind.DECISION_DUE);
    assertThat(moved(move(places(CLOSED).getFirst(), CLOSED))).containsExactly(Kind.CLOSES);

    assertThat(places(Instant.parse("2100-01-01T00:00:00Z"))).isEmpty();
    assertThat(TABLE.store().find(REQUEST.id())).contains(state);
    assertThat(TABLE.store().history(REQUEST.id())).hasSize(1);
    assertThat(notices())
        .containsExactly(
            notice(Kind.INFORMATION_DUE, INFORMATION_OVERDUE, Status.PENDED),
            notice(Kind.DECISION_DUE, DECISION_OVERDUE, Status.PENDED),
            notice(Kind.CLOSES, CLOSED, Status.CLOSED));
  }

  private static Notice notice(Kind kind, Instant at, Status status) {
    return new Notice(
        REQUEST.id(),
        kind,
        at,
        "bcbsma",
        status,
        Samples.PHYSICIAN,
        Optional.of(Samples.THERAPIST));
  }

  @Test
  void look_writesNothing() {
    stored(REQUEST.pended());
    Place place = places(CLOSED).getFirst();

    assertThat(moved(look(place, CLOSED)))
        .containsExactly(Kind.INFORMATION_DUE, Kind.DECISION_DUE, Kind.CLOSES);
    assertThat(notices()).isEmpty();
    assertThat(places(CLOSED)).containsExactly(place);
  }

  @Test
  void bothOffices_findTheNotice_amongTheirMessagesOfThatTime() {
    stored(REQUEST.approved(5));

    move(places(EXPIRED).getFirst(), EXPIRED);

    for (Map.Entry<String, String> place :
        Map.of(
                "by-provider", "OFFICE#" + Samples.PHYSICIAN.digits(),
                "by-servicing", "OFFICE#" + Samples.THERAPIST.digits())
            .entrySet()) {
      String key =
          place.getKey().equals("by-provider")
              ? AuthorizationItems.PROVIDER
              : AuthorizationItems.SERVICING;
      List<Map<String, AttributeValue>> found =
          TABLE
              .client()
              .query(
                  q ->
                      q.tableName(TABLE.name())
                          .indexName(place.getKey())
                          .keyConditionExpression("#office = :office")
                          .expressionAttributeNames(Map.of("#office", key))
                          .expressionAttributeValues(Map.of(":office", Items.s(place.getValue()))))
              .items();
      assertThat(found)
          .extracting(NoticeItems::fromItem)
          .containsExactlyInAnyOrder(
              notice(Kind.EXTENSION_DUE, Instant.parse("2025-01-03T05:00:00Z"), Status.APPROVED),
              notice(Kind.EXPIRES, EXPIRED, Status.EXPIRED));
      assertThat(found)
          .extracting(item -> item.get(AuthorizationItems.SUBMITTED).s())
          .containsExactly(
              "2026-01-08T17:00:00.000000000Z#" + REQUEST.id() + "#extension-due",
              "2026-01-08T17:00:00.000000001Z#" + REQUEST.id() + "#expired");
    }
    assertThat(
            TABLE
                .store()
                .byProviders(Set.of(Samples.PHYSICIAN), Filter.all(EXPIRED), Optional.empty())
                .hits())
        .hasSize(1);
  }

  @Test
  void aLateNotice_standsBehindWhatAConsumerHasSeen_andStaysThere() {
    stored(REQUEST.approved(5));
    OfficeStore offices = new OfficeStore(TABLE.client(), TABLE.name());
    List<Npi> office = List.of(Samples.THERAPIST);
    move(places(EXPIRED.minusNanos(1)).getFirst(), EXPIRED.minusNanos(1));
    Optional<PostingId> cursor =
        Optional.of(PostingId.of(offices.newest(office, Optional.empty(), 1).getFirst()));
    Instant later = LATE.plusSeconds(60);
    DueStore late = new DueStore(TABLE.client(), TABLE.name(), () -> later);

    move(late, places(EXPIRED).getFirst(), EXPIRED);

    Posting expired = new Posting(REQUEST.id(), later, 0, Posting.Kind.EXPIRED);
    assertThat(offices.oldest(office, cursor, later.plusSeconds(1), 10)).containsExactly(expired);
    assertThat(notices()).extracting(Notice::at).endsWith(EXPIRED);
  }

  @Test
  void aRequestThatTimeCloses_isInTheLogOnce_whateverComesAfter() {
    Authorization state = stored(REQUEST.pended());
    Map<String, AttributeValue> before = item();
    move(places(CLOSED).getFirst(), CLOSED);
    // As one that was killed before it moved the place leaves it.
    TABLE.client().putItem(p -> p.tableName(TABLE.name()).item(before));
    move(
        new DueStore(TABLE.client(), TABLE.name(), () -> LATE.plusSeconds(900)),
        places(CLOSED).getFirst(),
        CLOSED);

    assertThat(Operations.withdraw(state, "moved", Samples.OFFICE, CLOSED))
        .isInstanceOf(Result.Refused.class);
    assertThat(Operations.close(state, Samples.OFFICE, CLOSED)).isInstanceOf(Result.Refused.class);
    // Of the three notices that are written together it is the last.
    assertThat(ended(state.id())).containsExactly(LATE.plusNanos(2));
  }

  @Test
  void aRequestThatEndsBeforeTimeClosesIt_isInTheLogOnce() {
    Authorization state = stored(REQUEST.pended());
    Instant justBefore = CLOSED.minusNanos(1);
    Done withdrawn = Samples.done(Operations.withdraw(state, "moved", Samples.OFFICE, justBefore));

    assertThat(TABLE.store().append(withdrawn)).isEqualTo(new AppendResult.Appended());

    assertThat(places(LATE)).isEmpty();
    assertThat(ended(state.id())).containsExactly(justBefore);
  }

  @Test
  void aRequestThatIsDecidedElsewhere_isNotInTheLog_whenTimeClosesIt() {
    stored(REQUEST.recorded().pended());
    for (Place place : places(LATE)) {
      move(place, LATE);
    }

    assertThat(ended(REQUEST.id())).isEmpty();
  }

  private static List<Instant> ended(AuthorizationId id) {
    return log()
        .filter(place -> place.contains("#" + id + "#"))
        .map(AuthorizationItems::instant)
        .toList();
  }

  /** The places in the log at which a request ended. */
  private static Stream<String> log() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name()).consistentRead(true)).items().stream()
        .filter(
            item -> item.getOrDefault(AuthorizationItems.DUE, Items.s("")).s().startsWith("LOG#"))
        .map(item -> item.get(AuthorizationItems.DUE_AT).s())
        .filter(place -> place.contains("#ended#"));
  }

  @Test
  void anEventThatComesBeforeTheMove_bringsTheNotices() {
    Authorization pended = stored(REQUEST.pended());
    Place place = places(INFORMATION_OVERDUE).getFirst();
    Instant later = INFORMATION_OVERDUE.plusSeconds(60);
    Done moved =
        Samples.done(
            Operations.moveServiceDates(
                pended,
                LocalDate.of(2025, 1, 20),
                Optional.empty(),
                OtherDays.FREE,
                Samples.OFFICE,
                later));

    assertThat(TABLE.store().append(moved)).isEqualTo(new AppendResult.Appended());

    assertThat(notices())
        .containsExactly(notice(Kind.INFORMATION_DUE, INFORMATION_OVERDUE, Status.PENDED));
    assertThat(move(place, later)).isEqualTo(new Outcome.AlreadyDone());
    assertThat(places(DECISION_OVERDUE)).extracting(Place::at).containsExactly(DECISION_OVERDUE);
  }

  @Test
  void anEventAfterTheMove_leavesTheNoticeAsItIs() {
    Authorization pended = stored(REQUEST.pended());
    move(places(INFORMATION_OVERDUE).getFirst(), INFORMATION_OVERDUE);
    List<Notice> before = notices();

    TABLE
        .store()
        .append(
            Samples.done(
                Operations.withdraw(
                    pended, "moved", Samples.OFFICE, INFORMATION_OVERDUE.plusSeconds(60))));

    assertThat(notices()).isEqualTo(before);
    assertThat(places(EXPIRED)).isEmpty();
  }

  @Test
  void whatCannotBeRead_isSetAside_andReplayedOnceItIsMended() {
    stored(REQUEST.pended());
    Map<String, AttributeValue> sound = item();
    document(AttributeValue.fromB(SdkBytes.fromUtf8String("Ada")));
    Place place = places(INFORMATION_OVERDUE).getFirst();

    assertThat(look(place, INFORMATION_OVERDUE)).isInstanceOf(Outcome.SetAside.class);
    assertThat(move(place, INFORMATION_OVERDUE))
        .isEqualTo(new Outcome.SetAside("IllegalStateException"));

    assertThat(places(CLOSED)).isEmpty();
    Map<String, AttributeValue> aside = item();
    assertThat(aside.get("gsiDeadlinePk").s()).matches("POISON#[0-7]");
    assertThat(aside.get("setAside").s()).isEqualTo("IllegalStateException");

    document(sound.get("document"));
    assertThat(due().replay()).isEqualTo(1);
    assertThat(item()).isEqualTo(sound);
    assertThat(moved(move(places(INFORMATION_OVERDUE).getFirst(), INFORMATION_OVERDUE)))
        .containsExactly(Kind.INFORMATION_DUE);
  }

  @Test
  void aMalformedPlace_isSetAside_andKeepsNobodyFromTheirNotice() {
    stored(REQUEST.pended());
    place("2025-01-01#nobody");
    stored(REQUEST.nth(5).member(member(5)).pended());

    Sweep.Result result = new Sweep(due()).run(INFORMATION_OVERDUE, () -> false);

    assertThat(result.examined()).isEqualTo(2);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.told(Kind.INFORMATION_DUE)).isEqualTo(1);
    assertThat(result.remaining()).isZero();
    Map<String, AttributeValue> aside = item();
    assertThat(aside.get("gsiDeadlinePk").s()).matches("POISON#[0-7]");
    assertThat(aside.get("setAside").s()).isEqualTo("DateTimeParseException");
    assertThat(due().replay()).isEqualTo(1);
  }

  private static void place(String key) {
    TABLE
        .client()
        .updateItem(
            u ->
                u.tableName(TABLE.name())
                    .key(AuthorizationItems.stateKey(REQUEST.id()))
                    .updateExpression("SET #due = :due")
                    .expressionAttributeNames(Map.of("#due", AuthorizationItems.DUE_AT))
                    .expressionAttributeValues(Map.of(":due", Items.s(key))));
  }

  @Test
  void whatAnEventMakesDue_isToldWithIt_andNotAgain() {
    Authorization pended = stored(REQUEST.pended());
    Done approved =
        Samples.done(
            Operations.determine(
                pended,
                new Operations.Determination.Approve(
                    LocalDate.of(2025, 1, 10),
                    LocalDate.of(2025, 12, 31),
                    Optional.empty(),
                    List.of()),
                Optional.empty(),
                Samples.OFFICE,
                Instant.parse("2025-01-14T17:00:00Z")));
    // A week before the day that was asked for, which has passed.
    Notice due = notice(Kind.EXTENSION_DUE, Instant.parse("2025-01-03T05:00:00Z"), Status.APPROVED);

    assertThat(TABLE.store().append(approved)).isEqualTo(new AppendResult.Appended());

    assertThat(notices()).containsExactly(due);
    assertThat(TABLE.store().append(Samples.visits(approved.state(), 2)))
        .isEqualTo(new AppendResult.Appended());
    assertThat(notices()).containsExactly(due);
    new Sweep(due()).run(EXPIRED.minusNanos(1), () -> false);
    assertThat(notices()).containsExactly(due);
  }

  private static Map<String, AttributeValue> item() {
    return TABLE
        .client()
        .getItem(g -> g.tableName(TABLE.name()).key(AuthorizationItems.stateKey(REQUEST.id())))
        .item();
  }

  private static void document(AttributeValue document) {
    TABLE
        .client()
        .updateItem(
            u ->
                u.tableName(TABLE.name())
                    .key(AuthorizationItems.stateKey(REQUEST.id()))
                    .updateExpression("SET #document = :document")
                    .expressionAttributeNames(Map.of("#document", AuthorizationItems.DOCUMENT))
                    .expressionAttributeValues(Map.of(":document", document)));
  }

  @Test
  void pages_followEachOther_withoutGapOrRepetition() {
    int most = 0;
    int stored = 0;
    while (most <= DueStore.PAGE) {
      Samples request = REQUEST.nth(stored).member(member(stored));
      stored++;
      if (AuthorizationItems.shard(request.id()) == 0) {
        most++;
        TABLE
            .client()
            .putItem(
                p ->
                    p.tableName(TABLE.name())
                        .item(AuthorizationItems.state(request.pended().state())));
      }
    }

    List<Place> first = due().due(0, CLOSED, Optional.empty());
    List<Place> second = due().due(0, CLOSED, Optional.of(first.getLast()));

    assertThat(first).hasSize(DueStore.PAGE);
    assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(due().count(CLOSED)).isEqualTo(most);
  }

  private static MemberId member(int n) {
    return new MemberId("XXP%09d".formatted(100_000_000 + n));
  }

  @Test
  void anItemDue_costsAtMost2ReadAnd6WriteUnits() {
    Meter meter = new Meter();
    DueStore metered = new DueStore(TABLE.client(meter), TABLE.name(), () -> LATE);
    stored(REQUEST.approved(5));
    stored(REQUEST.nth(5).member(member(5)).pended());
    stored(REQUEST.nth(6).member(member(6)).by(Samples.THERAPIST, Samples.THERAPIST).pended());

    measure(meter, metered, "next deadline follows, another provider treats", 5);
    measure(meter, metered, "next deadline follows, same provider", 6);
    measure(meter, metered, "extension due, another provider treats", 0);
  }

  private static void measure(Meter meter, DueStore metered, String what, int n) {
    Place place =
        places(n == 0 ? EXPIRED : INFORMATION_OVERDUE).stream()
            .filter(
                one ->
                    one.partition()
                        .equals(
                            AuthorizationItems.partition(
                                n == 0 ? REQUEST.id() : REQUEST.nth(n).id())))
            .findFirst()
            .orElseThrow();
    meter.reset();
    moved(move(metered, place, place.at()));
    FIGURES.append("  %-48s %5.1f %5.1f%n".formatted(what, meter.read(), meter.written()));
    assertThat(meter.read()).isLessThanOrEqualTo(2);
    assertThat(meter.written()).isLessThanOrEqualTo(6);
  }
}
