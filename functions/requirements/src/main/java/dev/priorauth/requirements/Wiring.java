package dev.priorauth.requirements;

import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.CachedBooks;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.PackagedVocabulary;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the function is made of. */
@Singleton
public class Wiring {
  private final DynamoDbClient client;
  private final String table;

  public Wiring(
      DynamoDbClient client, @ConfigProperty(name = "priorauth.rules-table") String table) {
    this.client = client;
    this.table = table;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  Books books(InstantSource clock) {
    return new CachedBooks(
        PackagedVocabulary.load(), new RuleBookStore(client, table), BookReader::read, clock);
  }
}
