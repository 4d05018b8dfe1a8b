package dev.priorauth.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between attempts, each of random length up to its bound, so that those who met do
 * not meet again.
 */
public final class Backoff {
  private static final Duration USUAL = Duration.ofSeconds(6);
  private static final int FIRST_BOUND_MILLIS = 25;
  private static final int LONGEST_BOUND_MILLIS = 800;

  private final long end;
  private int bound = FIRST_BOUND_MILLIS;

  private Backoff(Duration time) {
    this.end = System.nanoTime() + time.toNanos();
  }

  /** For attempts that are made in some six seconds. */
  static Backoff usual() {
    return lasting(USUAL);
  }

  /** For attempts, of one kind or several, that are made in this time from now. */
  public static Backoff lasting(Duration time) {
    return new Backoff(time);
  }

  /** Whether it is time to give up. */
  public boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /**
   * Waits, longer from time to time.
   *
   * @return false, at once, when it is time to give up
   */
  boolean pause() {
    if (isOver()) {
      return false;
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(bound) + 1L);
      bound = Math.min(2 * bound, LONGEST_BOUND_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
