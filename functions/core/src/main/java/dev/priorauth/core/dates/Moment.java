package dev.priorauth.core.dates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A day of the payer's calendar, or an instant. */
public sealed interface Moment {

  record Day(LocalDate date) implements Moment {}

  record At(Instant instant) implements Moment {}

  /** The day in the payer's calendar. */
  default LocalDate day(ZoneId zone) {
    return switch (this) {
      case Day(LocalDate date) -> date;
      case At(Instant instant) -> instant.atZone(zone).toLocalDate();
    };
  }

  /**
   * Whether it lies before the other. A day cannot say the hour: two instants are compared as such,
   * all else by days.
   */
  default boolean isBefore(Moment other, ZoneId zone) {
    return this instanceof At(Instant first) && other instanceof At(Instant second)
        ? first.isBefore(second)
        : day(zone).isBefore(other.day(zone));
  }

  /** ISO-8601: a date, or an instant with the payer's offset. */
  default String iso(ZoneId zone) {
    return switch (this) {
      case Day(LocalDate date) -> date.toString();
      case At(Instant instant) ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone).toOffsetDateTime());
    };
  }
}
