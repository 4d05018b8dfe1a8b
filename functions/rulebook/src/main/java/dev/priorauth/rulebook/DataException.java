package dev.priorauth.rulebook;

/** Rule data that cannot be read. */
final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final String path;

  DataException(String path, String message) {
    super(message);
    this.path = path;
  }

  String path() {
    return path;
  }

  @Override
  public String getMessage() {
    return path + ": " + super.getMessage();
  }

  String problem() {
    return super.getMessage();
  }
}
