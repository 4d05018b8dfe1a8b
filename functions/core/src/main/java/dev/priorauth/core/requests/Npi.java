package dev.priorauth.core.requests;

import java.util.Optional;

/**
 * A provider's National Provider Identifier: ten digits, the last of which checks the others (Luhn,
 * with 80840 before them).
 */
public record Npi(String digits) {
  private static final int LENGTH = 10;

  /** What the prefix 80840 adds to the Luhn sum. */
  private static final int SUM_OF_PREFIX = 24;

  /**
   * @throws IllegalArgumentException if the check digit is wrong; text from outside goes through
   *     {@link #parse}
   */
  public Npi {
    if (!isRight(digits)) {
      throw new IllegalArgumentException("this is not a National Provider Identifier");
    }
  }

  /**
   * @return empty if these are not ten digits, or the check digit is wrong
   */
  public static Optional<Npi> parse(String digits) {
    return isRight(digits) ? Optional.of(new Npi(digits)) : Optional.empty();
  }

  private static boolean isRight(String digits) {
    if (digits.length() != LENGTH || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int sum = SUM_OF_PREFIX;
    for (int i = 0; i < LENGTH; i++) {
      int digit = digits.charAt(i) - '0';
      // Every second digit counts double, as its digit sum, beginning with the one before the last.
      boolean counted = (LENGTH - i) % 2 == 0;
      sum += counted ? digit * 2 / 10 + digit * 2 % 10 : digit;
    }
    return sum % 10 == 0;
  }

  @Override
  public String toString() {
    return digits;
  }
}
