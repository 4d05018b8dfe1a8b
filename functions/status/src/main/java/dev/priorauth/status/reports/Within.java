package dev.priorauth.status.reports;

import dev.priorauth.core.facts.Problem;
import dev.priorauth.http.QueryReader;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** Reads how far to look ahead. */
final class Within {
  private static final String NAME = "within";
  private static final int MOST_DAYS = 366;

  private Within() {}

  /**
   * Days or weeks, as ISO 8601 writes them: {@code P14D} and {@code P2W}. Today is {@code P0D}.
   *
   * @return empty where nothing is given, or something else
   */
  static Optional<Period> read(QueryReader query) {
    Optional<String> text = query.text(NAME);
    Optional<Period> period =
        text.filter(given -> given.matches("P\\d{1,3}[DW]"))
            .map(Period::parse)
            .filter(days -> days.getDays() <= MOST_DAYS);
    if (text.isPresent() && period.isEmpty()) {
      query.add(
          List.of(
              Problem.of(
                  NAME,
                  "Write days or weeks, at most " + MOST_DAYS + " days, as in P14D or P2W.")));
    }
    return period;
  }
}
