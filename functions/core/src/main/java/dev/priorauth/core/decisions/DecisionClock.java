package dev.priorauth.core.decisions;

import java.time.Instant;
import java.time.LocalDate;

/**
 * By when a request has to be decided, and by when what is asked for has to come.
 *
 * @param decisionDueBy included
 * @param answersDueBy the last day, included, in the payer's zone
 * @param closesOn the first day, in the payer's zone, on which a request whose information has not
 *     come may be closed; always after {@code answersDueBy}
 * @param rule the strictest of the clocks that apply: it sets the other dates
 */
public record DecisionClock(
    Instant decisionDueBy, LocalDate answersDueBy, LocalDate closesOn, ClockRule rule) {
  public DecisionClock {
    if (!closesOn.isAfter(answersDueBy)) {
      throw new IllegalArgumentException("a request is not closed before its answers are due");
    }
  }
}
