package dev.priorauth.lambdatestkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An address that speaks TLS before one that does not: an engine in this process is reached as AWS
 * is. Its certificate is made for the occasion, so that only who is told trusts it.
 */
public final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final URI behind;
  private final HttpsServer server;

  public TlsFront(URI behind) throws IOException, GeneralSecurityException {
    this.behind = behind;
    folder = Files.createTempDirectory("tls-front");
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(certificate())));
    server.createContext("/", this::forward);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it is, by the name that its certificate has. */
  public URI endpoint() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  /** What tells a Java program, or a native one, to trust it. */
  public Map<String, String> trust() {
    return Map.of(
        "javax.net.ssl.trustStore",
        keys().toString(),
        "javax.net.ssl.trustStorePassword",
        PASSWORD);
  }

  private Path keys() {
    return folder.resolve("keys.p12");
  }

  /** Only keytool makes certificates without a library. */
  private Path certificate() throws IOException {
    var keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "front",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-storepass",
            PASSWORD,
            "-keystore",
            keys().toString());
    try {
      var process =
          new ProcessBuilder(keytool)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException("keytool ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return keys();
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void forward(HttpExchange call) throws IOException {
    try (call) {
      var request =
          HttpRequest.newBuilder(behind.resolve(call.getRequestURI()))
              .method(
                  call.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(call.getRequestBody().readAllBytes()));
      for (var name : List.of("Authorization", "Content-Type", "X-Amz-Target", "X-Amz-Date")) {
        call.getRequestHeaders()
            .getOrDefault(name, List.of())
            .forEach(value -> request.header(name, value));
      }
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> call.getResponseHeaders().set("Content-Type", type));
      call.sendResponseHeaders(answer.statusCode(), answer.body().length);
      call.getResponseBody().write(answer.body());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    client.close();
    Files.deleteIfExists(keys());
    Files.delete(folder);
  }
}
