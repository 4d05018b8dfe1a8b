package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.noon;
import static dev.priorauth.core.authorizations.Lives.pended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization.Pended;
import dev.priorauth.core.authorizations.Deadline.Kind;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.requests.Requests;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time does to an authorization, from its dates alone. */
class TimeTest {

  private static final ZoneId BOSTON = ZoneId.of("America/New_York");

  /** An approval of these days with the basis of usual physical therapy. */
  private static Authorization approved(String from, String to) {
    Authorization usual = Lives.of(Requests.physicalTherapy().from(from).to(to).visits(5));
    return Operations.submit(
            Lives.ID,
            usual.submission(),
            usual.dossier().basis(),
            new Outcome.Approved(
                new Approval(
                    LocalDate.parse(from),
                    LocalDate.parse(to),
                    Optional.of(5),
                    List.of(),
                    Optional.empty())),
            Lives.OFFICE,
            Instant.parse(from + "T15:00:00Z"))
        .state();
  }

  /** A request for which a document is missing, asked for until a day. */
  private static Pended waiting(String answersDueBy, String decisionDueBy) {
    Authorization usual = pended();
    Pend pend =
        new Pend(
            Pend.Reason.MORE_INFORMATION,
            "Something is missing.",
            List.of(
                Ask.of(
                    1,
                    Ask.Kind.DOCUMENT,
                    "Send the plan of care.",
                    Party.REQUESTER,
                    LocalDate.parse(answersDueBy)),
                Ask.of(
                    2,
                    Ask.Kind.DECISION,
                    "Decide it.",
                    Party.REVIEWER,
                    LocalDate.parse(answersDueBy))),
            Party.REQUESTER,
            Instant.parse(decisionDueBy),
            Optional.empty());
    return (Pended)
        Operations.submit(
                Lives.ID,
                usual.submission(),
                usual.dossier().basis(),
                new Outcome.Pended(pend),
                Lives.OFFICE,
                Instant.parse("2024-01-02T15:00:00Z"))
            .state();
  }

  private static List<Kind> owedBetween(Authorization state, String after, String until) {
    return Lifecycle.at(state, Instant.parse(after).plusNanos(1), Instant.parse(until))
        .owed()
        .stream()
        .map(Deadline::kind)
        .toList();
  }

  @ParameterizedTest(name = "until {0}: expired from {1} on")
  @CsvSource({
    // A leap day, the day after one, both clock changes, the end of a year.
    "2024-02-29, 2024-03-01T05:00:00Z",
    "2024-02-28, 2024-02-29T05:00:00Z",
    "2024-03-09, 2024-03-10T05:00:00Z",
    "2024-03-10, 2024-03-11T04:00:00Z",
    "2024-11-02, 2024-11-03T04:00:00Z",
    "2024-11-03, 2024-11-04T05:00:00Z",
    "2024-12-31, 2025-01-01T05:00:00Z",
  })
  void expiry_isTheFirstInstantOfTheNextDay(String to, Instant expiredAt) {
    Authorization state = approved("2024-01-10", to);
    Instant before = expiredAt.minusNanos(1);

    assertThat(state.statusOn(before.atZone(BOSTON).toLocalDate())).isEqualTo(Status.APPROVED);
    assertThat(state.statusOn(expiredAt.atZone(BOSTON).toLocalDate())).isEqualTo(Status.EXPIRED);
    assertThat(Lifecycle.at(state, before, before).owed()).isEmpty();
    assertThat(Lifecycle.at(state, before, before).next().orElseThrow().noticeAt())
        .isEqualTo(expiredAt);
    assertThat(Lifecycle.at(state, expiredAt, expiredAt).owed())
        .extracting(Deadline::kind)
        .containsExactly(Kind.EXPIRES);
    assertThat(Lifecycle.at(state, expiredAt, expiredAt).next()).isEmpty();
    assertThat(Lifecycle.at(state, expiredAt.plusNanos(1), expiredAt.plusSeconds(1)).owed())
        .isEmpty();
  }

  @ParameterizedTest(name = "last visit {0}: due on {1}, notice at {2}")
  @CsvSource({
    "2024-05-20, 2024-05-13, 2024-05-13T04:00:00Z",
    "2024-03-07, 2024-02-29, 2024-02-29T05:00:00Z",
    "2024-03-17, 2024-03-10, 2024-03-10T05:00:00Z",
    "2024-11-10, 2024-11-03, 2024-11-03T04:00:00Z",
    "2025-01-07, 2024-12-31, 2024-12-31T05:00:00Z",
  })
  void extension_isToldOfOnTheLastDayOnWhichItIsInTime(String last, LocalDate due, Instant notice) {
    Authorization state = approved("2024-01-10", last);

    assertThat(Lifecycle.at(state, Instant.EPOCH, notice.minusNanos(1)).owed()).isEmpty();
    Deadline extension = Lifecycle.at(state, Instant.EPOCH, notice).owed().getFirst();
    assertThat(extension.kind()).isEqualTo(Kind.EXTENSION_DUE);
    assertThat(extension.on()).isEqualTo(due);
    assertThat(extension.noticeAt()).isEqualTo(notice);
    assertThat(extension.missedAt()).isAfter(notice.plusSeconds(22 * 3600));
    assertThat(Lifecycle.at(state, notice.plusNanos(1), notice.plusSeconds(1)).owed()).isEmpty();
  }

  @Test
  void extension_isNotToldOfOnceItIsAskedFor() {
    Authorization state = approved("2024-01-10", "2024-05-20");
    Authorization extended =
        Lives.done(
            Operations.noteExtension(
                state, Lives.recorded().id(), false, Lives.OFFICE, noon("2024-05-01")));

    assertThat(owedBetween(extended, "2024-05-01T17:00:00Z", "2024-06-01T00:00:00Z"))
        .containsExactly(Kind.EXPIRES);
  }

  @Test
  void information_isOverdueTheDayAfter_andTheRequestClosesFifteenWorkingDaysLater() {
    // Friday, May 10; fifteen working days later it is Friday, May 31.
    Pended state = waiting("2024-05-10", "2024-05-15T03:59:59.999999999Z");

    assertThat(state.pend().closesOn()).contains(LocalDate.of(2024, 5, 31));
    assertThat(owedBetween(state, "2024-01-02T15:00:00Z", "2024-05-11T03:59:59Z")).isEmpty();
    assertThat(owedBetween(state, "2024-05-11T03:59:59Z", "2024-05-11T04:00:00Z"))
        .containsExactly(Kind.INFORMATION_DUE);
    assertThat(owedBetween(state, "2024-05-11T04:00:00Z", "2024-05-11T04:00:01Z")).isEmpty();

    assertThat(owedBetween(state, "2024-05-11T04:00:00Z", "2024-05-15T03:59:59.999999999Z"))
        .isEmpty();
    assertThat(owedBetween(state, "2024-05-11T04:00:00Z", "2024-05-15T04:00:00Z"))
        .containsExactly(Kind.DECISION_DUE);

    assertThat(owedBetween(state, "2024-05-15T04:00:00Z", "2024-06-01T03:59:59Z")).isEmpty();
    assertThat(owedBetween(state, "2024-05-15T04:00:00Z", "2024-06-01T04:00:00Z"))
        .containsExactly(Kind.CLOSES);
    assertThat(state.statusOn(LocalDate.of(2024, 5, 30))).isEqualTo(Status.PENDED);
    assertThat(state.statusOn(LocalDate.of(2024, 5, 31))).isEqualTo(Status.PENDED);
    assertThat(state.statusOn(LocalDate.of(2024, 6, 1))).isEqualTo(Status.CLOSED);
  }

  @Test
  void aMonthLate_everythingIsOwedOnce_inItsOrder() {
    Pended state = waiting("2024-05-10", "2024-05-15T03:59:59.999999999Z");

    Lifecycle.Passed passed =
        Lifecycle.at(state, state.dossier().updatedAt(), Instant.parse("2024-07-01T00:00:00Z"));

    assertThat(passed.owed())
        .extracting(Deadline::kind)
        .containsExactly(Kind.INFORMATION_DUE, Kind.DECISION_DUE, Kind.CLOSES);
    assertThat(passed.next()).isEmpty();
  }

  @Test
  void severalAsksOfOneDay_areOneNotice() {
    Authorization two =
        Lives.done(
            Operations.ask(
                waiting("2024-05-10", "2024-05-15T03:59:59.999999999Z"),
                Ask.Kind.INFORMATION,
                "Say since when.",
                Party.REQUESTER,
                LocalDate.of(2024, 5, 10),
                Lives.REVIEWER,
                noon("2024-05-02")));

    assertThat(owedBetween(two, "2024-05-02T17:00:00Z", "2024-05-12T00:00:00Z"))
        .containsExactly(Kind.INFORMATION_DUE);
  }

  private static Authorization announced(Authorization state, String at) {
    return Lives.done(
        Operations.announceDocument(
            state,
            new Announcement("a1", "plan.pdf", "1: plan of care", "application/pdf", 1, "00"),
            Lives.OFFICE,
            Instant.parse(at)));
  }

  @Test
  void whatIsClosed_owesNoDecision_andTakesNoAnswer() {
    Pended state = waiting("2024-05-10", "2024-07-15T03:59:59.999999999Z");
    Instant closed = Instant.parse("2024-06-01T04:00:00Z");

    assertThat(Lifecycle.at(state, Instant.EPOCH, Instant.parse("2025-01-01T00:00:00Z")).owed())
        .extracting(Deadline::kind)
        .containsExactly(Kind.INFORMATION_DUE, Kind.CLOSES);
    assertThat(Progress.nextStep(state, LocalDate.of(2024, 5, 31))).isPresent();
    assertThat(Progress.nextStep(state, LocalDate.of(2024, 6, 1))).isEmpty();
    Operations.Determination denial =
        new Operations.Determination.Deny(
            new Denial("NMN", "No progress.", "Policy 178"), LocalDate.of(2024, 6, 9));
    List<Result> tried = new ArrayList<>();
    tried.add(
        Operations.receiveDocument(
            announced(state, "2024-05-31T12:00:00Z"), "d1", Lives.OFFICE, closed));
    tried.add(Operations.determine(state, denial, Optional.empty(), Lives.REVIEWER, closed));
    tried.add(Operations.withdraw(state, "moved", Lives.OFFICE, closed));
    tried.add(
        Operations.moveServiceDates(
            state,
            LocalDate.of(2025, 6, 1),
            Optional.empty(),
            OtherDays.FREE,
            Lives.OFFICE,
            closed));
    assertThat(tried)
        .extracting(result -> ((Result.Refused) result).reason())
        .containsOnly(Result.Reason.WRONG_STATUS)
        .hasSize(4);
  }

  /** Came on the last day, on the day after it, and before the last event; noticed much later. */
  @ParameterizedTest
  @CsvSource({
    "2024-06-01T03:59:59Z, 2024-06-01T03:59:59Z",
    "2024-06-01T04:00:00Z,",
    "2024-05-31T11:59:59Z, 2024-05-31T12:00:00Z"
  })
  void aDocument_isJudgedWhenItCame_andNeverDatedBeforeTheLastEvent(Instant came, Instant at) {
    Authorization state =
        announced(waiting("2024-05-10", "2024-05-15T03:59:59.999999999Z"), "2024-05-31T12:00:00Z");

    Result result = Operations.receiveDocument(state, "d1", Lives.OFFICE, came);

    if (at == null) {
      assertThat(((Result.Refused) result).reason()).isEqualTo(Result.Reason.WRONG_STATUS);
    } else {
      Authorization after = Lives.done(result);
      assertThat(after.dossier().updatedAt()).isEqualTo(at);
      assertThat(after.statusOn(LocalDate.of(2024, 7, 1))).isEqualTo(Status.PENDED);
    }
  }

  @Test
  void anAnswer_keepsARequestFromClosing() {
    Authorization answered =
        Lives.done(
            Operations.receiveDocument(
                announced(
                    waiting("2024-05-10", "2024-05-15T03:59:59.999999999Z"),
                    "2024-06-01T03:59:58Z"),
                "d1",
                Lives.OFFICE,
                Instant.parse("2024-06-01T03:59:59Z")));

    assertThat(answered.statusOn(LocalDate.of(2025, 6, 1))).isEqualTo(Status.PENDED);
    assertThat(Lifecycle.at(answered, Instant.EPOCH, Instant.parse("2025-01-01T00:00:00Z")).owed())
        .extracting(Deadline::kind)
        .containsExactly(Kind.DECISION_DUE);
  }

  @Test
  void theFirstNotice_comesAfterTheLastEvent() {
    Pended state = waiting("2024-05-10", "2024-05-15T03:59:59.999999999Z");
    assertThat(Lifecycle.firstNotice(state).orElseThrow().kind()).isEqualTo(Kind.INFORMATION_DUE);

    Authorization moved =
        Lives.done(
            Operations.moveServiceDates(
                state,
                LocalDate.of(2025, 3, 1),
                Optional.empty(),
                OtherDays.FREE,
                Lives.OFFICE,
                noon("2024-05-11")));
    assertThat(Lifecycle.firstNotice(moved).orElseThrow().kind()).isEqualTo(Kind.DECISION_DUE);
  }

  private static List<LocalDate> toldWith(Authorization before, String noon, String... days) {
    Result.Done done =
        (Result.Done)
            Operations.recordVisits(
                before,
                java.util.Arrays.stream(days).map(Lives::visit).toList(),
                Lives.OFFICE,
                noon(noon));
    return done.passed().stream()
        .filter(deadline -> deadline.kind() == Kind.EXTENSION_DUE)
        .map(Deadline::on)
        .toList();
  }

  @Test
  void anExtensionThatVisitsMakeDue_isToldWithThem_andNotAgain() {
    Authorization five = Lives.of(Requests.physicalTherapy().visits(5));

    // Fridays: the fifth is on February 7, an extension due on January 31.
    assertThat(toldWith(five, "2025-01-17", "2025-01-10", "2025-01-17")).isEmpty();
    assertThat(toldWith(five, "2025-01-30", "2025-01-10", "2025-01-17")).isEmpty();
    assertThat(toldWith(five, "2025-01-31", "2025-01-10", "2025-01-17"))
        .containsExactly(LocalDate.of(2025, 1, 31));

    // Four days after each other: the last visit is expected on the next.
    assertThat(toldWith(five, "2025-01-13", "2025-01-10", "2025-01-11", "2025-01-12", "2025-01-13"))
        .containsExactly(LocalDate.of(2025, 1, 13));
    Authorization four = Lives.using(five, "2025-01-10", "2025-01-11", "2025-01-12", "2025-01-13");
    assertThat(toldWith(four, "2025-12-31", "2025-01-14")).isEmpty();

    // All at once: the last one has been made.
    assertThat(
            toldWith(
                five,
                "2025-02-03",
                "2025-01-20",
                "2025-01-24",
                "2025-01-27",
                "2025-01-31",
                "2025-02-03"))
        .containsExactly(LocalDate.of(2025, 1, 27));
  }
}
