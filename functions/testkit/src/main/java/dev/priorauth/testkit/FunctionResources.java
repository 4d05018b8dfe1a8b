package dev.priorauth.testkit;

import dev.priorauth.dynamodb.PublishRules;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.rulebook.RuleFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What a function needs around it: both tables on the real engine, the rules of rules-json
 * published, a key for webhooks, and the public key of {@link Tokens}.
 */
public final class FunctionResources implements QuarkusTestResourceLifecycleManager, AutoCloseable {
  public static final String RULES_TABLE = "rules";
  public static final String AUTHORIZATIONS_TABLE = "authorizations";

  /** What the secrets of webhooks are made from. */
  public static final String WEBHOOK_KEY = "a key of webhooks that is for tests only";

  /** The setting from which tests take the key that they sign with. */
  static final String SIGNING_KEY = "test.signing-key";

  private static final Path RULES = Path.of("..", "..", "rules-json");
  private static final Instant PUBLISHED_AT = Instant.parse("2020-01-01T00:00:00Z");

  private EmbeddedDynamoDb engine;

  /** Starts the engine with tables and rules, and says where it answers. */
  public URI open() {
    engine = EmbeddedDynamoDb.inMemory();
    try (var client = engine.client()) {
      TableDefinitions tables = TableDefinitions.fromTemplate();
      tables.createIfAbsent(client, "RulesTable", RULES_TABLE);
      tables.createIfAbsent(client, "AuthorizationsTable", AUTHORIZATIONS_TABLE);
      RuleBookStore store = new RuleBookStore(client, RULES_TABLE);
      if (!PublishRules.publish(RuleFolder.check(RULES), store, PUBLISHED_AT, System.out)) {
        throw new IllegalStateException("rules-json is not sound");
      }
    }
    return engine.endpoint();
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.dynamodb.endpoint-override", open().toString());
    settings.put("quarkus.dynamodb.aws.region", EmbeddedDynamoDb.REGION);
    settings.put("quarkus.dynamodb.aws.credentials.type", "static");
    settings.put(
        "quarkus.dynamodb.aws.credentials.static-provider.access-key-id",
        EmbeddedDynamoDb.ACCESS_KEY);
    settings.put(
        "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key",
        EmbeddedDynamoDb.SECRET_KEY);
    settings.put("priorauth.webhook-key", WEBHOOK_KEY);
    settings.put("mp.jwt.verify.publickey", text(Tokens.KEYS.getPublic().getEncoded()));
    settings.put(SIGNING_KEY, text(Tokens.KEYS.getPrivate().getEncoded()));
    return settings;
  }

  private static String text(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
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
