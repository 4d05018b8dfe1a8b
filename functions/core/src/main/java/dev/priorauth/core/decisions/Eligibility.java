package dev.priorauth.core.decisions;

import java.util.Optional;

/**
 * What the eligibility check says of the member on the day of service.
 *
 * @param benefit the use of the benefit, where the check tells
 * @param why what the check adds in plain words, such as why it cannot tell
 */
public record Eligibility(State state, Optional<BenefitUse> benefit, Optional<String> why) {

  /** Nobody has checked. */
  public static final Eligibility UNKNOWN = new Eligibility(State.UNKNOWN, Optional.empty());

  public Eligibility(State state, Optional<BenefitUse> benefit) {
    this(state, benefit, Optional.empty());
  }

  /**
   * It cannot be told.
   *
   * @param why one sentence
   */
  public static Eligibility unknown(String why) {
    return new Eligibility(State.UNKNOWN, Optional.empty(), Optional.of(why));
  }

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
