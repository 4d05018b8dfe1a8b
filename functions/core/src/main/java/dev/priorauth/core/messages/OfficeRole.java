package dev.priorauth.core.messages;

import dev.priorauth.core.messages.Posting.Kind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What somebody does in an office, as far as it says which messages concern them. An office writes
 * its roles in its own words; whose role is none of these is told of everything.
 */
public enum OfficeRole {
  /** Treats, and answers what reviewers ask. */
  CLINICIAN(
      "clinician",
      EnumSet.of(
          Kind.PARTLY_APPROVED,
          Kind.DENIED,
          Kind.DENIAL_PROPOSED,
          Kind.DENIAL_UPHELD,
          Kind.APPROVED_AFTER_APPEAL,
          Kind.INFORMATION_ASKED,
          Kind.ANSWER_UNREADABLE,
          Kind.INFORMATION_OVERDUE,
          Kind.EXTENSION_DUE)),

  /** Makes the appointments, and asks for what they need. */
  SCHEDULER(
      "scheduler",
      EnumSet.of(
          Kind.APPROVED,
          Kind.PENDED,
          Kind.NOT_REQUIRED,
          Kind.PARTLY_APPROVED,
          Kind.DENIED,
          Kind.POSTPONED,
          Kind.CANCELLED,
          Kind.WITHDRAWN,
          Kind.CLOSED,
          Kind.REOPENED,
          Kind.EXPIRED,
          Kind.EXTENSION_DUE,
          Kind.DECISION_OVERDUE,
          Kind.APPROVED_AFTER_APPEAL,
          Kind.INFORMATION_ASKED,
          Kind.ANSWER_UNREADABLE,
          Kind.INFORMATION_OVERDUE)),

  /** Bills what was done, and appeals. */
  BILLING(
      "billing",
      EnumSet.of(
          Kind.APPROVED,
          Kind.NOT_REQUIRED,
          Kind.PARTLY_APPROVED,
          Kind.DENIED,
          Kind.CANCELLED,
          Kind.WITHDRAWN,
          Kind.CLOSED,
          Kind.REOPENED,
          Kind.EXPIRED,
          Kind.APPEAL_FILED,
          Kind.APPROVED_AFTER_APPEAL,
          Kind.DENIAL_UPHELD));

  private final String key;
  private final Set<Kind> concerns;

  OfficeRole(String key, Set<Kind> concerns) {
    this.key = key;
    this.concerns = concerns;
  }

  public String key() {
    return key;
  }

  /**
   * Of which messages a recipient is told.
   *
   * @param written a role in the words of an office; capitals and outer blanks do not matter
   */
  public static Set<Kind> concerns(String written) {
    String sameForm = written.strip().toLowerCase(Locale.ROOT);
    for (OfficeRole role : values()) {
      if (role.key.equals(sameForm)) {
        return EnumSet.copyOf(role.concerns);
      }
    }
    return EnumSet.allOf(Kind.class);
  }
}
