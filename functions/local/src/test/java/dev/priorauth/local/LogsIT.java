package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.priorauth.openapi.ApiDocument;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every documented operation is asked, well and badly, with data that can be recognized: nothing
 * that says something about a person gets into what the service prints, every status is a
 * documented one, and none is a failure.
 */
class LogsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** By the name of the member, as bodies have it; every other text takes {@link #FREE_TEXT}. */
  private static final Map<String, String> MARKS =
      Map.ofEntries(
          Map.entry("id", "XXP909182736"),
          Map.entry("memberId", "XXP909182736"),
          Map.entry("firstName", "Philippoussis"),
          Map.entry("lastName", "Quibblesworth"),
          Map.entry("dateOfBirth", "1931-07-19"),
          Map.entry("reference", "ACMP5550199"),
          Map.entry("email", "quibble@practice.example"),
          Map.entry("phone", "617-555-0142"),
          Map.entry("organization", "Zebrawhisper"));

  private static final String FREE_TEXT = "Zebrawhisper";
  private static final String WRONG_TOKEN = "Bearer Wrongtokenmark";
  private static final Set<String> FORBIDDEN =
      Set.of(
          "XXP909182736",
          "Philippoussis",
          "Quibblesworth",
          "1931-07-19",
          "ACMP5550199",
          "quibble@",
          "617-555-0142",
          FREE_TEXT,
          "Wrongtokenmark");

  private record Sent(int status, String body) {}

  @Test
  void log_saysNothingAboutPeople_whateverIsAsked(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    int port = freePort();
    Process process = start(port, folder.resolve("data"), log);
    try {
      awaitReady(process, log);
      List<String> operations = new ArrayList<>();
      JsonNode paths = ApiDocument.of(WholeApi.DOCUMENTS).get("paths");
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          String method = operation.getKey().toUpperCase(Locale.ROOT);
          operations.add(method + " " + path.getKey());
          ask(port, method, path.getKey(), operation.getValue());
        }
      }

      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      String printed = Files.readString(log);
      assertThat(operations).hasSizeGreaterThan(10);
      assertThat(routes(printed)).containsAll(operations).contains("none");
      assertThat(printed.lines().filter(line -> FORBIDDEN.stream().anyMatch(line::contains)))
          .isEmpty();
      assertThat(printed).contains("\"book\":\"", "\"outcome\":\"answered\"");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The routes of the lines that the service printed about requests. */
  private static Set<String> routes(String printed) throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : printed.lines().filter(one -> one.startsWith("{\"_aws\"")).toList()) {
      JsonNode read = JSON.readTree(line);
      assertThat(read.get("requestId").asText()).isNotEmpty();
      assertThat(read.get("status").asInt()).as(line).isBetween(200, 499);
      lines.put(read.get("route").asText(), read);
    }
    return lines.keySet();
  }

  private static void ask(int port, String method, String template, JsonNode operation)
      throws Exception {
    String path = template.replaceAll("\\{[^}]+}", MARKS.get("id"));
    List<String> queries = new ArrayList<>(List.of(""));
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asText(parameter.path("$ref").asText());
      queries.add("?" + name.substring(name.lastIndexOf('/') + 1) + "=" + encoded(FREE_TEXT));
    }
    queries.add("?memberId=" + MARKS.get("memberId"));
    List<String> authorizations = new ArrayList<>(List.of("", WRONG_TOKEN));
    for (String role : List.of("provider", "member")) {
      authorizations.add("Bearer " + token(port, role));
    }
    for (String authorization : authorizations) {
      for (String query : queries) {
        for (String body : bodies(operation)) {
          Sent answer = send(port, method, path + query, body, authorization);
          assertThat(operation.get("responses").has(Integer.toString(answer.status())))
              .as("%s %s: %d is documented: %s", method, template, answer.status(), answer.body())
              .isTrue();
          assertThat(answer.body()).doesNotContain("dev.priorauth.", ".java:");
        }
      }
    }
    send(port, method, "/" + MARKS.get("lastName") + path, "", "");
  }

  private static List<String> bodies(JsonNode operation) throws IOException {
    JsonNode json = operation.at("/requestBody/content/application~1json");
    if (json.isMissingNode()) {
      return List.of("");
    }
    List<String> bodies =
        new ArrayList<>(
            List.of(
                "{\"" + FREE_TEXT + "\": \"" + FREE_TEXT + "\"}",
                "{\"" + FREE_TEXT,
                "\"" + FREE_TEXT + "\""));
    for (JsonNode example : json.path("examples")) {
      bodies.add(marked(example.get("value").deepCopy(), false).toString());
      bodies.add(marked(example.get("value").deepCopy(), true).toString());
    }
    return bodies;
  }

  /**
   * The value with marks in it.
   *
   * @param everywhere in all texts, and not only in those that say something about a person
   */
  private static JsonNode marked(JsonNode value, boolean everywhere) {
    if (value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              member -> {
                boolean text = member.getValue().isTextual();
                if (text && (everywhere || MARKS.containsKey(member.getKey()))) {
                  String mark = MARKS.getOrDefault(member.getKey(), FREE_TEXT);
                  member.setValue(TextNode.valueOf(mark));
                } else {
                  marked(member.getValue(), everywhere);
                }
              });
    } else if (value instanceof ArrayNode array) {
      array.forEach(item -> marked(item, everywhere));
    }
    return value;
  }

  private static String token(int port, String role) throws Exception {
    String asked =
        "{\"sub\": \"%s\", \"npi\": [\"1234567893\"], \"role\": \"%s\"}"
            .formatted(MARKS.get("memberId"), role);
    Sent answer = send(port, "POST", "/local/token", asked, "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).get("token").asText();
  }

  private static Sent send(
      int port, String method, String pathAndQuery, String body, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("User-Agent", FREE_TEXT)
            .header("Idempotency-Key", MARKS.get("reference"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    return new Sent(answer.statusCode(), answer.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Process start(int port, Path data, Path log) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    command.environment().put("PORT", Integer.toString(port));
    command.environment().put("DATA", data.toString());
    command.environment().put("RULES_JSON", Path.of("..", "..", "rules-json").toString());
    command.environment().put("METRICS_NAMESPACE", "under-test");
    command.environment().remove("DYNAMODB_ENDPOINT");
    return command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void awaitReady(Process process, Path log) throws Exception {
    for (int tenths = 0; tenths < 300; tenths++) {
      if (Files.readString(log).contains("Ready on")) {
        return;
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("Not ready:\n" + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
