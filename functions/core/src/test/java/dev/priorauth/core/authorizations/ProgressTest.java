package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.approved;
import static dev.priorauth.core.authorizations.Lives.pended;
import static dev.priorauth.core.authorizations.Lives.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.requests.Requests;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  private static Usage usage(Authorization state, String today) {
    return Progress.usage(state, LocalDate.parse(today)).orElseThrow();
  }

  private static Deadline extensionDue(Authorization state, String today) {
    return Progress.deadlines(state, LocalDate.parse(today)).stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.EXTENSION_DUE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void usageCountsWhatWasRecorded() {
    Usage usage = usage(using(approved(), "2025-01-10", "2025-01-17"), "2025-01-17");
    assertThat(usage.approved()).isEqualTo(26);
    assertThat(usage.used()).isEqualTo(2);
    assertThat(usage.left()).isEqualTo(24);
    assertThat(Progress.usage(pended(), LocalDate.of(2025, 1, 3))).isEmpty();
  }

  @Test
  void visitsRunOutAtThePaceSoFarAndNotAfterTheLastDay() {
    Authorization five = Lives.of(Requests.physicalTherapy().visits(5));
    assertThat(usage(five, "2025-01-10").runsOutOn()).isEqualTo("2025-12-31");
    assertThat(usage(using(five, "2025-01-10"), "2025-01-10").runsOutOn()).isEqualTo("2025-12-31");
    assertThat(usage(using(five, "2025-01-10", "2025-01-17"), "2025-01-17").runsOutOn())
        .isEqualTo("2025-02-07");
    assertThat(usage(using(five, "2025-01-10", "2025-11-17"), "2025-11-17").runsOutOn())
        .isEqualTo("2025-12-31");
    Authorization all =
        using(five, "2025-01-10", "2025-01-11", "2025-01-12", "2025-01-13", "2025-01-15");
    assertThat(usage(all, "2025-03-01").runsOutOn()).isEqualTo("2025-01-15");
  }

  /** Every third day: the eighth visit from the next on, which is today at the earliest. */
  @ParameterizedTest(name = "on {0} they run out on {1}, and an extension is due on {2}")
  @CsvSource({
    "2025-01-13, 2025-02-06, 2025-01-30",
    "2025-01-16, 2025-02-06, 2025-01-30",
    "2025-01-17, 2025-02-07, 2025-01-31",
    "2025-03-03, 2025-03-24, 2025-03-17",
    "2025-12-30, 2025-12-31, 2025-12-24",
    "2025-12-31, 2025-12-31, 2025-12-24"
  })
  void visitsThatAreLeft_runOutInTheFuture(
      String today, LocalDate runsOutOn, LocalDate extensionDueOn) {
    Authorization ten =
        using(Lives.of(Requests.physicalTherapy().visits(10)), "2025-01-10", "2025-01-13");

    assertThat(usage(ten, today).runsOutOn()).isEqualTo(runsOutOn);
    assertThat(extensionDue(ten, today).on()).isEqualTo(extensionDueOn);
  }

  @ParameterizedTest(name = "one visit is left on {0}: due on {1}")
  @CsvSource({
    "2025-01-12, 2025-01-12",
    "2025-01-20, 2025-01-20",
    "2025-12-30, 2025-12-30",
    "2025-12-31, 2025-12-24"
  })
  void whatIsOnlyExpected_isNeverMissed(String today, LocalDate due) {
    Authorization three =
        using(Lives.of(Requests.physicalTherapy().visits(3)), "2025-01-11", "2025-01-12");

    assertThat(extensionDue(three, today).on()).isEqualTo(due);
    // Whether an extension is late is judged by the last approved day.
    assertThat(Progress.lastCoveredVisitOn(three)).contains(LocalDate.of(2025, 12, 31));
  }

  @Test
  void whereNoVisitIsLeft_theLastOneSaysWhetherItIsLate() {
    Authorization three =
        using(
            Lives.of(Requests.physicalTherapy().visits(3).to("2025-01-11")),
            "2025-01-10",
            "2025-01-11",
            "2025-01-12");

    assertThat(extensionDue(three, "2025-01-12").on()).isEqualTo("2025-01-05");
    assertThat(Progress.lastCoveredVisitOn(three)).contains(LocalDate.of(2025, 1, 12));
  }

  @Test
  void anExtensionIsDueAWeekBeforeTheLastCoveredVisit() {
    Authorization state = Lives.of(Requests.physicalTherapy().visits(20).to("2025-05-20"));
    Deadline due = Progress.deadlines(state, LocalDate.of(2025, 2, 1)).getFirst();
    assertThat(due.kind()).isEqualTo(Deadline.Kind.EXTENSION_DUE);
    assertThat(due.on()).isEqualTo("2025-05-13");
    assertThat(due.missedAt()).isEqualTo(Instant.parse("2025-05-14T04:00:00Z"));
    NextStep next = Progress.nextStep(state, LocalDate.of(2025, 2, 1)).orElseThrow();
    assertThat(next.owner()).isEqualTo(Party.REQUESTER);
    assertThat(next.dueBy()).contains(Instant.parse("2025-05-14T03:59:59.999999999Z"));
  }

  @Test
  void aPendedRequestWaitsForItsOwner() {
    NextStep next = Progress.nextStep(pended(), LocalDate.of(2025, 1, 3)).orElseThrow();
    assertThat(next.owner()).isEqualTo(Party.REQUESTER);
    assertThat(next.text()).contains("eligibility");
    assertThat(Progress.deadlines(pended(), LocalDate.of(2025, 1, 3)))
        .extracting(Deadline::kind)
        .containsExactly(
            Deadline.Kind.INFORMATION_DUE, Deadline.Kind.DECISION_DUE, Deadline.Kind.CLOSES);
  }

  @Test
  void anExpiredAuthorizationHasNoNextStep() {
    assertThat(Progress.nextStep(approved(), LocalDate.of(2025, 12, 31))).isPresent();
    assertThat(Progress.nextStep(approved(), LocalDate.of(2026, 1, 1))).isEmpty();
    assertThat(Progress.deadlines(approved(), LocalDate.of(2025, 12, 31))).hasSize(2);
    assertThat(Progress.deadlines(approved(), LocalDate.of(2026, 1, 1))).isEmpty();
  }

  /** The 72 hours after the admission end at an hour of the third day. */
  @ParameterizedTest
  @CsvSource({
    "2025-01-12T11:59:59Z, false",
    "2025-01-12T12:00:00Z, false",
    "2025-01-12T12:00:00.000000001Z, true"
  })
  void whatIsDueAtAnHour_isMissedAfterIt(Instant now, boolean overdue) {
    Authorization admitted =
        Lives.of(
            Case.of(
                TherapyBook.bcbsma(),
                Requests.physicalTherapy()
                    .service("acute-inpatient-admission")
                    .admittedAt("2025-01-09T12:00:00Z")
                    .submission(),
                "2025-01-10T15:00:00Z"));

    assertThat(Progress.nextStep(admitted, LocalDate.of(2025, 1, 10)).orElseThrow().dueBy())
        .contains(Instant.parse("2025-01-12T12:00:00Z"));
    assertThat(Due.until(LocalDate.of(2025, 1, 12), List.of(admitted), now))
        .extracting(Due::overdue)
        .containsExactly(overdue);
  }
}
