package dev.priorauth.authorizations;

import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;

/** A table for authorizations and profiles, and the key of {@link Tokens}. */
public final class StoreAndKeys implements QuarkusTestResourceLifecycleManager {
  private EmbeddedDynamoDb engine;

  @Override
  public Map<String, String> start() {
    engine = EmbeddedDynamoDb.inMemory();
    try (var client = engine.client()) {
      TableDefinitions.fromTemplate()
          .createIfAbsent(client, "AuthorizationsTable", "authorizations");
    }
    return Map.of(
        "quarkus.dynamodb.endpoint-override",
        engine.endpoint().toString(),
        "quarkus.dynamodb.aws.region",
        EmbeddedDynamoDb.REGION,
        "quarkus.dynamodb.aws.credentials.type",
        "static",
        "quarkus.dynamodb.aws.credentials.static-provider.access-key-id",
        EmbeddedDynamoDb.ACCESS_KEY,
        "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key",
        EmbeddedDynamoDb.SECRET_KEY,
        "mp.jwt.verify.publickey",
        Base64.getEncoder().encodeToString(Tokens.KEYS.getPublic().getEncoded()),
        // The tests sign with the private key.
        "test.signing-key",
        Base64.getEncoder().encodeToString(Tokens.KEYS.getPrivate().getEncoded()));
  }

  @Override
  public void stop() {
    engine.close();
  }
}
