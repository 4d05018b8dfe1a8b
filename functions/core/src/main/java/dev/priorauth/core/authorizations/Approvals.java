package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Effects.Unit;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes smaller approvals, and compares approvals with what was asked for. */
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

  /** The lines of a request, approved as they were asked for. */
  static List<DecidedLine> whole(Submission submission) {
    return submission.lines().stream()
        .map(line -> new DecidedLine(line.code(), line.units(), LineAction.CERTIFIED))
        .toList();
  }

  /**
   * The lines with the actions that follow from the units: all that were asked for, fewer, none.
   * What somebody modified or cancelled, and what was not asked for, stays as it is said.
   */
  static List<DecidedLine> judged(List<DecidedLine> lines, Submission submission) {
    return lines.stream()
        .map(
            line ->
                switch (line.action()) {
                  case CERTIFIED, PARTLY_CERTIFIED, NOT_CERTIFIED, PENDED ->
                      asked(submission, line.code()).map(units -> judged(line, units)).orElse(line);
                  case MODIFIED, CANCELLED, NO_ACTION_REQUIRED -> line;
                })
        .toList();
  }

  private static DecidedLine judged(DecidedLine line, int asked) {
    LineAction action =
        line.units() == 0
            ? LineAction.NOT_CERTIFIED
            : line.units() < asked ? LineAction.PARTLY_CERTIFIED : LineAction.CERTIFIED;
    return new DecidedLine(line.code(), line.units(), action);
  }

  private static Optional<Integer> asked(Submission submission, String code) {
    return submission.lines().stream()
        .filter(line -> isSame(line.code(), code))
        .map(Line::units)
        .reduce(Integer::sum);
  }

  /**
   * A line that was asked for and is not wholly among these. One that a reviewer modified can stand
   * for another; what was asked for by a name is decided by the codes that belong to it.
   */
  static Optional<Line> missing(Submission submission, List<DecidedLine> lines) {
    boolean replaced =
        lines.stream()
            .anyMatch(
                line ->
                    line.action() == LineAction.MODIFIED
                        && asked(submission, line.code()).isEmpty());
    return submission.lines().stream()
        .filter(line -> lines.stream().noneMatch(decided -> isWhole(decided, line)))
        .filter(
            line ->
                lines.stream().anyMatch(decided -> isSame(decided.code(), line.code()))
                    || line.isCoded() && !replaced)
        .findFirst();
  }

  private static boolean isWhole(DecidedLine decided, Line asked) {
    return isSame(decided.code(), asked.code())
        && (decided.action() == LineAction.MODIFIED || decided.units() >= asked.units());
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
