package dev.priorauth.core.dates;

import dev.priorauth.core.rules.Effects.PeriodKind;
import java.time.LocalDate;

/**
 * The days that one allotment is for, both ends included. All authorizations within it end on its
 * last day.
 */
public record ServicePeriod(PeriodKind kind, LocalDate from, LocalDate to) {

  public ServicePeriod {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period must not end before it begins");
    }
  }

  /**
   * The period of an initial authorization.
   *
   * @param start the first day of the initial authorization; a calendar year covers the rest of
   *     that year
   */
  public static ServicePeriod of(PeriodKind kind, LocalDate start) {
    return switch (kind) {
      case CALENDAR_YEAR ->
          new ServicePeriod(
              kind, LocalDate.of(start.getYear(), 1, 1), LocalDate.of(start.getYear(), 12, 31));
      case ROLLING_365_DAYS -> new ServicePeriod(kind, start, start.plusDays(364));
      case CONSECUTIVE_60_DAYS -> new ServicePeriod(kind, start, start.plusDays(59));
    };
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** The first day on which a new period can begin. */
  public LocalDate nextStart() {
    return to.plusDays(1);
  }
}
