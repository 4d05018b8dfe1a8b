package dev.priorauth.core.decisions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What may be used.
 *
 * @param from the first day on which it can be used, included
 * @param to the last day on which it can be used, included
 * @param visits how many visits, or days where dates of service are counted; empty where only lines
 *     are counted
 * @param lines the lines with the action for each; may be empty where visits are counted
 * @param counted what it takes from an initial allotment; empty where it takes nothing
 */
public record Approval(
    LocalDate from,
    LocalDate to,
    Optional<Integer> visits,
    List<DecidedLine> lines,
    Optional<Counted> counted) {

  public Approval {
    lines = List.copyOf(lines);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("an approval must not end before it begins");
    }
    if (visits.isPresent() && visits.get() < 0) {
      throw new IllegalArgumentException("visits are counted from zero");
    }
  }

  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
