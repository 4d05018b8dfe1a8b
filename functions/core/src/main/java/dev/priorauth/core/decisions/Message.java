package dev.priorauth.core.decisions;

/**
 * Something that the office should know and that changes nothing.
 *
 * @param kind a short name for programs: {@code late}, {@code advisory}, {@code maximum-met},
 *     {@code ends-with-period}, {@code benefit-limit}, {@code verify}, {@code consequence}, {@code
 *     notified}, {@code earlier-paper} or {@code overlaps}
 */
public record Message(String kind, String text) {}
