package dev.priorauth.authorizations;

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

  @Produces
  @Singleton
  Callers callers(JWTParser parser) {
    return new Callers(parser);
  }

  @Produces
  @Singleton
  ProfileStore profiles(
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.authorizations-table") String table) {
    return new ProfileStore(client, table);
  }
}
