package dev.priorauth.core.directory;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Office hours from Monday to Friday: open at {@code opens}, closed at {@code closes}. Holidays are
 * not known: no source names any.
 */
public record Hours(LocalTime opens, LocalTime closes, ZoneId zone, Optional<String> reading) {

  /** The days, as the sources print them. */
  public static final String DAYS = "Mon-Fri";

  public boolean isOpenAt(Instant instant) {
    ZonedDateTime there = instant.atZone(zone);
    LocalTime time = there.toLocalTime();
    return there.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
        && !time.isBefore(opens)
        && time.isBefore(closes);
  }
}
