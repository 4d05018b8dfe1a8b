package dev.priorauth.core.decisions;

/**
 * One line of a decision.
 *
 * @param code the code that was decided on, which need not be the one asked for; in radiation
 *     oncology the modality
 * @param units the approved units; zero or more, and zero where the action approves nothing
 */
public record DecidedLine(String code, int units, LineAction action) {
  public DecidedLine {
    if (units < 0 || units > 0 && !action.approves()) {
      throw new IllegalArgumentException("a line that is not approved has no units");
    }
  }
}
