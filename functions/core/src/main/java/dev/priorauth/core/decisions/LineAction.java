package dev.priorauth.core.decisions;

/** What was decided of one line: the review action codes of X12 278 and FHIR. */
public enum LineAction {
  CERTIFIED("A1"),
  /** Fewer units than were asked for. */
  PARTLY_CERTIFIED("A2"),
  NOT_CERTIFIED("A3"),
  PENDED("A4"),
  /** Another code or other dates than were asked for. */
  MODIFIED("A6"),
  CANCELLED("C"),
  /** A cited rule says that no authorization is needed. */
  NO_ACTION_REQUIRED("NA");

  private final String code;

  LineAction(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Whether services of such a line may be used. */
  public boolean approves() {
    return switch (this) {
      case CERTIFIED, PARTLY_CERTIFIED, MODIFIED -> true;
      case NOT_CERTIFIED, PENDED, CANCELLED, NO_ACTION_REQUIRED -> false;
    };
  }
}
