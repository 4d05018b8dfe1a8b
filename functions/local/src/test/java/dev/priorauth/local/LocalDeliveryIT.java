package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an office and its system get from the process that {@code make run} starts. */
class LocalDeliveryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String NPI = "1234567893";
  private static final int SECONDS = 120; // even where many builds run at once

  /** What a receiver got. */
  private record Received(String signature, String body) {}

  private int port;

  @Test
  void systemAndRecipients_areToldOfWhatHappens(@TempDir Path folder) throws Exception {
    List<Received> received = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    HttpServer receiver = receiver(received, calls);
    try (LocalProcess process = LocalProcess.start(folder, Map.of()).ready()) {
      port = process.port();
      Path mails = process.data().resolve("mail");
      call("PUT", "/local/clock", "", "{\"instant\": \"2025-01-06T17:00:00Z\"}");
      String token = token("desk");
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      String secret =
          profile(token, "desk", "at-once", ", \"webhook\": {\"url\": \"" + url + "\"}")
              .at("/webhook/secret")
              .asText();
      profile(token("manager"), "manager", "daily", "");

      String first = withdrawn(token, "XXP900000001");
      await(() -> received.size() == 2);
      call("PUT", "/local/clock", "", "{\"instant\": \"2025-01-06T17:10:00Z\"}");
      String second = withdrawn(token, "XXP900000002");
      await(() -> received.size() == 4);

      // The receiver refused the first one once: it came again.
      assertThat(calls).hasValue(5);
      verifies(received, secret, List.of(first, second));
      replays(token, received);
      await(() -> files(mails).size() == 4);
      assertThat(files(mails))
          .anySatisfy(mail -> assertThat(mail).contains("A request waits for its decision."))
          .anySatisfy(mail -> assertThat(mail).contains("A request was withdrawn."))
          .allSatisfy(
              mail ->
                  assertThat(mail)
                      .contains(
                          "To: desk@harbor.example\r\n",
                          "http://localhost:" + port + "/#/authorizations/"));
      mailsOnceADay(mails, List.of(first, second));
      assertThat(received.toString() + files(mails))
          .doesNotContain("Quibblesworth", "XXP9", "1931", NPI, "physical");
      String key = Files.readString(process.data().resolve("webhook-key"));
      assertThat(process.log()).doesNotContain("Exception", "harbor.example", secret, key);

      process.stop();

      assertThat(process.log()).doesNotContain("Exception");
    } finally {
      receiver.stop(0);
    }
  }

  /** As a receiver does, with nothing but the secret. */
  private static void verifies(List<Received> received, String secret, List<String> subjects)
      throws Exception {
    List<String> told = new ArrayList<>();
    for (Received one : received) {
      String seconds = one.signature().replaceFirst("t=(\\d+),v1=.*", "$1");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      String hmac =
          HexFormat.of().formatHex(mac.doFinal((seconds + "." + one.body()).getBytes(UTF_8)));
      assertThat(one.signature()).isEqualTo("t=" + seconds + ",v1=" + hmac);
      assertThat(System.currentTimeMillis() / 1000 - Long.parseLong(seconds)).isBetween(0L, 300L);
      JsonNode event = JSON.readTree(one.body());
      told.add(event.get("type").asText() + " " + event.get("subject").asText());
    }
    // What was refused comes again later than what came after it.
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            subjects.stream()
                .flatMap(
                    id -> Stream.of("authorization.pended " + id, "authorization.withdrawn " + id))
                .toList());
  }

  /** What was sent is read again, from the beginning and from a cursor. */
  private void replays(String token, List<Received> received) throws Exception {
    call("PUT", "/local/clock", "", "{\"instant\": \"2025-01-06T18:00:00Z\"}");
    List<JsonNode> sent = new ArrayList<>();
    for (Received one : received) {
      sent.add(JSON.readTree(one.body()));
    }

    JsonNode all = call("GET", "/v1/events", token, "");
    JsonNode one = call("GET", "/v1/events?limit=1", token, "");
    JsonNode rest = call("GET", "/v1/events?after=" + one.get("cursor").asText(), token, "");

    assertThat(all.get("events")).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(one.get("events")).hasSize(1);
    List<JsonNode> together = new ArrayList<>();
    one.get("events").forEach(together::add);
    rest.get("events").forEach(together::add);
    assertThat(together).containsExactlyElementsOf(all.get("events"));
    JsonNode none = call("GET", "/v1/events?after=" + rest.get("cursor").asText(), token, "");
    assertThat(none.get("events")).isEmpty();
  }

  private void mailsOnceADay(Path mails, List<String> subjects) throws Exception {
    call("PUT", "/local/clock", "", "{\"instant\": \"2025-01-07T11:00:00Z\"}");

    call("POST", "/local/daily-mails", "", "");
    call("POST", "/local/daily-mails", "", "");

    assertThat(files(mails)).hasSize(5);
    assertThat(files(mails).getLast())
        .contains("To: manager@harbor.example\r\n", "4 messages of 2025-01-06")
        .contains(subjects);
  }

  private String token(String sub) throws Exception {
    String body =
        "{\"sub\": \"%s\", \"npi\": [\"%s\"], \"role\": \"provider\"}".formatted(sub, NPI);
    return call("POST", "/local/token", "", body).get("token").asText();
  }

  private JsonNode profile(String token, String sub, String mode, String more) throws Exception {
    return call(
        "PUT",
        "/v1/profile",
        token,
        """
        {"npi": "%s", "taxId": "12-3456789", "email": "%s@harbor.example", "phone": "617-555-0100",
         "fax": "617-555-0101", "organization": "Harbor Physical Therapy",
         "notifications": {"recipients": [{"email": "%s@harbor.example", "role": "scheduler"}],
                           "mode": "%s"}%s}"""
            .formatted(NPI, sub, sub, mode, more));
  }

  /** A request that is taken back. */
  private String withdrawn(String token, String member) throws Exception {
    String id =
        call(
                "POST",
                "/v1/authorizations",
                token,
                """
                {"payer": "bcbsma", "product": "commercial-hmo", "network": "in-network",
                 "channel": "electronic", "service": "physical-therapy",
                 "member": {"id": "%s", "firstName": "Ana", "lastName": "Quibblesworth",
                            "dateOfBirth": "1931-07-19"},
                 "requester": {"npi": "%s", "role": "pcp"}, "servicingProvider": {"npi": "%s"},
                 "diagnoses": [{"code": "M54.50", "role": "primary"}],
                 "serviceFrom": "2025-01-06", "visitsRequested": 6}"""
                    .formatted(member, NPI, NPI))
            .get("id")
            .asText();
    call(
        "POST",
        "/v1/authorizations/" + id + "/withdrawal",
        token,
        "{\"reason\": \"The member has moved.\"}");
    return id;
  }

  private JsonNode call(String method, String path, String token, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
      request.header("Idempotency-Key", Integer.toHexString(body.hashCode()));
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode())
        .as("%s %s: %s", method, path, answer.body())
        .isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  /** Refuses the first call, and takes all others. */
  private static HttpServer receiver(List<Received> received, AtomicInteger calls)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean taken = calls.getAndIncrement() > 0;
          exchange.sendResponseHeaders(taken ? 204 : 503, -1);
          exchange.close();
          if (taken) {
            received.add(
                new Received(exchange.getRequestHeaders().getFirst("Priorauth-Signature"), body));
          }
        });
    server.start();
    return server;
  }

  /** What the mails of a folder say, the oldest first. */
  private static List<String> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted()
          .map(LocalDeliveryIT::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tenths = 0; tenths < SECONDS * 10; tenths++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("It did not happen in time");
  }
}
