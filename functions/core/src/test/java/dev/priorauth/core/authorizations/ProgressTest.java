package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.approved;
import static dev.priorauth.core.authorizations.Lives.pended;
import static dev.priorauth.core.authorizations.Lives.using;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.requests.Requests;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void usageCountsWhatWasRecorded() {
    Usage usage = Progress.usage(using(approved(), "2025-01-10", "2025-01-17")).orElseThrow();
    assertThat(usage.approved()).isEqualTo(26);
    assertThat(usage.used()).isEqualTo(2);
    assertThat(usage.left()).isEqualTo(24);
    assertThat(Progress.usage(pended())).isEmpty();
  }

  @Test
  void visitsRunOutAtThePaceSoFarAndNotAfterTheLastDay() {
    Authorization five = Lives.of(Requests.physicalTherapy().visits(5));
    assertThat(Progress.usage(five).orElseThrow().runsOutOn()).isEqualTo("2025-12-31");
    assertThat(Progress.usage(using(five, "2025-01-10")).orElseThrow().runsOutOn())
        .isEqualTo("2025-12-31");
    assertThat(Progress.usage(using(five, "2025-01-10", "2025-01-17")).orElseThrow().runsOutOn())
        .isEqualTo("2025-02-07");
    assertThat(Progress.usage(using(five, "2025-01-10", "2025-11-17")).orElseThrow().runsOutOn())
        .isEqualTo("2025-12-31");
    Authorization all =
        using(five, "2025-01-10", "2025-01-11", "2025-01-12", "2025-01-13", "2025-01-15");
    assertThat(Progress.usage(all).orElseThrow().runsOutOn()).isEqualTo("2025-01-15");
  }

  @Test
  void anExtensionIsDueAWeekBeforeTheLastCoveredVisit() {
    Authorization state = Lives.of(Requests.physicalTherapy().visits(20).to("2025-05-20"));
    Deadline due = Progress.deadlines(state).getFirst();
    assertThat(due.kind()).isEqualTo(Deadline.Kind.EXTENSION_DUE);
    assertThat(due.on()).isEqualTo("2025-05-13");
    assertThat(due.missedAt()).isEqualTo(Instant.parse("2025-05-14T04:00:00Z"));
    NextStep next = Progress.nextStep(state, LocalDate.of(2025, 2, 1)).orElseThrow();
    assertThat(next.owner()).isEqualTo(Party.REQUESTER);
    assertThat(next.dueBy()).contains(Instant.parse("2025-05-14T03:59:59.999999999Z"));
  }

  @Test
  void theNextDeadlineIsTheFirstThatIsNotMissed() {
    Authorization state = Lives.of(Requests.physicalTherapy().visits(20).to("2025-05-20"));
    Instant missed = Instant.parse("2025-05-14T04:00:00Z");
    assertThat(Progress.nextDeadline(state, missed.minusNanos(1)).orElseThrow().kind())
        .isEqualTo(Deadline.Kind.EXTENSION_DUE);
    assertThat(Progress.nextDeadline(state, missed).orElseThrow().kind())
        .isEqualTo(Deadline.Kind.EXPIRES);
    assertThat(Progress.nextDeadline(state, Instant.parse("2026-01-01T04:59:59Z"))).isPresent();
    assertThat(Progress.nextDeadline(state, Instant.parse("2026-01-01T05:00:00Z"))).isEmpty();
  }

  @Test
  void aPendedRequestWaitsForItsOwner() {
    NextStep next = Progress.nextStep(pended(), LocalDate.of(2025, 1, 3)).orElseThrow();
    assertThat(next.owner()).isEqualTo(Party.REQUESTER);
    assertThat(next.text()).contains("eligibility");
    assertThat(Progress.deadlines(pended()))
        .extracting(Deadline::kind)
        .containsExactly(
            Deadline.Kind.INFORMATION_DUE, Deadline.Kind.DECISION_DUE, Deadline.Kind.CLOSES);
  }

  @Test
  void anExpiredAuthorizationHasNoNextStep() {
    assertThat(Progress.nextStep(approved(), LocalDate.of(2026, 1, 1))).isEmpty();
  }
}
