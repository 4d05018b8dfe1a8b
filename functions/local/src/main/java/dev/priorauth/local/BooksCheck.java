package dev.priorauth.local;

import dev.priorauth.core.facts.Vocabulary.Payer;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.CurrentBook;
import dev.priorauth.dynamodb.RuleBookStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Whether questions can be answered: the engine answers, and has a current book of each payer. The
 * books themselves are not read.
 */
@Readiness
@Singleton
class BooksCheck implements HealthCheck {
  private final Books books;
  private final RuleBookStore store;

  BooksCheck(
      Books books,
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.rules-table") String table) {
    this.books = books;
    this.store = new RuleBookStore(client, table);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("rule books").up();
    try {
      for (Payer payer : books.vocabulary().payers()) {
        Optional<CurrentBook> book = store.current(payer.id());
        answer.withData(payer.id(), book.map(CurrentBook::hash).orElse("none is published"));
        if (book.isEmpty()) {
          answer.down();
        }
      }
    } catch (SdkException e) {
      answer.down().withData("engine", e.getClass().getSimpleName());
    }
    return answer.build();
  }
}
