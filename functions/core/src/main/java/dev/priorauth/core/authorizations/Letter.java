package dev.priorauth.core.authorizations;

import java.time.Instant;

/**
 * A letter that is owed for what happened. Its text is made from the authorization at that version.
 *
 * @param number counted from 1 within the authorization
 * @param version the version of the authorization that it speaks of
 */
public record Letter(int number, Kind kind, long version, Instant at) {
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
