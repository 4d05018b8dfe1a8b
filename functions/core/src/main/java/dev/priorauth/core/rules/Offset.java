package dev.priorauth.core.rules;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;

/** A distance from an anchor: days of the payer's calendar, or hours that pass on any clock. */
public sealed interface Offset {

  /** Calendar days, months or years. */
  record Days(Period period) implements Offset {}

  /** Elapsed time: 72 hours are 72 hours across a clock change. */
  record Elapsed(Duration duration) implements Offset {}

  /** Reads ISO-8601: {@code -P30D}, {@code P1Y}, {@code PT72H}. */
  static Offset parse(String text) {
    return text.contains("T") ? new Elapsed(Duration.parse(text)) : new Days(Period.parse(text));
  }

  /** Whether this never lies after the other; both must be of one kind. */
  default boolean notAfter(Offset other) {
    // Any day will do: only the order matters, and both offsets start on it.
    LocalDate day = LocalDate.EPOCH;
    return switch (this) {
      case Days(Period period) ->
          other instanceof Days(Period last) && !day.plus(period).isAfter(day.plus(last));
      case Elapsed(Duration duration) ->
          other instanceof Elapsed(Duration last) && duration.compareTo(last) <= 0;
    };
  }

  default String iso() {
    return switch (this) {
      case Days(Period period) -> period.toString();
      case Elapsed(Duration duration) -> duration.toString();
    };
  }
}
