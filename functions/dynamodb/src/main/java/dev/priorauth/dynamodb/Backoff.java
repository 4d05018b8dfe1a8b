package dev.priorauth.dynamodb;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between attempts, each of random length up to its bound, so that those who met do
 * not meet again.
 */
final class Backoff {
  private static final int MOST_PAUSES = 8;
  private static final int FIRST_BOUND_MILLIS = 25;

  private int pauses;

  /**
   * Waits, at most some six seconds in all.
   *
   * @return false, at once, when it is time to give up
   */
  boolean pause() {
    if (pauses == MOST_PAUSES) {
      return false;
    }
    int bound = FIRST_BOUND_MILLIS << pauses++;
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(bound) + 1L);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
