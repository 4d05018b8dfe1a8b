package dev.priorauth.core.authorizations;

import java.time.Instant;

/**
 * A letter that is owed for what happened. Its text is made from the authorization at that version.
 *
 * @param number counted from 1 within the authorization
 * @param version the version of the authorization that it speaks of
 * @param templates the number of the set of templates that makes its text; it keeps its set, so
 *     that it reads the same for ever
 */
public record Letter(int number, Kind kind, long version, Instant at, int templates) {

  /** The set of templates of letters, and of events, that were stored without its number. */
  public static final int FIRST_TEMPLATES = 1;

  /** The set of templates that new letters are made with. */
  public static final int CURRENT_TEMPLATES = 1;

  public enum Kind {
    APPROVAL("approval"),
    PARTIAL_APPROVAL("partial-approval"),
    PEND("pend"),
    DENIAL("denial"),
    WITHDRAWAL("withdrawal"),
    CLOSING("closing");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
