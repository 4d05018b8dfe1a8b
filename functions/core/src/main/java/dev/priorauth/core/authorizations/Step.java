package dev.priorauth.core.authorizations;

import java.time.Instant;

/**
 * One line of the history; the event with this version has the whole.
 *
 * @param kind the event's {@link Event#kind()}
 */
public record Step(long version, Instant at, Role by, String kind) {}
