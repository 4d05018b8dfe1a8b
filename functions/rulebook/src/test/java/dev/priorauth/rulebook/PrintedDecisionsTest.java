package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.decisions.Allotments;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Circumstances;
import dev.priorauth.core.decisions.CriteriaOutcome;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.DecisionClocks;
import dev.priorauth.core.decisions.Decisions;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents print about automatic approvals, decided by the published rules. */
class PrintedDecisionsTest {
  private static final List<RuleBook> BOOKS = RealRules.books(RuleSources.read(RealRules.FOLDER));
  private static final Instant NOW = Instant.parse("2025-01-02T15:00:00Z");

  private static Decision decide(
      String payer, String product, String service, String role, String from, int visits) {
    RuleBook book =
        BOOKS.stream().filter(one -> one.payer().id().equals(payer)).findFirst().orElseThrow();
    ZoneId zone = book.payer().zone();
    Submission submission =
        new Submission(
            payer,
            product,
            Optional.of("fully-insured"),
            new Submission.Member(
                new MemberId("XXP123456789"), "Ada", "Lovelace", LocalDate.of(1950, 5, 17)),
            new Submission.Requester(new Npi("1234567893"), role),
            new Npi("1003000126"),
            service,
            List.of(),
            List.of(),
            LocalDate.parse(from),
            Optional.empty(),
            Optional.of(visits),
            new Submission.Urgency.Standard(),
            Facts.NONE,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    var requirement =
        RequirementLookup.answer(book, submission.facts(zone), submission.serviceFrom(), NOW);
    return Decisions.decide(
        submission,
        requirement,
        DateWindows.check(
            book,
            submission.facts(zone),
            submission.dates(NOW),
            NOW.atZone(zone).toLocalDate(),
            NOW),
        new Circumstances(
            new HandlingPolicy(Set.of("bcbsma", "bcbsnc")),
            new Eligibility(Eligibility.State.ACTIVE, Optional.empty()),
            new CriteriaOutcome.NoSet(),
            Allotments.state(submission, requirement, List.of()),
            Optional.empty(),
            DecisionClocks.clock(book, submission, NOW),
            book.directory(),
            book.vocabulary()),
        NOW);
  }

  private static String summary(Decision decision) {
    return switch (decision) {
      case Decision.Refused(_, var nextAllowed) -> "refused, next " + nextAllowed;
      case Decision.Accepted(_, Outcome.Approved(Approval approval)) ->
          "approved " + approval.visits().orElse(0) + " until " + approval.to();
      case Decision.Accepted(var ground, Outcome.Pended(var pend)) ->
          "pended " + pend.reason().key() + " at " + ground.administrator();
      case Decision.Accepted(_, Outcome.NotRequired _) -> "not required";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "commercial-hmo, physical-therapy, pcp, 26, approved 26 until 2025-12-31",
    "commercial-hmo, occupational-therapy, pcp, 26, approved 26 until 2025-12-31",
    "commercial-hmo, physical-therapy, authorized-specialist, 1, approved 1 until 2025-12-31",
    "commercial-pos, physical-therapy, pcp, 1, pended facts-missing at bcbsma",
    "commercial-hmo, physical-therapy, pcp, 27, pended maximum-met at bcbsma",
    "medicare-advantage-hmo, physical-therapy, pcp, 12, approved 12 until 2026-01-09",
    "medicare-advantage-hmo, occupational-therapy, pcp, 13, pended maximum-met at bcbsma",
    "medicare-advantage-hmo, physical-therapy, authorized-specialist, 1,"
        + " pended requester-role at bcbsma",
    "medicare-advantage-hmo, speech-therapy, pcp, 30, approved 30 until 2026-01-09",
    "medicare-advantage-hmo, speech-therapy, pcp, 31, pended maximum-met at bcbsma",
    "medicare-advantage-hmo, home-health, pcp, 40, approved 40 until 2025-03-10",
    "medicare-advantage-hmo, home-health, pcp, 41, pended maximum-met at bcbsma",
    "medicare-advantage-ppo, home-health, pcp, 5, not required",
    "commercial-ppo, physical-therapy, pcp, 5, pended check-benefits at bcbsma",
    "commercial-hmo, mri, ordering-provider, 1, pended facts-missing at bcbsma"
  })
  void initialVisitsAreApprovedAsPrinted(
      String product, String service, String role, int visits, String expected) {
    assertThat(summary(decide("bcbsma", product, service, role, "2025-01-10", visits)))
        .isEqualTo(expected);
  }
}
