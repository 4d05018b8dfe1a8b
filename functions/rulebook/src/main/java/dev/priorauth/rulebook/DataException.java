package dev.priorauth.rulebook;

/** Rule data that cannot be read. */
final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final String file;
  private final String path;

  DataException(String file, String path, String message) {
    super(message);
    this.file = file;
    this.path = path;
  }

  Finding finding() {
    return new Finding(file, path, super.getMessage());
  }

  @Override
  public String getMessage() {
    return finding().toString();
  }
}
