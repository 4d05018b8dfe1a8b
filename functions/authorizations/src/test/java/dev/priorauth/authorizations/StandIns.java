package dev.priorauth.authorizations;

import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What stands in for the clock, the bucket and the eligibility check, and what fills the store. */
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
  MemoryDocuments documents() {
    return new MemoryDocuments();
  }

  @Produces
  @Singleton
  Submitted submitted(AuthorizationStore store, Books books) {
    return new Submitted(store, books.book("bcbsma").orElseThrow().hash());
  }

  @Produces
  @Mock
  @Singleton
  SettableEligibility eligibility() {
    return new SettableEligibility();
  }
}
