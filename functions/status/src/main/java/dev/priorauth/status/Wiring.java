package dev.priorauth.status;

import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.CachedBooks;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.http.Callers;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.PackagedVocabulary;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the resources work with. */
@Singleton
class Wiring {
  private final DynamoDbClient client;

  Wiring(DynamoDbClient client) {
    this.client = client;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Books books(@ConfigProperty(name = "priorauth.rules-table") String table, InstantSource clock) {
    return new CachedBooks(
        PackagedVocabulary.load(), new RuleBookStore(client, table), BookReader::read, clock);
  }

  @Produces
  @Singleton
  AuthorizationStore authorizations(
      @ConfigProperty(name = "priorauth.authorizations-table") String table) {
    return new AuthorizationStore(client, table);
  }

  @Produces
  @Singleton
  Callers callers(JWTParser parser) {
    return new Callers(parser);
  }
}
