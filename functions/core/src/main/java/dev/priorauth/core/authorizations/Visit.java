package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.Submission.Line;
import java.time.LocalDate;
import java.util.List;

/**
 * The visits of one day. What is said of a day replaces what was said of it before, so that saying
 * it twice counts it once, and a mistake can be mended.
 *
 * @param count how many visits; zero takes the day back
 * @param lines the units of each code on that day; may be empty where visits are counted
 */
public record Visit(LocalDate on, int count, List<Line> lines) {
  public Visit {
    lines = List.copyOf(lines);
    if (count < 0 || count == 0 && !lines.isEmpty()) {
      throw new IllegalArgumentException("units are used in a visit");
    }
  }
}
