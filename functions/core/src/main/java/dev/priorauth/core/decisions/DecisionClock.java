package dev.priorauth.core.decisions;

import java.time.Instant;
import java.time.LocalDate;

/**
 * By when a request has to be decided, and by when what is asked for has to come.
 *
 * @param decisionDueBy included
 * @param answersDueBy the last day, included, in the payer's zone
 */
public record DecisionClock(Instant decisionDueBy, LocalDate answersDueBy) {}
