package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.decisions.Allotments;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Circumstances;
import dev.priorauth.core.decisions.Criteria;
import dev.priorauth.core.decisions.CriteriaSet;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.DecisionClocks;
import dev.priorauth.core.decisions.Decisions;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.facts.Fact;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A second therapy request of a North Carolina member, decided by the published rules and the
 * worked set of questions in a deployment that decides for Carelon.
 */
class WorkedCriteriaTest {
  private static final RuleBook BOOK =
      RealRules.books(RuleSources.read(RealRules.FOLDER)).stream()
          .filter(book -> book.payer().id().equals("bcbsnc"))
          .findFirst()
          .orElseThrow();
  private static final CriteriaSet SET = BOOK.criteriaSets().getFirst();
  private static final Instant NOW = Instant.parse("2025-01-02T15:00:00Z");
  private static final Map<String, String> MEETING =
      Map.of(
          "baseline-tool", "yes",
          "scoring-scale", "yes",
          "updated-tool", "yes",
          "mitigating-factor", "progress-documented",
          "plan-of-care-change", "progress-documented",
          "short-term-goals", "yes",
          "benefit-limit", "no",
          "functional-goals", "no");

  private static Map<String, String> meetingBut(String question, String answer) {
    Map<String, String> answers = new TreeMap<>(MEETING);
    answers.put(question, answer);
    return answers;
  }

  private static Outcome decide(
      Map<String, String> answers, Eligibility.State state, String... decidesFor) {
    ZoneId zone = BOOK.payer().zone();
    Submission submission =
        new Submission(
            "bcbsnc",
            "commercial",
            Optional.of("fully-insured"),
            new Submission.Member(
                new MemberId("XXP123456789"), "Ada", "Lovelace", LocalDate.of(1980, 5, 17)),
            new Submission.Requester(new Npi("1234567893"), "servicing-provider"),
            new Npi("1003000126"),
            "outpatient-therapy",
            List.of(),
            List.of(),
            LocalDate.of(2025, 1, 10),
            Optional.empty(),
            Optional.of(6),
            new Submission.Urgency.Standard(),
            Facts.NONE.with(Fact.PURPOSE, "extension"),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(answers),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    Facts facts = submission.facts(zone);
    var requirement = RequirementLookup.answer(BOOK, facts, submission.serviceFrom(), NOW);
    Decision decision =
        Decisions.decide(
            submission,
            requirement,
            DateWindows.check(
                BOOK, facts, submission.dates(NOW), NOW.atZone(zone).toLocalDate(), NOW),
            new Circumstances(
                new HandlingPolicy(Set.of(decidesFor)),
                new Eligibility(state, Optional.empty()),
                Criteria.judge(BOOK.criteriaSets(), facts, submission.answers()),
                Allotments.state(submission, requirement, List.of()),
                Optional.empty(),
                DecisionClocks.clock(BOOK, submission, NOW),
                BOOK.directory(),
                BOOK.vocabulary()),
            NOW);
    return ((Decision.Accepted) decision).outcome();
  }

  private static Pend pend(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Pended.class);
    return ((Outcome.Pended) outcome).pend();
  }

  @Test
  void request_isApproved_whenEveryAnswerMeetsTheSetAndTheCoverageIsActive() {
    Outcome outcome = decide(MEETING, Eligibility.State.ACTIVE, "carelon");
    assertThat(outcome).isInstanceOf(Outcome.Approved.class);
    Approval approval = ((Outcome.Approved) outcome).approval();
    assertThat(approval.visits()).contains(6);
    assertThat(approval.from()).isEqualTo("2025-01-10");
  }

  @Test
  void request_goesToAPhysician_whenOneAnswerDoesNotMeetTheSet() {
    Pend pend =
        pend(decide(meetingBut("mitigating-factor", "no"), Eligibility.State.ACTIVE, "carelon"));
    assertThat(pend.reason()).isEqualTo(Pend.Reason.CRITERIA_NOT_MET);
    assertThat(pend.text()).contains("physician");
    assertThat(pend.owner()).isEqualTo(Party.REVIEWER);
  }

  @Test
  void request_isPendedWithTheMissingQuestions_whenAnswersAreMissingOrNoChoices() {
    Map<String, String> answers = meetingBut("benefit-limit", "perhaps");
    answers.remove("short-term-goals");
    Pend pend = pend(decide(answers, Eligibility.State.ACTIVE, "carelon"));
    assertThat(pend.reason()).isEqualTo(Pend.Reason.CRITERIA_INCOMPLETE);
    assertThat(pend.owner()).isEqualTo(Party.REQUESTER);
    assertThat(pend.asks())
        .extracting(Ask::what)
        .contains(
            "Did the provider document short-term goal achievement on the second treatment"
                + " request?",
            "Has a benefit limit been reached, where benefit limits apply?")
        .doesNotContain(SET.questions().getFirst().text());
  }

  @Test
  void request_isPended_whenTheCoverageIsNotActive() {
    assertThat(pend(decide(MEETING, Eligibility.State.INACTIVE, "carelon")).reason())
        .isEqualTo(Pend.Reason.ELIGIBILITY_INACTIVE);
    assertThat(pend(decide(MEETING, Eligibility.State.UNKNOWN, "carelon")).reason())
        .isEqualTo(Pend.Reason.ELIGIBILITY_UNKNOWN);
  }

  @Test
  void request_isOnlyRecorded_whereCarelonDecidesItself() {
    assertThat(pend(decide(MEETING, Eligibility.State.ACTIVE, "bcbsnc")).reason())
        .isEqualTo(Pend.Reason.SUBMIT_ELSEWHERE);
  }
}
