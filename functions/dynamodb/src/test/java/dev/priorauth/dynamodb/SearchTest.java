package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.requests.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchTest {

  private static final Instant NOW = Instant.parse("2025-01-13T12:00:00Z");
  private static final Filter ALL = Filter.all(NOW);
  private static final Samples REQUEST = Samples.request();

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private static Authorization stored(Done done) {
    AuthorizationStore store = TABLE.store();
    Standing standing = store.standing("bcbsma", done.state().submission().member().id());
    IdempotencyKey key = Samples.key(done.state().id().text());
    assertThat(store.submit(List.of(done), standing, key, "hash"))
        .isEqualTo(new SubmitResult.Stored());
    return done.state();
  }

  /** The n-th submission, n minutes after the first. */
  private static Samples nth(int n) {
    return REQUEST.nth(n).at(Samples.AT.plusSeconds(60L * n));
  }

  private static Page byMember(Filter filter, Optional<Cursor> after) {
    return TABLE.store().byMember(Samples.MEMBER, Samples.BORN_ON, filter, after);
  }

  private static List<Authorization> all(Function<Optional<Cursor>, Page> search) {
    List<Authorization> hits = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page page = search.apply(after);
      hits.addAll(page.hits());
      after = page.next().map(Cursor::text).flatMap(Cursor::parse);
    } while (after.isPresent());
    return hits;
  }

  @Test
  void byMember_givesPagesOf25_newestFirst() {
    List<Authorization> stored = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      stored.add(stored(nth(n).pended()));
    }

    Page first = byMember(ALL, Optional.empty());
    assertThat(first.hits()).isEqualTo(stored.reversed().subList(0, 25));
    Page second = byMember(ALL, first.next());
    assertThat(second.hits()).isEqualTo(stored.reversed().subList(25, 50));
    Page third = byMember(ALL, second.next());
    assertThat(third.hits()).isEqualTo(stored.reversed().subList(50, 60));
    assertThat(third.next()).isEmpty();
  }

  @Test
  void pages_stayAsTheyAre_whileAuthorizationsAreAddedAndChanged() {
    List<Authorization> stored = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      stored.add(stored(nth(n).pended()));
    }
    Page first = byMember(ALL, Optional.empty());

    stored(nth(100).pended());
    stored(nth(101).pended());
    Authorization old = stored.getFirst();
    Done moved =
        Samples.done(
            Operations.moveServiceDates(
                old, LocalDate.of(2025, 5, 1), Optional.empty(), Samples.OFFICE, NOW));
    TABLE.store().append(moved);
    stored.set(0, moved.state());

    assertThat(byMember(ALL, first.next()).hits()).isEqualTo(stored.reversed().subList(25, 40));
  }

  @Test
  void byMember_findsNothing_forAnotherDateOfBirth() {
    stored(REQUEST.pended());

    Page page =
        TABLE.store().byMember(Samples.MEMBER, Samples.BORN_ON.plusDays(1), ALL, Optional.empty());

    assertThat(page.hits()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void byMember_keepsWhatTheFilterAdmits() {
    Authorization pended = stored(nth(0).pended());
    Authorization approved = stored(nth(1).approved(1));
    Authorization mri = stored(nth(2).service("mri").pended());

    assertThat(
            byMember(
                    new Filter(
                        Set.of(Status.PENDED),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Filter.Order.OLDEST_FIRST,
                        _ -> true,
                        AuthorizationStore.PAGE,
                        NOW),
                    Optional.empty())
                .hits())
        .containsExactly(pended, mri);
    assertThat(
            byMember(
                    new Filter(
                        Set.of(),
                        Optional.of(LocalDate.of(2025, 1, 11)),
                        Optional.of(LocalDate.of(2025, 1, 11)),
                        Optional.empty(),
                        Filter.Order.OLDEST_FIRST,
                        _ -> true,
                        AuthorizationStore.PAGE,
                        NOW),
                    Optional.empty())
                .hits())
        .containsExactly(approved);
    assertThat(
            byMember(
                    new Filter(
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("mri"),
                        Filter.Order.OLDEST_FIRST,
                        _ -> true,
                        AuthorizationStore.PAGE,
                        NOW),
                    Optional.empty())
                .hits())
        .containsExactly(mri);
  }

  @Test
  void aFilter_judgesTheStatusByTheDay() {
    Authorization approved = stored(REQUEST.approved(1));
    Filter expired =
        new Filter(
            Set.of(Status.EXPIRED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Filter.Order.NEWEST_FIRST,
            _ -> true,
            AuthorizationStore.PAGE,
            Instant.parse("2026-01-01T05:00:00Z"));

    assertThat(byMember(expired, Optional.empty()).hits()).containsExactly(approved);
  }

  @Test
  void aFilterThatAdmitsLittle_isAnsweredInParts_andMissesNothing() {
    List<Authorization> wanted = new ArrayList<>();
    for (int n = 0; n < 120; n++) {
      Samples request = nth(n).service(n % 40 == 0 ? "mri" : "physical-therapy");
      Authorization state = stored(request.pended());
      if (n % 40 == 0) {
        wanted.add(state);
      }
    }
    Filter mri =
        new Filter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("mri"),
            Filter.Order.OLDEST_FIRST,
            _ -> true,
            AuthorizationStore.PAGE,
            NOW);

    assertThat(all(after -> byMember(mri, after))).isEqualTo(wanted);
  }

  @Test
  void byProvider_findsWhatTheyRequestAndWhatTheyTreat_inOneOrder() {
    List<Authorization> stored = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Samples request = nth(n).member(new MemberId("M" + n));
      stored.add(
          stored(
              (n % 3 == 0
                      ? request.by(Samples.THERAPIST, Samples.THERAPIST)
                      : n % 3 == 1
                          ? request.by(Samples.PHYSICIAN, Samples.THERAPIST)
                          : request.by(Samples.THERAPIST, Samples.OTHER_THERAPIST))
                  .pended()));
    }
    stored(nth(60).by(Samples.PHYSICIAN, Samples.OTHER_THERAPIST).pended());

    assertThat(all(after -> TABLE.store().byProviders(Set.of(Samples.THERAPIST), ALL, after)))
        .isEqualTo(stored.reversed())
        .isSortedAccordingTo(
            Comparator.comparing((Authorization state) -> state.dossier().createdAt()).reversed());
  }

  @Test
  void pages_haveTheHitsThatAreAskedFor_andOnlyThoseThatMayBeSeen() {
    List<Authorization> visible = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Authorization state =
          stored(nth(n).service(n % 2 == 0 ? "mri" : "physical-therapy").pended());
      if (n % 2 == 0) {
        visible.add(state);
      }
    }
    Filter seven =
        new Filter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Filter.Order.OLDEST_FIRST,
            state -> state.submission().service().equals("mri"),
            7,
            NOW);

    assertThat(byMember(seven, Optional.empty()).hits()).isEqualTo(visible.subList(0, 7));
    assertThat(all(after -> byMember(seven, after))).isEqualTo(visible);
    assertThat(TABLE.store().allOfMember(Samples.MEMBER, Samples.BORN_ON, seven))
        .isEqualTo(visible);
  }

  @Test
  void byReference_findsByItsOwnReference_howeverItIsTyped() {
    Authorization stored = stored(REQUEST.pended());
    String typed = stored.id().text().toLowerCase(Locale.ROOT).replace('0', 'o');

    assertThat(TABLE.store().byReference(" " + typed)).containsExactly(stored);
    assertThat(TABLE.store().byReference("A00000000000XX")).isEmpty();
    assertThat(TABLE.store().byReference("#")).isEmpty();
  }

  @Test
  void byReference_findsByTheAdministratorsReference() {
    Authorization pended = stored(REQUEST.service("mri").recorded().pended());
    Done decided =
        Samples.done(
            Operations.outsideDecision(
                pended,
                new Event.OutsideDecision(
                    "ACMP#00-417",
                    LocalDate.of(2025, 1, 13),
                    new OutsideResult.StillPended(LocalDate.of(2025, 1, 20))),
                Samples.OFFICE,
                NOW));
    TABLE.store().append(decided);

    assertThat(TABLE.store().byReference("acmp 00417")).containsExactly(decided.state());
  }

  @Test
  void cursors_areReadAsTheyWereWritten_andNothingElseIs() {
    Cursor cursor = new Cursor("2025-01-02T15:00:00.123456000Z#" + REQUEST.id() + "#pended");

    assertThat(Cursor.parse(cursor.text())).contains(cursor);
    assertThat(Cursor.parse("%%%")).isEmpty();
    assertThat(Cursor.parse(new Cursor("2025").text())).isEmpty();
  }
}
