package dev.priorauth.rulebook;

/**
 * Something wrong with the rule data.
 *
 * @param file the file, relative to the folder of the rules
 * @param path the JSON path within it; the line where the file is no JSON
 * @param message what is wrong and how to mend it
 */
public record Finding(String file, String path, String message) {
  @Override
  public String toString() {
    return file + " " + path + ": " + message;
  }
}
