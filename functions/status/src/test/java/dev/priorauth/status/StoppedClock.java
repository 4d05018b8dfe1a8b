package dev.priorauth.status;

import dev.priorauth.testkit.TestClock;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The function's clock stands still until a test moves it. */
class StoppedClock {
  @Produces
  @Mock
  @Singleton
  TestClock clock() {
    return new TestClock();
  }
}
