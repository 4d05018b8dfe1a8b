package dev.priorauth.datewindows;

import dev.priorauth.dynamodb.PublishRules;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.rulebook.RuleFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A rules table with the rules of rules-json, published. */
public final class PublishedRules implements QuarkusTestResourceLifecycleManager, AutoCloseable {
  static final String TABLE = "rules";

  private EmbeddedDynamoDb engine;

  /** Starts the engine and publishes. */
  URI open() {
    engine = EmbeddedDynamoDb.inMemory();
    try (var client = engine.client()) {
      TableDefinitions.fromTemplate().createIfAbsent(client, "RulesTable", TABLE);
      boolean published =
          PublishRules.publish(
              RuleFolder.check(Path.of("..", "..", "rules-json")),
              new RuleBookStore(client, TABLE),
              Instant.parse("2026-11-01T00:00:00Z"),
              System.out);
      if (!published) {
        throw new IllegalStateException("rules-json is not sound");
      }
    }
    return engine.endpoint();
  }

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.dynamodb.endpoint-override",
        open().toString(),
        "quarkus.dynamodb.aws.region",
        EmbeddedDynamoDb.REGION,
        "quarkus.dynamodb.aws.credentials.type",
        "static",
        "quarkus.dynamodb.aws.credentials.static-provider.access-key-id",
        EmbeddedDynamoDb.ACCESS_KEY,
        "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key",
        EmbeddedDynamoDb.SECRET_KEY);
  }

  @Override
  public void stop() {
    engine.close();
  }

  @Override
  public void close() {
    stop();
  }
}
