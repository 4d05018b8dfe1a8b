package dev.priorauth.core.authorizations;

/** The status as offices read it. Expiry is never stored: it follows from the dates. */
public enum Status {
  PENDED("pended"),
  APPROVED("approved"),
  PARTIALLY_APPROVED("partially-approved"),
  DENIED("denied"),
  WITHDRAWN("withdrawn"),
  EXPIRED("expired"),
  /** What was asked for did not come. */
  CLOSED("closed"),
  NOT_REQUIRED("not-required");

  private final String key;

  Status(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
