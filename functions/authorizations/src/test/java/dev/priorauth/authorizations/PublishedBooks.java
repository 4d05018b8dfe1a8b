package dev.priorauth.authorizations;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.CachedBooks;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.PackagedVocabulary;
import dev.priorauth.testkit.FunctionResources;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The published books, until a test takes them all away. */
@Alternative
@Singleton
class PublishedBooks implements Books {
  private final Books books;
  private volatile boolean none;

  PublishedBooks(DynamoDbClient client, InstantSource clock) {
    books =
        new CachedBooks(
            PackagedVocabulary.load(),
            new RuleBookStore(client, FunctionResources.RULES_TABLE),
            BookReader::read,
            clock);
  }

  void takeAway(boolean now) {
    none = now;
  }

  @Override
  public Vocabulary vocabulary() {
    return books.vocabulary();
  }

  @Override
  public Optional<RuleBook> book(String payer) {
    return none ? Optional.empty() : books.book(payer);
  }

  @Override
  public List<RuleBook> all() {
    return none ? List.of() : books.all();
  }

  @Override
  public Optional<RuleBook> byHash(String payer, String hash) {
    return none ? Optional.empty() : books.byHash(payer, hash);
  }
}
