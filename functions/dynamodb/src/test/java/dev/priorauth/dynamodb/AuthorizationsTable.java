package dev.priorauth.dynamodb;

import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An empty table of authorizations for each test, in an engine for each class. */
final class AuthorizationsTable implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private EmbeddedDynamoDb engine;
  private DynamoDbClient client;
  private int tables;

  DynamoDbClient client() {
    return client;
  }

  /** A client whose calls the interceptor sees or changes. */
  DynamoDbClient client(ExecutionInterceptor interceptor) {
    return EmbeddedDynamoDb.client(engine.endpoint(), interceptor);
  }

  /** A client on a line of its own. */
  DynamoDbClient client(SdkHttpClient line) {
    return DynamoDbClient.builder()
        .endpointOverride(engine.endpoint())
        .region(Region.of(EmbeddedDynamoDb.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    EmbeddedDynamoDb.ACCESS_KEY, EmbeddedDynamoDb.SECRET_KEY)))
        .httpClient(line)
        .build();
  }

  String name() {
    return "authorizations-" + tables;
  }

  AuthorizationStore store() {
    return new AuthorizationStore(client, name());
  }

  int items() {
    return client.scan(s -> s.tableName(name()).consistentRead(true)).count();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    engine = EmbeddedDynamoDb.inMemory();
    client = engine.client();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    newTable();
  }

  void newTable() {
    tables++;
    TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", name());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    engine.close();
  }
}
