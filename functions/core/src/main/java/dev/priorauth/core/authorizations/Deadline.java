package dev.priorauth.core.authorizations;

import dev.priorauth.core.sources.Citation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that has to have happened.
 *
 * @param on the last day on which it is in time, in the payer's zone
 * @param noticeAt the first instant at which the offices are owed a notice of it: that at which it
 *     is too late or, where they can still act, the beginning of the last day
 * @param missedAt the first instant at which it is too late
 * @param cite the words of a source that set it, where it has them at hand
 */
public record Deadline(
    Kind kind,
    LocalDate on,
    Instant noticeAt,
    Instant missedAt,
    String text,
    Optional<Citation> cite) {

  /** Those of one instant are told in this order. */
  public enum Kind {
    DECISION_DUE("decision-due", "decision-overdue"),
    INFORMATION_DUE("information-due", "information-overdue"),
    EXTENSION_DUE("extension-due", "extension-due"),
    /** A request for which something did not come is closed. */
    CLOSES("closes", "closed"),
    EXPIRES("expires", "expired");

    private final String key;
    private final String noticeKey;

    Kind(String key, String noticeKey) {
      this.key = key;
      this.noticeKey = noticeKey;
    }

    public String key() {
      return key;
    }

    /** What the notice of it says. */
    public String noticeKey() {
      return noticeKey;
    }
  }
}
