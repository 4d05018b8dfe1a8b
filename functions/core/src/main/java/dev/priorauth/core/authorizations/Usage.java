package dev.priorauth.core.authorizations;

import java.time.LocalDate;
import java.util.Optional;

/**
 * How much of an approval was used.
 *
 * @param approved visits; empty where only lines are counted
 * @param used visits that were recorded
 * @param left visits; empty where {@code approved} is
 * @param runsOutOn the day of the last visit where none is left; else the day on which none would
 *     be, if they go on as they did, or the last day of the approval if that is sooner. While
 *     visits are left it does not lie in the past, unless the approval is over
 */
public record Usage(
    Optional<Integer> approved, int used, Optional<Integer> left, LocalDate runsOutOn) {}
