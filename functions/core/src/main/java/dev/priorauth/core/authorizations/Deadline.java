package dev.priorauth.core.authorizations;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that has to have happened.
 *
 * @param on the last day on which it is in time, in the payer's zone
 * @param missedAt the first instant at which it is too late
 */
public record Deadline(Kind kind, LocalDate on, Instant missedAt, String text) {
  public enum Kind {
    DECISION_DUE("decision-due"),
    INFORMATION_DUE("information-due"),
    EXTENSION_DUE("extension-due"),
    EXPIRES("expires");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
