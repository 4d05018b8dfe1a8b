package dev.priorauth.core.rules;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A stretch of days: the first is included, {@code until} is the first day after it. Either end may
 * be open.
 *
 * <p>An open end is empty, never a far date, so that nobody mistakes it for a real one.
 */
public record Span(Optional<LocalDate> from, Optional<LocalDate> until) {

  public static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());

  public Span {
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          "a span must end after it begins, but until "
              + until.get()
              + " is not after from "
              + from.get());
    }
  }

  public boolean contains(LocalDate day) {
    return (from.isEmpty() || !day.isBefore(from.get()))
        && (until.isEmpty() || day.isBefore(until.get()));
  }

  /** Whether some day lies in both. */
  public boolean meets(Span other) {
    return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
  }

  private boolean startsBeforeEndOf(Span other) {
    return from.isEmpty() || other.until.isEmpty() || from.get().isBefore(other.until.get());
  }

  /** Whether every day of the other lies in this one. */
  public boolean encloses(Span other) {
    boolean begins =
        from.isEmpty() || other.from.isPresent() && !other.from.get().isBefore(from.get());
    boolean ends =
        until.isEmpty() || other.until.isPresent() && !other.until.get().isAfter(until.get());
    return begins && ends;
  }
}
