package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class OfficeStoreTest {
  private static final Instant FIRST = Instant.parse("2025-01-03T17:00:00Z");
  private static final List<Npi> BOTH = List.of(Samples.PHYSICIAN, Samples.THERAPIST);
  private static final List<Npi> PHYSICIAN = List.of(Samples.PHYSICIAN);

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static OfficeStore postings() {
    return new OfficeStore(TABLE.client(), TABLE.name());
  }

  private static Authorization stored(Done done) {
    AuthorizationStore store = TABLE.store();
    Standing standing = store.standing("bcbsma", done.state().submission().member().id());
    assertThat(store.submit(List.of(done), standing, Samples.key(done.state().id().text()), "hash"))
        .isEqualTo(new SubmitResult.Stored());
    return done.state();
  }

  private static Authorization asked(Authorization state, Instant at) {
    Done done =
        Samples.done(
            Operations.ask(
                state,
                Ask.Kind.DOCUMENT,
                "Send the notes.",
                Party.REQUESTER,
                LocalDate.of(2025, 1, 15),
                Samples.NURSE,
                at));
    assertThat(TABLE.store().append(done)).isEqualTo(new AppendResult.Appended());
    return done.state();
  }

  private static List<Long> versions(List<Posting> postings) {
    return postings.stream().map(Posting::version).toList();
  }

  @Test
  void append_tellsBothOffices_once_andNobodyElse() {
    asked(stored(Samples.request().pended()), FIRST);

    for (List<Npi> office : List.of(BOTH, PHYSICIAN, List.of(Samples.THERAPIST))) {
      assertThat(postings().newest(office, Optional.empty(), 10))
          .containsExactly(
              new Posting(Samples.request().id(), FIRST, 2, Posting.Kind.INFORMATION_ASKED),
              new Posting(Samples.request().id(), Samples.AT, 1, Posting.Kind.PENDED));
    }
    assertThat(postings().newest(List.of(Samples.OTHER_THERAPIST), Optional.empty(), 10)).isEmpty();
  }

  @Test
  void append_tellsOfEachEvent_evenOfTwoOfOneKindAndInstant() {
    asked(asked(stored(Samples.request().pended()), FIRST), FIRST);

    assertThat(versions(postings().newest(BOTH, Optional.empty(), 10))).containsExactly(3L, 2L, 1L);
  }

  @Test
  void submit_tellsBothOffices_whatBecameOfIt_andGoesOnSayingSo() {
    Authorization approved = stored(Samples.request().nth(0).approved(5));
    stored(Samples.request().nth(1).at(FIRST).pended());
    stored(Samples.request().nth(2).at(FIRST.plusSeconds(1)).submit(new Outcome.NotRequired()));
    TABLE.store().append(Samples.done(Operations.shorten(approved, 3, Samples.OFFICE, Samples.AT)));

    for (List<Npi> office : List.of(BOTH, PHYSICIAN, List.of(Samples.THERAPIST))) {
      assertThat(postings().newest(office, Optional.empty(), 10))
          .extracting(Posting::kind, Posting::version)
          .containsExactly(
              tuple(Posting.Kind.NOT_REQUIRED, 1L),
              tuple(Posting.Kind.PENDED, 1L),
              tuple(Posting.Kind.APPROVED, 1L));
      assertThat(postings().between(office, Samples.AT, FIRST, 10))
          .containsExactly(new Posting(approved.id(), Samples.AT, 1, Posting.Kind.APPROVED));
    }
    PostingId told = PostingId.of(Posting.ofSubmission(approved));
    assertThat(postings().markRead(PHYSICIAN, told)).isTrue();
    assertThat(postings().read(PHYSICIAN, postings().newest(BOTH, Optional.empty(), 10)))
        .containsExactly(told);
  }

  /** Whoever sends mails may not read more: see infra/template.yaml. */
  @Test
  void postings_areReadWithoutTheDocumentsThatStandBesideThem() {
    asked(stored(Samples.request().pended()), FIRST);
    List<Map<String, AttributeValue>> seen = new ArrayList<>();
    ExecutionInterceptor eye =
        new ExecutionInterceptor() {
          @Override
          public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
            assertThat(((QueryRequest) call.request()).select())
                .isEqualTo(Select.SPECIFIC_ATTRIBUTES);
            seen.addAll(((QueryResponse) call.response()).items());
          }
        };
    OfficeStore postings = new OfficeStore(TABLE.client(eye), TABLE.name());

    assertThat(postings.newest(BOTH, Optional.empty(), 10)).hasSize(2);
    assertThat(postings.oldest(BOTH, Optional.empty(), FIRST.plusSeconds(1), 10)).hasSize(2);
    assertThat(postings.between(BOTH, Samples.AT, FIRST.plusSeconds(1), 10)).hasSize(2);

    assertThat(seen)
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).containsOnlyKeys(AuthorizationItems.SUBMITTED));
  }

  @Test
  void pages_haveEachPostingOnce_inBothOrders_whateverIsAddedMeanwhile() {
    Authorization state = stored(Samples.request().pended());
    for (int n = 0; n < 7; n++) {
      state = asked(state, FIRST.plusSeconds(n));
    }
    List<Posting> newest = new ArrayList<>(postings().newest(BOTH, Optional.empty(), 3));
    state = asked(state, FIRST.plusSeconds(100));
    newest.addAll(postings().newest(BOTH, last(newest), 3));
    newest.addAll(postings().newest(BOTH, last(newest), 3));

    assertThat(versions(newest)).containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);

    Instant until = FIRST.plusSeconds(6);
    List<Posting> oldest = new ArrayList<>(postings().oldest(BOTH, Optional.empty(), until, 4));
    oldest.addAll(postings().oldest(BOTH, last(oldest), until, 4));

    assertThat(versions(oldest)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(postings().oldest(BOTH, last(newest.subList(0, 1)), until, 4)).isEmpty();
    assertThat(versions(postings().between(BOTH, FIRST.plusSeconds(2), until, 10)))
        .containsExactly(4L, 5L, 6L, 7L);
  }

  private static Optional<PostingId> last(List<Posting> postings) {
    return Optional.of(PostingId.of(postings.getLast()));
  }

  @Test
  void newest_hasWhatTimeBringsAbout_beforeEventsOfOtherInstants() {
    Authorization state = asked(stored(Samples.request().pended()), FIRST);
    Posting overdue =
        new Posting(state.id(), FIRST.plusSeconds(1), 0, Posting.Kind.INFORMATION_OVERDUE);
    Map<String, AttributeValue> notice = new HashMap<>(PostingItems.keys(overdue, state));
    notice.putAll(Items.key("AUTH#" + state.id(), "NOTICE#1"));
    TABLE.client().putItem(p -> p.tableName(TABLE.name()).item(notice));

    assertThat(postings().newest(PHYSICIAN, Optional.empty(), 2))
        .containsExactly(
            overdue, new Posting(state.id(), FIRST, 2, Posting.Kind.INFORMATION_ASKED));
  }

  @Test
  void markRead_isKeptForTheOffice_andChangesNothingTheSecondTime() {
    asked(asked(stored(Samples.request().pended()), FIRST), FIRST.plusSeconds(1));
    List<Posting> both = postings().newest(BOTH, Optional.empty(), 10);
    PostingId older = PostingId.of(both.getLast());

    assertThat(postings().markRead(PHYSICIAN, older)).isTrue();
    int items = TABLE.items();
    assertThat(postings().markRead(PHYSICIAN, older)).isTrue();

    assertThat(TABLE.items()).isEqualTo(items);
    assertThat(postings().read(PHYSICIAN, both)).containsExactly(older);
    assertThat(postings().read(BOTH, both.reversed())).containsExactly(older);
    assertThat(postings().read(List.of(Samples.THERAPIST), both)).isEmpty();
  }

  @Test
  void markRead_keepsNothing_ofWhatTheOfficeWasNotTold() {
    Authorization state = asked(stored(Samples.request().pended()), FIRST);
    PostingId told = PostingId.of(postings().newest(BOTH, Optional.empty(), 1).getFirst());
    PostingId never =
        PostingId.of(new Posting(state.id(), FIRST, 3, Posting.Kind.INFORMATION_ASKED));
    int items = TABLE.items();

    assertThat(postings().markRead(List.of(Samples.OTHER_THERAPIST), told)).isFalse();
    assertThat(postings().markRead(BOTH, never)).isFalse();
    assertThat(TABLE.items()).isEqualTo(items);
  }

  @Test
  void anId_isReadAgain_andNothingElseIs() {
    Posting event = new Posting(Samples.request().id(), FIRST, 12, Posting.Kind.ANSWER_UNREADABLE);
    Posting notice = new Posting(Samples.request().id(), FIRST, 0, Posting.Kind.EXPIRED);

    Posting submission = new Posting(Samples.request().id(), FIRST, 1, Posting.Kind.APPROVED);

    for (Posting posting : List.of(event, notice, submission)) {
      PostingId id = PostingId.of(posting);
      assertThat(PostingId.parse(id.text())).contains(id);
      assertThat(PostingItems.posting(id.place())).contains(posting);
    }
    for (String other : List.of("", "x", "***", PostingId.of(event).text() + "AA")) {
      assertThat(PostingId.parse(other)).isEmpty();
    }
    for (String place :
        List.of(
            "2025-01-03T17:00:00Z#" + Samples.request().id() + "#expired",
            "2025-01-03T17:00:00.000000000Z#A0000000000001#expired",
            "2025-01-03T17:00:00.000000000Z#" + Samples.request().id() + "#sold",
            "2025-01-03T17:00:00.000000000Z#" + Samples.request().id() + "#approved#00000001",
            "2025-01-03T17:00:00.000000000Z#" + Samples.request().id() + "#expired#1")) {
      assertThat(PostingItems.posting(place)).isEmpty();
    }
  }
}
