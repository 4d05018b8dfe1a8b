package dev.priorauth.authorizations;

import dev.priorauth.testkit.TestClock;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What stands in for the clock and the eligibility check. */
@Singleton
class StandIns {

  @Produces
  @Mock
  @Singleton
  TestClock clock() {
    return new TestClock();
  }

  @Produces
  @Mock
  @Singleton
  SettableEligibility eligibility() {
    return new SettableEligibility();
  }
}
