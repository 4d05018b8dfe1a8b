package dev.priorauth.core.rules;

import java.util.Optional;

/** The dates that windows are counted from or judge. */
public enum DateName {
  SUBMITTED_ON("submittedOn"),
  SUBMITTED_AT("submittedAt"),
  SERVICE_FROM("serviceFrom"),
  SERVICE_TO("serviceTo"),
  ADMITTED_AT("admittedAt"),
  NOTIFIED_AT("notifiedAt"),
  ISSUED_ON("issuedOn"),
  /** The date of a visit; it comes with the visit's number. */
  VISIT_ON("visitOn"),
  LAST_COVERED_VISIT_ON("lastCoveredVisitOn"),
  LIMIT_REACHED_ON("limitReachedOn"),
  EXTENSION_REQUESTED_ON("extensionRequestedOn"),
  INITIAL_EVALUATION_ON("initialEvaluationOn"),
  /** The first day of the period's first authorization. */
  INITIAL_AUTHORIZATION_FROM("initialAuthorizationFrom"),
  SPECIMEN_COLLECTED_ON("specimenCollectedOn"),
  CASE_MANAGEMENT_ENROLLED_ON("caseManagementEnrolledOn"),
  TODAY("today");

  private final String key;

  DateName(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** What it is the date of, as in a sentence. */
  public String words() {
    return switch (this) {
      case SUBMITTED_ON, SUBMITTED_AT -> "the request";
      case SERVICE_FROM -> "the first day of service";
      case SERVICE_TO -> "the last day of service";
      case ADMITTED_AT -> "the admission";
      case NOTIFIED_AT -> "the notification";
      case ISSUED_ON -> "the issue of the authorization";
      case VISIT_ON -> "visit";
      case LAST_COVERED_VISIT_ON -> "the last covered visit";
      case LIMIT_REACHED_ON -> "the visit with which the limit is reached";
      case EXTENSION_REQUESTED_ON -> "the request for an extension";
      case INITIAL_EVALUATION_ON -> "the initial evaluation";
      case INITIAL_AUTHORIZATION_FROM -> "the first day of the first authorization";
      case SPECIMEN_COLLECTED_ON -> "the collection of the specimen";
      case CASE_MANAGEMENT_ENROLLED_ON -> "the enrollment in case management";
      case TODAY -> "today";
    };
  }

  /** Whether it is an instant, with the hour; else it is a calendar date in the payer's zone. */
  public boolean isInstant() {
    return this == SUBMITTED_AT || this == ADMITTED_AT || this == NOTIFIED_AT;
  }

  public static Optional<DateName> ofKey(String key) {
    for (DateName name : values()) {
      if (name.key.equals(key)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
