package dev.priorauth.authorizations;

import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.http.Callers;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
  AuthorizationStore authorizations() {
    return new AuthorizationStore(client, table);
  }
}
