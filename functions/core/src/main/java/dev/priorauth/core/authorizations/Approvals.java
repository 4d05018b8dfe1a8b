package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Effects.Unit;
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

  /** What is counted of it, all in all. */
  static Unit unit(Approval approval) {
    return approval.visits().isEmpty()
        ? Unit.UNITS
        : approval.counted().map(Counted::unit).orElse(Unit.VISITS);
  }

  /** How much of its {@link #unit} is approved. */
  static int total(Approval approval) {
    return approval
        .visits()
        .orElseGet(() -> approval.lines().stream().mapToInt(DecidedLine::units).sum());
  }

  /** How much of its {@link #unit} was used. */
  static int usedInAll(Approval approval, Collection<Visit> visits) {
    return approval.visits().isPresent()
        ? used(approval, visits)
        : visits.stream()
            .flatMap(visit -> visit.lines().stream())
            .filter(
                line -> approval.lines().stream().anyMatch(one -> isSame(one.code(), line.code())))
            .mapToInt(Line::units)
            .sum();
  }

  /** How much of it was used: visits or, where dates of service are counted, days. */
  static int used(Approval approval, Collection<Visit> visits) {
    Unit unit = approval.counted().map(Counted::unit).orElse(Unit.VISITS);
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
        .filter(line -> isSame(line.code(), code))
        .mapToInt(Line::units)
        .sum();
  }

  /** The units of one code that are approved. */
  static int units(Approval approval, String code) {
    return approval.lines().stream()
        .filter(line -> isSame(line.code(), code))
        .mapToInt(DecidedLine::units)
        .sum();
  }

  /** The codes that may be used, in words. */
  static String codes(Approval approval) {
    List<String> codes =
        approval.lines().stream()
            .filter(line -> line.action().approves())
            .map(DecidedLine::code)
            .distinct()
            .toList();
    return codes.isEmpty() ? "nothing" : String.join(", ", codes);
  }

  /** Whether two codes are one: modalities are words, which are written in several ways. */
  static boolean isSame(String code, String other) {
    return code.strip().equalsIgnoreCase(other.strip());
  }
}
