package dev.priorauth.status;

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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The published books, until a test makes every question fail. */
@Alternative
@Singleton
class BreakableBooks implements Books {
  private final Books books;
  private volatile boolean broken;
  private volatile boolean unreachable;
  private volatile boolean forgetful;

  BreakableBooks(DynamoDbClient client, InstantSource clock) {
    books =
        new CachedBooks(
            PackagedVocabulary.load(),
            new RuleBookStore(client, FunctionResources.RULES_TABLE),
            BookReader::read,
            clock);
  }

  void breakDown(boolean down) {
    broken = down;
  }

  /** Whether the table does not answer. */
  void loseTouch(boolean now) {
    unreachable = now;
  }

  /** Whether former books cannot be found. */
  void forget(boolean now) {
    forgetful = now;
  }

  private Books whole() {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    if (unreachable) {
      throw SdkClientException.create("unreachable");
    }
    return books;
  }

  @Override
  public Vocabulary vocabulary() {
    return whole().vocabulary();
  }

  @Override
  public Optional<RuleBook> book(String payer) {
    return whole().book(payer);
  }

  @Override
  public List<RuleBook> all() {
    return whole().all();
  }

  @Override
  public Optional<RuleBook> byHash(String payer, String hash) {
    return forgetful ? Optional.empty() : whole().byHash(payer, hash);
  }
}
