package dev.priorauth.local;

import dev.priorauth.dynamodb.PublishRules;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.rulebook.RuleFolder;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The DynamoDB engine of this process: an embedded one whose data stay in the folder {@code DATA},
 * or the one at {@code DYNAMODB_ENDPOINT}.
 */
@ApplicationScoped
class LocalStore {

  private static final String ENDPOINT = "quarkus.dynamodb.endpoint-override";

  // Opened before the container, which therefore cannot own it.
  private static EmbeddedDynamoDb embedded;

  /**
   * Starts the engine, tells Quarkus where it is, makes what is missing in it and publishes the
   * rules.
   *
   * @return false, with the engine stopped and the findings printed, where the rules are not sound
   */
  static synchronized boolean open() {
    var config = ConfigProvider.getConfig();
    var endpoint = environment("DYNAMODB_ENDPOINT").map(URI::create).orElseGet(LocalStore::start);
    System.setProperty(ENDPOINT, endpoint.toString());
    try (var client = EmbeddedDynamoDb.client(endpoint)) {
      createTables(client, config);
      if (publishRules(client, config)) {
        return true;
      }
    }
    stop();
    return false;
  }

  private static URI start() {
    embedded = EmbeddedDynamoDb.inFolder(data());
    return embedded.endpoint();
  }

  private static void createTables(DynamoDbClient client, Config config) {
    var tables = TableDefinitions.fromTemplate();
    tables.createIfAbsent(
        client, "RulesTable", config.getValue("priorauth.rules-table", String.class));
    String authorizations = config.getValue("priorauth.authorizations-table", String.class);
    tables.createIfAbsent(client, "AuthorizationsTable", authorizations);
    openStream(client, authorizations);
  }

  /** Other tables for tests have no stream, because nobody reads it. */
  private static void openStream(DynamoDbClient client, String table) {
    if (client.describeTable(t -> t.tableName(table)).table().streamSpecification() == null) {
      client.updateTable(
          t ->
              t.tableName(table)
                  .streamSpecification(
                      stream ->
                          stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    }
  }

  /** Reads the streams of the same engine; the caller closes it. */
  static DynamoDbStreamsClient streams() {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(URI.create(System.getProperty(ENDPOINT)))
        .region(Region.of(EmbeddedDynamoDb.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    EmbeddedDynamoDb.ACCESS_KEY, EmbeddedDynamoDb.SECRET_KEY)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private static boolean publishRules(DynamoDbClient client, Config config) {
    return PublishRules.publish(
        RuleFolder.check(Path.of(config.getValue("priorauth.rules-json", String.class))),
        new RuleBookStore(client, config.getValue("priorauth.rules-table", String.class)),
        Clock.systemUTC().instant(),
        System.out);
  }

  /** The folder in which everything is kept. */
  static Path data() {
    return Path.of(environment("DATA").orElse(".data"));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  /** After every other observer, so that nobody finds the engine gone. */
  void close(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
    stop();
  }

  private static synchronized void stop() {
    if (embedded != null) {
      embedded.close();
      embedded = null;
    }
  }
}
