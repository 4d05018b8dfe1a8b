package dev.priorauth.embedded;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Amazon DynamoDB Local inside this process, reachable from this machine only.
 *
 * <p>Its own server class would listen on every network interface and report its start to Amazon;
 * this class puts the same request handler behind a server on the loopback address, and reports
 * nothing. All regions and credentials see the same tables.
 *
 * <p>DynamoDB Local deletes items within seconds once their time to live has passed, where AWS may
 * take days. Tests therefore use no time to live in the past.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

  /** The region and credentials that {@link #client()} uses; the engine accepts any. */
  public static final String REGION = "us-east-1";

  public static final String ACCESS_KEY = "local";
  public static final String SECRET_KEY = "local";

  private static final int ANY_FREE_PORT = 0;

  // The engine tells every request, and every condition that fails, which is often what a test
  // wants. Held, because a logger that nobody holds forgets its level.
  private static final Map<Logger, Level> QUIET =
      Map.of(
          Logger.getLogger("com.amazonaws.services.dynamodbv2"), Level.SEVERE,
          Logger.getLogger("com.amazonaws.util.Base64"), Level.SEVERE,
          Logger.getLogger("com.almworks.sqlite4java"), Level.WARNING,
          Logger.getLogger("org.eclipse.jetty"), Level.WARNING);

  // Both are empty where the engine is another one, which others start and stop.
  private final Optional<Server> server;
  private final Optional<LocalDynamoDBServerHandler> handler;
  private final URI endpoint;

  /**
   * Everything is lost at {@link #close()}. Tests use it: where {@code DYNAMODB_ENDPOINT} names
   * another engine on this machine, it is that one, with all its tables deleted.
   */
  public static EmbeddedDynamoDb inMemory() {
    return other()
        .map(EmbeddedDynamoDb::emptied)
        .orElseGet(() -> new EmbeddedDynamoDb(Optional.empty()));
  }

  /** Deletes all tables of the engine that {@code DYNAMODB_ENDPOINT} names, if it names one. */
  public static void emptyOther() {
    other().map(EmbeddedDynamoDb::emptied).ifPresent(EmbeddedDynamoDb::close);
  }

  private static Optional<URI> other() {
    return Optional.ofNullable(System.getenv("DYNAMODB_ENDPOINT"))
        .filter(endpoint -> !endpoint.isBlank())
        .map(URI::create);
  }

  /**
   * Another engine, without its tables.
   *
   * @throws IllegalArgumentException if it is not on this machine, where somebody may need them
   */
  static EmbeddedDynamoDb emptied(URI endpoint) {
    if (!isOnThisMachine(endpoint)) {
      throw new IllegalArgumentException(
          endpoint + " is not on this machine: tests would delete its tables");
    }
    try (var client = client(endpoint)) {
      client
          .listTablesPaginator()
          .tableNames()
          .forEach(
              table -> {
                client.deleteTable(t -> t.tableName(table));
                client.waiter().waitUntilTableNotExists(t -> t.tableName(table)).matched();
              });
    }
    return new EmbeddedDynamoDb(endpoint);
  }

  private static boolean isOnThisMachine(URI endpoint) {
    try {
      return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /** Tables and items are kept in {@code folder}, which is made where it does not exist. */
  public static EmbeddedDynamoDb inFolder(Path folder) {
    return new EmbeddedDynamoDb(Optional.of(folder));
  }

  private EmbeddedDynamoDb(URI endpoint) {
    server = Optional.empty();
    handler = Optional.empty();
    this.endpoint = endpoint;
  }

  private EmbeddedDynamoDb(Optional<Path> folder) {
    QUIET.forEach(Logger::setLevel);
    try {
      if (folder.isPresent()) {
        Files.createDirectories(folder.get());
      }
      var shared = true;
      var delayTransientStatuses = false;
      var requests =
          new LocalDynamoDBRequestHandler(
              0,
              folder.isEmpty(),
              folder.map(Path::toString).orElse(null),
              shared,
              delayTransientStatuses);
      var embedded = new LocalDynamoDBServerHandler(requests, null);
      var listening = new Server(new InetSocketAddress("127.0.0.1", ANY_FREE_PORT));
      listening.setHandler(embedded);
      listening.start();
      handler = Optional.of(embedded);
      server = Optional.of(listening);
      var boundPort = ((ServerConnector) listening.getConnectors()[0]).getLocalPort();
      endpoint = URI.create("http://127.0.0.1:" + boundPort);
    } catch (IOException e) {
      throw new IllegalStateException("Embedded DynamoDB cannot start: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalStateException("Embedded DynamoDB cannot start", e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** A new client of this engine; the caller closes it. */
  public DynamoDbClient client() {
    return client(endpoint);
  }

  /**
   * A client with the local region and credentials for any engine that does not check them.
   *
   * @param interceptors see or change its calls
   */
  public static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.executionInterceptors(List.of(interceptors)))
        .build();
  }

  @Override
  public void close() {
    try {
      if (server.isPresent()) {
        server.get().stop();
        handler.orElseThrow().close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("Embedded DynamoDB did not stop cleanly", e);
    }
  }
}
