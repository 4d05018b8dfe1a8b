package dev.priorauth.testkit;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until a test moves it. Test modules make it a bean:
 * {@code @Produces @Mock @Singleton TestClock}.
 */
public class TestClock implements InstantSource {
  /** 14:00 in Boston, on a Monday. */
  public static final Instant START = Instant.parse("2026-11-23T19:00:00Z");

  private volatile Instant now = START;

  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
