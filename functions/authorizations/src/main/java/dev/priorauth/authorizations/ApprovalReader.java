package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Understands what is approved and what is denied, whoever decided. */
final class ApprovalReader {
  /** A visit on every day of more than two years. */
  static final int MOST_VISITS = 999;

  static final int MOST_UNITS = 9_999;
  static final int MOST_LINES = 50;
  static final int LONGEST_CODE = 40;
  static final int LONGEST_TEXT = 4_000;

  /** What a line of an approval of the whole can be. */
  static final List<LineAction> WHOLE = List.of(LineAction.CERTIFIED, LineAction.MODIFIED);

  /** What a line of an approval of a part can be. */
  static final List<LineAction> PART =
      List.of(
          LineAction.CERTIFIED,
          LineAction.PARTLY_CERTIFIED,
          LineAction.NOT_CERTIFIED,
          LineAction.MODIFIED,
          LineAction.CANCELLED);

  private static final int LONGEST_REASON_CODE = 40;
  private static final int LONGEST_CITATION = 500;

  private ApprovalReader() {}

  /**
   * What is approved, as far as it could be read.
   *
   * @param visits empty where only lines are counted
   */
  record Approved(
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      Optional<Integer> visits,
      List<DecidedLine> lines) {}

  /**
   * The members {@code from}, {@code to}, {@code visits} and {@code lines}.
   *
   * @param usual the action of a line that does not name one
   * @param allowed the actions that a line can name
   */
  static Approved approved(JsonObject body, LineAction usual, List<LineAction> allowed) {
    body.needItems("lines");
    Optional<LocalDate> from = body.day("from");
    Optional<LocalDate> to = body.day("to");
    body.inOrder("from", from, "to", to);
    return new Approved(
        from, to, body.number("visits", 1, MOST_VISITS), lines(body, usual, allowed));
  }

  /** An approval says how much: visits, lines or both. */
  static void needVisitsOrLines(JsonObject body, Form form) {
    if (form.optional().contains("visits") && !body.has("visits") && !body.has("lines")) {
      body.problem("visits", "Say how many visits are approved, or give lines.");
    }
  }

  private static List<DecidedLine> lines(
      JsonObject body, LineAction usual, List<LineAction> allowed) {
    List<DecidedLine> lines = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (JsonObject line : body.objects("lines", MOST_LINES)) {
      line.need("code", "units");
      Optional<String> code = line.text("code", LONGEST_CODE);
      Optional<Integer> units = line.number("units", 0, MOST_UNITS);
      boolean none =
          units.filter(count -> count == 0).isPresent()
              && allowed.contains(LineAction.NOT_CERTIFIED);
      Optional<LineAction> action = action(line, none ? LineAction.NOT_CERTIFIED : usual, allowed);
      if (code.isPresent() && !codes.add(code.get())) {
        line.problem("code", "Another line has this code. Give each code one line.");
      }
      if (action.isPresent() && units.isPresent() && contradict(action.get(), units.get())) {
        line.problem("units", "A line has units exactly when its action approves it.");
      } else if (code.isPresent() && units.isPresent() && action.isPresent()) {
        lines.add(new DecidedLine(code.get(), units.get(), action.get()));
      }
    }
    return lines;
  }

  private static boolean contradict(LineAction action, int units) {
    return action.approves() == (units == 0);
  }

  private static Optional<LineAction> action(
      JsonObject line, LineAction usual, List<LineAction> allowed) {
    return line.has("action")
        ? line.oneOf("action", allowed.stream().map(LineAction::code).toList())
            .flatMap(code -> allowed.stream().filter(one -> one.code().equals(code)).findFirst())
        : Optional.of(usual);
  }

  /** The member {@code denial}. */
  static Optional<Denial> denial(JsonObject body) {
    return body.object("denial").flatMap(ApprovalReader::oneDenial);
  }

  private static Optional<Denial> oneDenial(JsonObject object) {
    object.need("reasonCode", "text", "citation");
    Optional<String> reasonCode = object.text("reasonCode", LONGEST_REASON_CODE);
    Optional<String> text = object.lines("text", LONGEST_TEXT);
    Optional<String> citation = object.text("citation", LONGEST_CITATION);
    return reasonCode.isPresent() && text.isPresent() && citation.isPresent()
        ? Optional.of(new Denial(reasonCode.get(), text.get(), citation.get()))
        : Optional.empty();
  }
}
