package dev.priorauth.authorizations;

import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.Meter;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What stands in for the clock, the client, the bucket and the eligibility check, and what fills
 * the store.
 */
@Singleton
class StandIns {

  @Produces
  @Mock
  @Singleton
  TestClock clock() {
    return new TestClock();
  }

  @Produces
  @Singleton
  Meter meter() {
    return new Meter();
  }

  /** What each call costs is added up. */
  @Produces
  @Mock
  @Singleton
  DynamoDbClient client(
      Meter meter, @ConfigProperty(name = "quarkus.dynamodb.endpoint-override") URI endpoint) {
    return EmbeddedDynamoDb.client(endpoint, meter);
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
