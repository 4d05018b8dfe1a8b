package dev.priorauth.authorizations;

import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.EligibilityCheck;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.http.Callers;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the resources work with. */
@Singleton
class Wiring {
  private final DynamoDbClient client;
  private final String table;

  Wiring(
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.authorizations-table") String table) {
    this.client = client;
    this.table = table;
  }

  @Produces
  @Singleton
  Callers callers(JWTParser parser) {
    return new Callers(parser);
  }

  @Produces
  @Singleton
  ProfileStore profiles() {
    return new ProfileStore(client, table);
  }

  @Produces
  @Singleton
  WebhookAddresses webhookAddresses() {
    return WebhookAddresses.PUBLIC;
  }

  @Produces
  @Singleton
  AuthorizationStore authorizations() {
    return new AuthorizationStore(client, table);
  }

  @Produces
  @Singleton
  HandlingPolicy policy(
      @ConfigProperty(name = "priorauth.decides-for") Optional<List<String>> administrators) {
    return new HandlingPolicy(Set.copyOf(administrators.orElse(List.of())));
  }

  /** No payer offers an interface that this could ask. */
  @Produces
  @Singleton
  EligibilityCheck eligibility() {
    return _ -> Eligibility.unknown("No eligibility interface of the payer is connected.");
  }

  @Produces
  @Singleton
  Submitting submitting(
      AuthorizationStore authorizations,
      Books books,
      HandlingPolicy policy,
      EligibilityCheck eligibility) {
    SecureRandom random = new SecureRandom();
    return new Submitting(
        authorizations, books, policy, eligibility, () -> AuthorizationId.of(random.nextLong()));
  }
}
