package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Effects;
import java.time.LocalDate;
import java.util.Collection;
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

  /** How much of it was used: visits or, where dates of service are counted, days. */
  static int used(Approval approval, Collection<Visit> visits) {
    Effects.Unit unit = approval.counted().map(Counted::unit).orElse(Effects.Unit.VISITS);
    return switch (unit) {
      case DATES_OF_SERVICE -> visits.size();
      case VISITS, UNITS -> visits.stream().mapToInt(Visit::count).sum();
    };
  }

  /**
   * What was used of it: its visits and units, until the last of them; all else is cancelled.
   *
   * @return empty where nothing was used
   */
  static Optional<Approval> keepingUsed(Approval approval, List<Visit> visits) {
    if (visits.isEmpty()) {
      return Optional.empty();
    }
    LocalDate last = visits.getLast().on();
    int count = used(approval, visits);
    return Optional.of(
        new Approval(
            approval.from(),
            last,
            approval.visits().map(_ -> count),
            approval.lines().stream().map(line -> keepingUsed(line, visits)).toList(),
            approval.counted().map(counted -> keepingUsed(counted, count, visits))));
  }

  private static Counted keepingUsed(Counted counted, int count, List<Visit> visits) {
    int used =
        switch (counted.unit()) {
          case VISITS, DATES_OF_SERVICE -> count;
          case UNITS ->
              visits.stream().flatMap(visit -> visit.lines().stream()).mapToInt(Line::units).sum();
        };
    return counted.withAmount(Math.min(counted.amount(), used));
  }

  private static DecidedLine keepingUsed(DecidedLine line, List<Visit> visits) {
    int units = Math.min(line.units(), units(visits, line.code()));
    return units == 0
        ? new DecidedLine(line.code(), 0, LineAction.CANCELLED)
        : new DecidedLine(line.code(), units, line.action());
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
