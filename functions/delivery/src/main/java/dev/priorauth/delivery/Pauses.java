package dev.priorauth.delivery;

import java.time.Duration;

/**
 * How long a message that was not taken stays away: a minute, then twice as long each time. The ten
 * attempts that the template grants are over after eight and a half hours.
 */
final class Pauses {
  private static final Duration FIRST = Duration.ofMinutes(1);

  /** SQS hides a message for twelve hours at most. */
  private static final int MOST_DOUBLINGS = 9;

  private Pauses() {}

  /**
   * @param attempts how often it was tried, from 1
   */
  static Duration after(int attempts) {
    return FIRST.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLINGS));
  }
}
