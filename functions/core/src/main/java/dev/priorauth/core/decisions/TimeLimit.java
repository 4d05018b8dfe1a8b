package dev.priorauth.core.decisions;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something may take. */
public sealed interface TimeLimit {

  /** Hours that pass, whatever the clocks on the wall do. */
  record Hours(int count) implements TimeLimit {}

  /** Calendar days; the day on which it begins is not counted, and the last one ends it. */
  record Days(int count) implements TimeLimit {}

  /**
   * Days from Monday to Friday. Holidays count as such days: a date that does not wait for them is
   * never later than the law allows, whichever holidays it knows.
   */
  record BusinessDays(int count) implements TimeLimit {}

  int HOURS_OF_A_DAY = 24;

  Pattern HOURS = Pattern.compile("PT([1-9]\\d{0,3})H");
  Pattern DAYS = Pattern.compile("P([1-9]\\d{0,2})D");
  Pattern BUSINESS_DAYS = Pattern.compile("([1-9]\\d{0,1}) business days?");

  /**
   * Reads {@code PT72H}, {@code P7D} or {@code 2 business days}, for which ISO 8601 has no form.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static TimeLimit parse(String text) {
    Matcher hours = HOURS.matcher(text);
    if (hours.matches()) {
      return new Hours(Integer.parseInt(hours.group(1)));
    }
    Matcher days = DAYS.matcher(text);
    if (days.matches()) {
      return new Days(Integer.parseInt(days.group(1)));
    }
    Matcher business = BUSINESS_DAYS.matcher(text);
    if (business.matches()) {
      return new BusinessDays(Integer.parseInt(business.group(1)));
    }
    throw new IllegalArgumentException(
        "a time limit is written as PT72H, P7D or 2 business days, not " + text);
  }

  /** The text that {@link #parse} reads. */
  default String text() {
    return switch (this) {
      case Hours(int count) -> "PT" + count + "H";
      case Days(int count) -> "P" + count + "D";
      case BusinessDays(int count) -> count + (count == 1 ? " business day" : " business days");
    };
  }

  /** The last instant, included: of days the end of the last one in this zone. */
  default Instant end(Instant from, ZoneId zone) {
    return switch (this) {
      case Hours(int count) -> from.plus(Duration.ofHours(count));
      case Days _, BusinessDays _ ->
          lastDay(from, zone).plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
    };
  }

  /** The last day, included, in this zone. */
  default LocalDate lastDay(Instant from, ZoneId zone) {
    return switch (this) {
      case Hours _ -> end(from, zone).atZone(zone).toLocalDate();
      case Days _, BusinessDays _ -> lastDay(from.atZone(zone).toLocalDate());
    };
  }

  /** The last day, included, after a whole day; hours count as the days that they begin. */
  default LocalDate lastDay(LocalDate from) {
    return switch (this) {
      case Hours(int count) -> from.plusDays(Math.ceilDiv(count, HOURS_OF_A_DAY));
      case Days(int count) -> from.plusDays(count);
      case BusinessDays(int count) -> {
        LocalDate day = from;
        for (int left = count; left > 0; ) {
          day = day.plusDays(1);
          if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
            left--;
          }
        }
        yield day;
      }
    };
  }
}
