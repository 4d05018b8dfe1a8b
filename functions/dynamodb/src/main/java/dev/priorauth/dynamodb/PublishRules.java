package dev.priorauth.dynamodb;

import dev.priorauth.rulebook.CheckedRules;
import dev.priorauth.rulebook.RuleFolder;
import dev.priorauth.rulebook.StoredBook;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Checks a folder of rules and publishes a book for each payer.
 *
 * <p>The environment says where: {@code RULES_TABLE}, optionally {@code DYNAMODB_ENDPOINT} and
 * {@code RULES_JSON}, the folder; region and credentials as for any AWS client. Ends with 1 when
 * the folder is not sound or a book was not taken.
 */
public final class PublishRules {
  private PublishRules() {}

  public static void main(String... args) {
    System.exit(publish(System.getenv()) ? 0 : 1);
  }

  private static boolean publish(Map<String, String> environment) {
    Optional<String> table = given(environment, "RULES_TABLE");
    if (table.isEmpty()) {
      System.err.println("RULES_TABLE must name the table to publish to.");
      return false;
    }
    Path folder = Path.of(given(environment, "RULES_JSON").orElse("rules-json"));
    try (DynamoDbClient client = client(given(environment, "DYNAMODB_ENDPOINT"))) {
      RuleBookStore store = new RuleBookStore(client, table.get());
      return publish(RuleFolder.check(folder), store, Clock.systemUTC().instant(), System.out);
    } catch (SdkException e) {
      System.err.println("Table " + table.get() + " cannot be written: " + e.getMessage());
      return false;
    }
  }

  /**
   * Publishes the books of a checked folder, or prints what is wrong with it.
   *
   * @return whether every book is the current one now
   */
  public static boolean publish(
      CheckedRules rules, RuleBookStore store, Instant now, PrintStream out) {
    if (!rules.sound()) {
      rules.findings().forEach(out::println);
      out.printf("Nothing was published: %d findings.%n", rules.findings().size());
      return false;
    }
    boolean all = true;
    for (StoredBook book : rules.books()) {
      PublishResult result = store.publish(book, now);
      out.printf(
          "%s %s %d bytes: %s%n",
          book.payer(), book.hash(), book.compressed().length, describe(result));
      all &= isCurrent(result);
    }
    return all;
  }

  private static boolean isCurrent(PublishResult result) {
    return switch (result) {
      case PublishResult.Published _, PublishResult.Unchanged _ -> true;
      case PublishResult.Overtaken _, PublishResult.TooLarge _ -> false;
    };
  }

  private static String describe(PublishResult result) {
    return switch (result) {
      case PublishResult.Published(CurrentBook current) ->
          "published as version " + current.version();
      case PublishResult.Unchanged(CurrentBook current) ->
          "unchanged since " + current.publishedAt();
      case PublishResult.Overtaken(CurrentBook by) ->
          "not published, because "
              + by.hash()
              + " was published at the same time. Look at it, then publish again.";
      case PublishResult.TooLarge(_, int most) ->
          "not published, because a book has at most "
              + most
              + " bytes. Move rules or documents that nobody cites out of it.";
    };
  }

  private static DynamoDbClient client(Optional<String> endpoint) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create());
    endpoint.map(URI::create).ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
