package dev.priorauth.core.authorizations;

import dev.priorauth.core.rules.Effects.Unit;
import java.time.LocalDate;

/**
 * How much of an approval was used.
 *
 * @param unit what is counted: visits or dates of service; units of all lines together where only
 *     lines are approved
 * @param used what was recorded of it
 * @param runsOutOn the day of the last visit where nothing is left; else the day on which nothing
 *     would be, if they go on as they did, or the last day of the approval if that is sooner. While
 *     visits are left it does not lie in the past, unless the approval is over
 */
public record Usage(Unit unit, int approved, int used, int left, LocalDate runsOutOn) {}
