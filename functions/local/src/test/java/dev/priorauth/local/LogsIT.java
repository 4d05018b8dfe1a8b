package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every documented operation is asked, well and badly, with data that can be recognized: nothing
 * that says something about a person gets into what the service prints, every status is a
 * documented one, and none is a failure.
 */
class LogsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final String FREE_TEXT = "Zebrawhisper";

  /** By the name of the member, as bodies have it; every other text takes {@link #FREE_TEXT}. */
  private static final Map<String, String> MARKS =
      Map.ofEntries(
          Map.entry("id", "XXP909182736"),
          Map.entry("memberId", "XXP909182736"),
          Map.entry("firstName", "Philippoussis"),
          Map.entry("lastName", "Quibblesworth"),
          Map.entry("dateOfBirth", "1931-07-19"),
          Map.entry("reference", "ACMP5550199"),
          Map.entry("name", "Zebrawhisper.pdf"),
          Map.entry("pageNote", "1: Zebrawhisper"),
          Map.entry("text", FREE_TEXT),
          Map.entry("reason", FREE_TEXT),
          Map.entry("contact", FREE_TEXT),
          Map.entry("email", "quibble@practice.example"),
          Map.entry("phone", "617-555-0142"),
          Map.entry("organization", "Zebrawhisper"));

  private static final String WRONG_TOKEN = "Bearer Wrongtokenmark";
  private static final String ORIGIN_KEY = "Originkeymark";
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
          "Wrongtokenmark",
          ORIGIN_KEY,
          // As Submitted makes them.
          "XXP1000",
          "Lovelace",
          "1980-05-17",
          Tokens.NPI,
          Tokens.OTHER_NPI);

  private record Answer(int status, String body) {}

  /** The ids of the operations that gave an answer, and no refusal. */
  private final Set<String> answered = new TreeSet<>();

  @Test
  void log_saysNothingAboutPeople_whateverIsAsked(@TempDir Path folder) throws Exception {
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = engine.client();
        LocalProcess process = LocalProcess.start(folder, settings(engine)).ready()) {
      int port = process.port();
      clock(port, TestClock.START.toString());
      List<String> references = submit(port, "early");
      for (Route route : Route.all()) {
        ask(port, route, references);
      }
      // What was there has been withdrawn by now.
      submit(port, "late");
      askWell(port, states(client, port));
      clock(port, "2028-01-01T12:00:00Z");
      Answer sweep = send(port, "POST", "/local/sweep", "", "");
      assertThat(json(sweep.body()).get("examined").asInt()).isPositive();
      await(() -> process.log().contains("\"event\":\"stream\""));

      String whole = process.log();
      clock(port, TestClock.START.toString());
      List<Integer> statuses = askWithoutTables(port, client, references);
      process.stop();

      assertThat(routes(whole))
          .containsAll(Route.all().stream().map(Route::toString).toList())
          .contains("none");
      assertThat(answered)
          .as("operations that were asked well")
          .containsAll(Route.all().stream().map(Route::id).toList());
      assertThat(whole).contains("\"book\":\"", "\"outcome\":\"answered\"", "\"event\":\"sweep\"");
      assertThat(whole).contains("\"result\":\"undetermined\"", "\"result\":\"pended\"");
      assertThat(statuses).as("without tables").anyMatch(status -> status >= 500);
      String printed = process.log();
      assertThat(printed.substring(whole.length()))
          .contains("\"outcome\":\"failed\"", "ResourceNotFoundException");
      assertThat(printed.lines().filter(line -> FORBIDDEN.stream().anyMatch(line::contains)))
          .isEmpty();
    }
  }

  private static Map<String, String> settings(EmbeddedDynamoDb engine) {
    return Map.of(
        "METRICS_NAMESPACE",
        "under-test",
        "ORIGIN_KEY",
        ORIGIN_KEY,
        "DYNAMODB_ENDPOINT",
        engine.endpoint().toString());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tenths = 0; tenths < 300 && !condition.getAsBoolean(); tenths++) {
      Thread.sleep(100);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static States states(DynamoDbClient client, int port) {
    String book = new RuleBookStore(client, "rules").current("bcbsma").orElseThrow().hash();
    return new States(
        new AuthorizationStore(client, "authorizations"),
        book,
        port,
        sent ->
            sent.with("Authorization: Bearer " + token(port, "reviewer"))
                .with("X-Origin-Key: " + ORIGIN_KEY));
  }

  /** Asks each operation for an authorization in the state that it needs, as everybody. */
  private void askWell(int port, States states) {
    writeProfile(port);
    for (Route route : Route.all().stream().filter(Route::needsToken).toList()) {
      for (String caller : callers(port)) {
        String id = states.of(route).id().text();
        for (String body : goodBodies(port, route)) {
          String path = path(route, id, "") + goodQuery(route);
          ask(route, send(port, route.method(), path, body, caller, id));
          id = states.of(route).id().text();
        }
      }
    }
  }

  /** The bodies that it takes; one that is empty where it takes none. */
  private static List<String> goodBodies(int port, Route route) {
    if (route.id().equals("markMessagesRead")) {
      return List.of(newestMessage(port));
    }
    return route.node().has("requestBody") ? examples(route.node()) : List.of("");
  }

  private static String newestMessage(int port) {
    String office = "Bearer " + token(port, "provider");
    Answer answer = send(port, "GET", "/v1/messages?limit=1", "", office);
    return "{\"ids\": [" + json(answer.body()).at("/messages/0/id") + "]}";
  }

  /** Asks each operation as well as can be, where the store fails in all that it does. */
  private List<Integer> askWithoutTables(int port, DynamoDbClient client, List<String> references) {
    List<String> callers = callers(port);
    for (String table : List.of("authorizations", "rules")) {
      client.deleteTable(delete -> delete.tableName(table));
    }
    List<Integer> statuses = new ArrayList<>();
    for (Route route : Route.all()) {
      for (String body : bodies(route.node())) {
        for (String caller : callers) {
          String path = path(route, references.getFirst(), "") + goodQuery(route);
          Answer answer = send(port, route.method(), path, body, caller, "none");
          ask(route, answer);
          statuses.add(answer.status());
        }
      }
    }
    return statuses;
  }

  /** The routes of the lines that the service printed about requests. */
  private static Set<String> routes(String printed) {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : printed.lines().filter(one -> one.startsWith("{\"_aws\"")).toList()) {
      JsonNode read = json(line);
      assertThat(read.get("requestId").asText()).isNotEmpty();
      if (read.has("route")) {
        assertThat(read.get("status").asInt()).as(line).isBetween(200, 499);
        lines.put(read.get("route").asText(), read);
      }
    }
    return lines.keySet();
  }

  /** Stands the clock still. */
  private static void clock(int port, String instant) {
    String body = "{\"instant\": \"" + instant + "\"}";
    assertThat(send(port, "PUT", "/local/clock", body, "").status()).isEqualTo(200);
  }

  private static void writeProfile(int port) {
    String office = "Bearer " + token(port, "provider");
    for (Route route : Route.all()) {
      if (route.id().equals("writeProfile")) {
        send(port, "PUT", route.path(), examples(route.node()).getFirst(), office);
      }
    }
  }

  /** Leaves authorizations with marks in them: the references of those that were submitted. */
  private List<String> submit(int port, String key) {
    writeProfile(port);
    String office = "Bearer " + token(port, "provider");
    List<String> references = new ArrayList<>();
    for (Route route : Route.all()) {
      if (route.id().equals("submitAuthorization")) {
        for (String body : examples(route.node())) {
          Answer answer = send(port, "POST", route.path(), body, office, key + references.size());
          assertThat(answer.status()).as(answer.body()).isEqualTo(201);
          answered.add(route.id());
          references.add(json(answer.body()).get("id").asText());
        }
      }
    }
    return references;
  }

  private void ask(int port, Route route, List<String> references) {
    String receipt = receipt(port);
    List<String> paths = new ArrayList<>();
    paths.add(route.path().replaceAll("\\{[^}]+}", MARKS.get("id")));
    for (String reference : references) {
      paths.add(path(route, reference, receipt));
    }
    for (String caller : callers(port)) {
      for (String body : bodies(route.node())) {
        for (String path : paths) {
          ask(port, route, path + goodQuery(route), body, caller);
        }
      }
      for (JsonNode parameter : route.parameters()) {
        String bad = "?" + parameter.get("name").asText() + "=" + encoded(FREE_TEXT);
        ask(port, route, paths.getFirst() + bad, bodies(route.node()).getLast(), caller);
      }
      String unknown = "?memberId=" + MARKS.get("memberId");
      ask(port, route, paths.getFirst() + unknown, bodies(route.node()).getLast(), caller);
    }
    send(port, route.method(), "/" + MARKS.get("lastName") + paths.getFirst(), "", "");
  }

  private static String path(Route route, String id, String receipt) {
    return route
        .path()
        .replace("{id}", route.path().startsWith("/v1/rules") ? "bcbsma.htr.authorization" : id)
        .replace("{number}", "1")
        .replace("{document}", "d1")
        .replace("{service}", "mri")
        .replace("{name}", "000_a49881d270052953.txt")
        .replace("{receipt}", receipt);
  }

  private void ask(int port, Route route, String path, String body, String caller) {
    ask(route, send(port, route.method(), path, body, caller));
  }

  private void ask(Route route, Answer answer) {
    assertThat(route.hasStatus(answer.status()))
        .as("%s: %d is documented: %s", route, answer.status(), answer.body())
        .isTrue();
    assertThat(answer.body()).doesNotContain("dev.priorauth.", ".java:", ORIGIN_KEY);
    if (answer.status() < 300) {
      answered.add(route.id());
    }
  }

  private static String goodQuery(Route route) {
    return switch (route.id()) {
      case "lookup" -> "?payer=bcbsma&service=mri";
      case "checklist" -> "?payer=bcbsma";
      case "authorizationByReference" -> "?reference=" + MARKS.get("reference");
      default -> "";
    };
  }

  /** Values of the header Authorization. */
  private static List<String> callers(int port) {
    List<String> callers = new ArrayList<>(List.of("", WRONG_TOKEN));
    for (String role : List.of("provider", "member", "reviewer", "operator")) {
      callers.add("Bearer " + token(port, role));
    }
    return callers;
  }

  private static String receipt(int port) {
    Answer answer = send(port, "GET", "/v1/requirements?payer=bcbsma&service=mri", "", "");
    return json(answer.body()).get("receipt").asText();
  }

  /** The examples with marks in what says something about a person. */
  private static List<String> examples(JsonNode operation) {
    List<String> examples = new ArrayList<>();
    for (JsonNode example : operation.at("/requestBody/content/application~1json/examples")) {
      examples.add(marked(example.get("value").deepCopy(), false).toString());
    }
    return examples;
  }

  private static List<String> bodies(JsonNode operation) {
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
    bodies.addAll(examples(operation));
    for (JsonNode example : json.path("examples")) {
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

  private static String token(int port, String role) {
    String asked =
        "{\"sub\": \"%s\", \"npi\": [\"1234567893\"], \"role\": \"%s\", \"administrators\": [\"bcbsma\"]}"
            .formatted(MARKS.get("memberId"), role);
    Answer answer = send(port, "POST", "/local/token", asked, "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer.body()).get("token").asText();
  }

  private static Answer send(
      int port, String method, String pathAndQuery, String body, String authorization) {
    return send(port, method, pathAndQuery, body, authorization, MARKS.get("reference"));
  }

  private static Answer send(
      int port,
      String method,
      String pathAndQuery,
      String body,
      String authorization,
      String idempotencyKey) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("User-Agent", FREE_TEXT)
            .header("X-Origin-Key", ORIGIN_KEY)
            .header("Idempotency-Key", idempotencyKey);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
