package dev.priorauth.core.decisions;

/** Where a request is decided. */
public enum Handling {
  /** This deployment decides for the administrator. */
  DECIDED_HERE("decided-here"),
  /** The administrator decides elsewhere; what it decides is recorded here. */
  RECORDED("recorded");

  private final String key;

  Handling(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
