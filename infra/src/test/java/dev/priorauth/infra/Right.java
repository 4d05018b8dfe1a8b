package dev.priorauth.infra;

/**
 * To do something with some of what a table or a bucket holds.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource the logical name; an index and objects follow after a slash
 * @param key the partition keys: a pattern that ends with an asterisk, or an asterisk alone for all
 * @param keysAlone whether it ends with the keys of items, and is not for all that they have
 */
record Right(String action, String resource, String key, boolean keysAlone)
    implements Comparable<Right> {

  Right(String action, String resource, String key) {
    this(action, resource, key, false);
  }

  /** Whether who has this right has that one too. */
  boolean covers(Right other) {
    return matches(action, other.action)
        && matches(resource, other.resource)
        && matches(key, other.key)
        && (other.keysAlone || !keysAlone);
  }

  private static boolean matches(String pattern, String text) {
    return pattern.endsWith("*")
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(text);
  }

  @Override
  public int compareTo(Right other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return action + " on " + resource + " of " + key + (keysAlone ? ", keys alone" : "");
  }
}
