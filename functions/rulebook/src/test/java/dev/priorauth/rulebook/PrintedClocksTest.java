package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.DecisionClock;
import dev.priorauth.core.decisions.DecisionClocks;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By when the laws want a request decided, by the published clocks. */
class PrintedClocksTest {
  private static final List<RuleBook> BOOKS = RealRules.books(RuleSources.read(RealRules.FOLDER));
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static DecisionClock clock(
      String payer, String product, String funding, String urgency, Instant at) {
    RuleBook book =
        BOOKS.stream().filter(one -> one.payer().id().equals(payer)).findFirst().orElseThrow();
    Submission submission =
        new Submission(
            payer,
            product,
            Optional.ofNullable(funding),
            new Submission.Member(
                new MemberId("XXP123456789"), "Ada", "Lovelace", LocalDate.of(1950, 5, 17)),
            new Submission.Requester(new Npi("1234567893"), "servicing-provider"),
            new Npi("1003000126"),
            "physical-therapy",
            List.of(),
            List.of(),
            LocalDate.of(2026, 4, 1),
            Optional.empty(),
            Optional.of(1),
            urgency.equals("expedited")
                ? new Submission.Urgency.Expedited("Waiting would harm the member.")
                : new Submission.Urgency.Standard(),
            Facts.NONE,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    return DecisionClocks.clock(book, submission, at);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31T23:59, 2026-01-14, medicare-advantage-standard-until-2025",
    "2026-01-01T00:00, 2026-01-08, medicare-advantage-standard",
    "2026-01-02T09:00, 2026-01-09, medicare-advantage-standard",
  })
  void medicareAdvantage_isDecidedInSevenDays_from2026On(
      String submitted, LocalDate lastDay, String rule) {
    DecisionClock clock =
        clock("bcbsma", "medicare-advantage-hmo", null, "standard", at(submitted));
    assertThat(clock.rule().id()).isEqualTo(rule);
    assertThat(clock.decisionDueBy())
        .isEqualTo(lastDay.plusDays(1).atStartOfDay(ZONE).toInstant().minusNanos(1));
  }

  @ParameterizedTest
  @CsvSource({
    // The clocks go forward on March 8, 2026 and back on November 1, 2026, at two in the morning.
    "2026-03-05T12:00, 2026-03-08T13:00",
    "2026-03-04T12:00, 2026-03-07T12:00",
    "2026-03-09T12:00, 2026-03-12T12:00",
    "2026-10-30T12:00, 2026-11-02T11:00",
  })
  void hours_areElapsed_whateverTheClockOnTheWall(String submitted, String due) {
    DecisionClock clock =
        clock("bcbsma", "medicare-advantage-ppo", null, "expedited", at(submitted));
    assertThat(clock.decisionDueBy()).isEqualTo(at(due));
    assertThat(clock.rule().reviewedOn()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    // A Thursday, a Friday, a Saturday, a Sunday and the Monday after.
    "2026-03-05T12:00, 2026-03-09",
    "2026-03-06T12:00, 2026-03-10",
    "2026-03-07T12:00, 2026-03-10",
    "2026-03-08T12:00, 2026-03-10",
    "2026-03-09T12:00, 2026-03-11",
  })
  void businessDays_doNotCountWeekends(String submitted, LocalDate lastDay) {
    DecisionClock clock =
        clock("bcbsma", "commercial-ppo", "fully-insured", "standard", at(submitted));
    assertThat(clock.rule().id()).isEqualTo("massachusetts-standard");
    assertThat(clock.decisionDueBy().atZone(ZONE).toLocalDate()).isEqualTo(lastDay);
  }

  @ParameterizedTest
  @CsvSource({
    "bcbsma, commercial-hmo, fully-insured, standard, massachusetts-standard",
    "bcbsma, commercial-hmo, self-funded, standard, employer-plan-standard",
    "bcbsma, commercial-hmo, , standard, massachusetts-standard",
    "bcbsma, commercial-hmo, self-funded, expedited, employer-plan-urgent",
    "bcbsma, medex, , standard, employer-plan-standard",
    "bcbsma, fep-standard, , standard, federal-employees-standard",
    "bcbsma, fep-blue-focus, , expedited, federal-employees-urgent",
    "bcbsnc, commercial, fully-insured, standard, north-carolina-standard",
    "bcbsnc, commercial, self-funded, standard, employer-plan-standard",
    "bcbsnc, commercial, , expedited, employer-plan-urgent",
  })
  void strictestClock_wins_andAnUnknownFundingMayBeAny(
      String payer, String product, String funding, String urgency, String rule) {
    // A Wednesday.
    assertThat(clock(payer, product, funding, urgency, at("2026-03-11T12:00")).rule().id())
        .isEqualTo(rule);
  }

  @Test
  void strictestClock_isAnother_overAWeekend() {
    Instant friday = at("2026-03-13T12:00");
    assertThat(clock("bcbsma", "commercial-hmo", "fully-insured", "expedited", friday).rule().id())
        .isEqualTo("employer-plan-urgent");
    Instant monday = at("2026-03-16T12:00");
    assertThat(clock("bcbsma", "commercial-hmo", "fully-insured", "expedited", monday).rule().id())
        .isEqualTo("massachusetts-expedited");
  }

  @Test
  void requestIsClosed_fifteenBusinessDaysAfterItsAnswersAreDue() {
    DecisionClock employer =
        clock("bcbsma", "commercial-hmo", "self-funded", "standard", at("2026-03-02T12:00"));
    assertThat(employer.answersDueBy()).isEqualTo("2026-04-16");
    assertThat(employer.closesAfter().lastDay(employer.answersDueBy())).isEqualTo("2026-05-07");
    DecisionClock medicare =
        clock("bcbsma", "medicare-advantage-hmo", null, "standard", at("2026-03-02T12:00"));
    assertThat(medicare.answersDueBy()).isEqualTo("2026-03-09");
    assertThat(medicare.closesAfter().lastDay(medicare.answersDueBy())).isEqualTo("2026-03-30");
  }

  /** Seventy-two hours for both: the last whole day ends before the decision is due. */
  @ParameterizedTest
  @CsvSource({
    "2026-04-10T00:00, 2026-04-12",
    "2026-04-10T10:00, 2026-04-12",
    "2026-04-10T23:59, 2026-04-12",
    "2026-04-11T00:00, 2026-04-13"
  })
  void answersToAnExpeditedRequest_areDueBeforeItsDecision(String submitted, LocalDate last) {
    DecisionClock clock =
        clock("bcbsma", "medicare-advantage-hmo", null, "expedited", at(submitted));
    assertThat(clock.answersDueBy()).isEqualTo(last);
    assertThat(at(last.plusDays(1) + "T00:00")).isBeforeOrEqualTo(clock.decisionDueBy());
  }
}
