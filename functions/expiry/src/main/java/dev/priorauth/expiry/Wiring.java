package dev.priorauth.expiry;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** What the function works with. */
@Singleton
class Wiring {

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }
}
