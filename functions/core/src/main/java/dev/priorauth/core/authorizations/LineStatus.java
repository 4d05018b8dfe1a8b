package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.requests.Submission.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one line of a request.
 *
 * @param requested the units that were asked for; empty for a line that only the decision has
 * @param approved the units that may be used; zero where the action approves nothing
 * @param used the units that were recorded of the code
 */
public record LineStatus(
    String code, Optional<Integer> requested, int approved, int used, LineAction action) {

  /** The units that still can be used. */
  public int left() {
    return Math.max(0, approved - used);
  }

  /** The lines of a request with what became of each, then those that only the decision has. */
  public static List<LineStatus> of(Authorization state) {
    List<DecidedLine> decided = state.usable().map(Approval::lines).orElse(List.of());
    List<Visit> visits = state.dossier().visits();
    List<LineStatus> lines = new ArrayList<>();
    for (Line line : state.submission().lines()) {
      lines.add(
          decided.stream()
              .filter(one -> one.code().equals(line.code()))
              .findFirst()
              .map(one -> of(one, Optional.of(line.units()), visits))
              .or(() -> byItsCodes(line, decided, visits))
              .orElseGet(
                  () ->
                      new LineStatus(
                          line.code(),
                          Optional.of(line.units()),
                          0,
                          Approvals.units(visits, line.code()),
                          undecided(state))));
    }
    decided.stream()
        .filter(
            one ->
                state.submission().lines().stream()
                    .noneMatch(line -> line.code().equals(one.code())))
        .forEach(one -> lines.add(of(one, Optional.empty(), visits)));
    return List.copyOf(lines);
  }

  /** What was asked for by its name, such as a test, and decided by the codes that belong to it. */
  private static Optional<LineStatus> byItsCodes(
      Line line, List<DecidedLine> decided, List<Visit> visits) {
    List<DecidedLine> codes =
        line.isCoded()
            ? List.of()
            : decided.stream().filter(one -> Line.isCode(one.code())).toList();
    if (codes.stream().noneMatch(one -> one.action().approves())) {
      return Optional.empty();
    }
    boolean whole =
        codes.stream()
            .map(DecidedLine::action)
            .allMatch(action -> action.approves() && action != LineAction.PARTLY_CERTIFIED);
    return Optional.of(
        new LineStatus(
            line.code(),
            Optional.of(line.units()),
            line.units(),
            codes.stream().mapToInt(one -> Approvals.units(visits, one.code())).sum(),
            whole ? LineAction.CERTIFIED : LineAction.PARTLY_CERTIFIED));
  }

  private static LineStatus of(DecidedLine line, Optional<Integer> requested, List<Visit> visits) {
    return new LineStatus(
        line.code(), requested, line.units(), Approvals.units(visits, line.code()), line.action());
  }

  /** The action of a line of which no decision speaks. */
  private static LineAction undecided(Authorization state) {
    return switch (state) {
      case Authorization.Pended _ -> LineAction.PENDED;
      // What was asked for and is not among the approved lines was not approved.
      case Authorization.Approved _, Authorization.PartiallyApproved _, Authorization.Denied _ ->
          LineAction.NOT_CERTIFIED;
      case Authorization.Withdrawn _, Authorization.Closed _ -> LineAction.CANCELLED;
      case Authorization.NotRequired _ -> LineAction.NO_ACTION_REQUIRED;
    };
  }
}
