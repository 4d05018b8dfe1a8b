package dev.priorauth.core.decisions;

import java.util.Optional;

/**
 * What the eligibility check says of the member on the day of service.
 *
 * @param benefit the use of the benefit, where the check tells
 */
public record Eligibility(State state, Optional<BenefitUse> benefit) {

  /** Nobody has checked. */
  public static final Eligibility UNKNOWN = new Eligibility(State.UNKNOWN, Optional.empty());

  public enum State {
    ACTIVE("active"),
    INACTIVE("inactive"),
    UNKNOWN("unknown");

    private final String key;

    State(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
