package dev.priorauth.core.authorizations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One line of the history; the event with this version has the whole.
 *
 * @param kind the event's {@link Event#kind()}
 * @param decidedOn the day of a decision that was made elsewhere and recorded here; empty for all
 *     else
 */
public record Step(long version, Instant at, Role by, String kind, Optional<LocalDate> decidedOn) {}
