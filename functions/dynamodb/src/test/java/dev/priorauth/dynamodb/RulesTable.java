package dev.priorauth.dynamodb;

import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import java.net.URI;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An empty rules table for each test, in an engine for each class. */
final class RulesTable implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private EmbeddedDynamoDb engine;
  private DynamoDbClient client;
  private int tables;

  DynamoDbClient client() {
    return client;
  }

  /** A client that lets the interceptor see, change or spoil its calls, and does not retry. */
  DynamoDbClient client(ExecutionInterceptor interceptor) {
    return DynamoDbClient.builder()
        .endpointOverride(engine.endpoint())
        .region(Region.of(EmbeddedDynamoDb.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    EmbeddedDynamoDb.ACCESS_KEY, EmbeddedDynamoDb.SECRET_KEY)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(
            o -> o.addExecutionInterceptor(interceptor).retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  URI endpoint() {
    return engine.endpoint();
  }

  String name() {
    return "rules-" + tables;
  }

  RuleBookStore books() {
    return new RuleBookStore(client, name());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    engine = EmbeddedDynamoDb.inMemory();
    client = engine.client();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    tables++;
    TableDefinitions.fromTemplate().createIfAbsent(client, "RulesTable", name());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    engine.close();
  }
}
