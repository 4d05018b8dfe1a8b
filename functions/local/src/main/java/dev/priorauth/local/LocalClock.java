package dev.priorauth.local;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The clock of all functions of this process: the real one, or one that stands still. */
@Alternative
@Priority(1)
@Singleton
class LocalClock implements InstantSource {
  private volatile InstantSource source = Clock.systemUTC();

  @Override
  public Instant instant() {
    return source.instant();
  }

  /** Stops at this instant; goes on in real time where it is empty. */
  void set(Optional<Instant> instant) {
    source = instant.map(InstantSource::fixed).orElseGet(Clock::systemUTC);
  }
}
