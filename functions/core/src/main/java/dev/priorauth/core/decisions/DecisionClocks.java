package dev.priorauth.core.decisions;

import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/** Says by when a request has to be decided. */
public final class DecisionClocks {
  private DecisionClocks() {}

  /**
   * The strictest clock that applies: the one that ends first. Of several that end together the one
   * that was compared with its law is named, and then the first by name. A clock that was not
   * compared wins where it is stricter, and says so.
   *
   * @param at when the request was submitted
   * @throws IllegalStateException if no clock applies, which the check of the rules makes
   *     impossible
   */
  public static DecisionClock clock(RuleBook book, Submission submission, Instant at) {
    ZoneId zone = book.payer().zone();
    Facts facts = submission.facts(zone);
    ClockRule.Urgency urgency = urgency(submission.urgency());
    LocalDate today = at.atZone(zone).toLocalDate();
    ClockRule strictest =
        book.clocks().rules().stream()
            .filter(rule -> rule.mayHold(facts, urgency, today))
            .min(
                Comparator.comparing((ClockRule rule) -> rule.within().end(at, zone))
                    .thenComparing(rule -> rule.reviewedOn().isEmpty())
                    .thenComparing(ClockRule::id))
            .orElseThrow(() -> new IllegalStateException("the book has no clock for the request"));
    return new DecisionClock(
        strictest.within().end(at, zone),
        answersDueBy(strictest, urgency, at, zone),
        book.clocks().closesAfter().orElse(Pend.CLOSES_AFTER),
        strictest);
  }

  /**
   * The last day for answers. Of an expedited request they are needed before the decision, whose
   * hours do not wait for them: on the last whole day before it, or today where there is none. Of
   * others a law may leave more time for answers than for the decision.
   */
  private static LocalDate answersDueBy(
      ClockRule rule, ClockRule.Urgency urgency, Instant at, ZoneId zone) {
    LocalDate stated = rule.answersWithin().lastDay(at, zone);
    return switch (urgency) {
      case STANDARD -> stated;
      case EXPEDITED -> {
        LocalDate today = at.atZone(zone).toLocalDate();
        LocalDate wholeDay =
            rule.within().end(at, zone).plusNanos(1).atZone(zone).toLocalDate().minusDays(1);
        LocalDate last = stated.isAfter(wholeDay) ? wholeDay : stated;
        yield last.isBefore(today) ? today : last;
      }
    };
  }

  private static ClockRule.Urgency urgency(Submission.Urgency urgency) {
    return switch (urgency) {
      case Submission.Urgency.Standard _ -> ClockRule.Urgency.STANDARD;
      case Submission.Urgency.Expedited _ -> ClockRule.Urgency.EXPEDITED;
    };
  }
}
