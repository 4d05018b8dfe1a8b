package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.requests.Submission.Line;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Makes smaller approvals. */
final class Approvals {
  private Approvals() {}

  /** With fewer visits. Only what is kept stays counted. */
  static Approval shortened(Approval approval, int visits) {
    return new Approval(
        approval.from(),
        approval.to(),
        Optional.of(visits),
        approval.lines(),
        approval.counted().map(counted -> counted.withAmount(Math.min(counted.amount(), visits))));
  }

  /**
   * What was used of it: its visits and units, until the last of them; all else is cancelled.
   *
   * @return empty where nothing was used
   */
  static Optional<Approval> used(Approval approval, List<Visit> visits) {
    if (visits.isEmpty()) {
      return Optional.empty();
    }
    LocalDate last = visits.getLast().on();
    int count = count(visits);
    return Optional.of(
        new Approval(
            approval.from(),
            last,
            approval.visits().map(_ -> count),
            approval.lines().stream().map(line -> used(line, visits)).toList(),
            approval
                .counted()
                .map(counted -> counted.withAmount(Math.min(counted.amount(), count)))));
  }

  private static DecidedLine used(DecidedLine line, List<Visit> visits) {
    int units = Math.min(line.units(), units(visits, line.code()));
    return units == 0
        ? new DecidedLine(line.code(), 0, LineAction.CANCELLED)
        : new DecidedLine(line.code(), units, line.action());
  }

  static int count(List<Visit> visits) {
    return visits.stream().mapToInt(Visit::count).sum();
  }

  /** The units of one code that were recorded. */
  static int units(List<Visit> visits, String code) {
    return visits.stream()
        .flatMap(visit -> visit.lines().stream())
        .filter(line -> line.code().equals(code))
        .mapToInt(Line::units)
        .sum();
  }
}
