package dev.priorauth.core.facts;

import java.util.List;

/**
 * Something wrong with an input, said so that its sender can mend it.
 *
 * @param path where: a query parameter's name or a JSON path
 * @param message what is wrong and what would be right
 * @param allowed the values that would be accepted; empty when they cannot be listed
 */
public record Problem(String path, String message, List<String> allowed) {
  public Problem {
    allowed = List.copyOf(allowed);
  }

  public static Problem of(String path, String message) {
    return new Problem(path, message, List.of());
  }
}
