package dev.priorauth.core.decisions;

import java.time.Instant;
import java.time.LocalDate;

/**
 * By when a request has to be decided, and by when what is asked for has to come.
 *
 * @param decisionDueBy included
 * @param answersDueBy the last day, included, in the payer's zone
 * @param closesAfter how long what was asked for is waited for after the last day that was set for
 *     it
 * @param rule the strictest of the clocks that apply: it sets the other dates
 */
public record DecisionClock(
    Instant decisionDueBy, LocalDate answersDueBy, TimeLimit closesAfter, ClockRule rule) {}
