package dev.priorauth.datewindows;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** For the function under test it is always 2026-11-23, two in the afternoon, Eastern time. */
@Alternative
@Priority(1)
@Singleton
class PinnedClock implements InstantSource {
  static final Instant NOW = Instant.parse("2026-11-23T19:00:00Z");

  @Override
  public Instant instant() {
    return NOW;
  }
}
