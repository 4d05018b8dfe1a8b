package dev.priorauth.core.decisions;

/** Who has to do something. */
public enum Party {
  /** The office that made the request. */
  REQUESTER("requester"),
  SERVICING_PROVIDER("servicing-provider"),
  /** The administrator's clinical staff, where requests are decided here. */
  REVIEWER("reviewer"),
  /** An administrator that decides elsewhere. */
  ADMINISTRATOR("administrator");

  private final String key;

  Party(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
