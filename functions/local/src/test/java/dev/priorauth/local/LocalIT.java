package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.openapi.ApiDocument;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The process that {@code make run} starts. */
class LocalIT {

  /** The addresses that clients were promised. */
  private static final List<String> CONTRACT =
      List.of(
          "/v1/requirements",
          "/v1/requirements/batch",
          "/v1/receipts/{receipt}",
          "/v1/payers",
          "/v1/services",
          "/v1/programs",
          "/v1/codes",
          "/v1/contacts",
          "/v1/contacts/topics",
          "/v1/appeal-routes",
          "/v1/checklists/{service}",
          "/v1/rules",
          "/v1/rules/{id}",
          "/v1/rules/changes",
          "/v1/notices",
          "/v1/documents/{name}",
          "/v1/date-windows",
          "/v1/transitions/check",
          "/v1/authorizations",
          "/v1/authorizations/{id}",
          "/v1/authorizations/search",
          "/v1/verifications",
          "/v1/authorizations/{id}/outside-decision",
          "/v1/authorizations/{id}/determination",
          "/v1/authorizations/{id}/information",
          "/v1/authorizations/{id}/peer-to-peer",
          "/v1/authorizations/{id}/appeals",
          "/v1/authorizations/{id}/withdrawal",
          "/v1/authorizations/{id}/visits",
          "/v1/authorizations/{id}/service-dates",
          "/v1/authorizations/{id}/documents",
          "/v1/authorizations/{id}/documents/{document}",
          "/v1/authorizations/{id}/extensions",
          "/v1/authorizations/{id}/letters/{number}",
          "/v1/authorizations/{id}/sheet",
          "/v1/profile");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void process_answersAndKeepsItsData_untilItIsToldToStop(@TempDir Path folder) throws Exception {
    try (var process = LocalProcess.start(folder, Map.of()).ready()) {
      var port = process.port();
      assertThat(statusOf(port, "/q/health")).isEqualTo(200);
      assertThat(statusOf(port, "/no/such/path")).isEqualTo(404);
      assertThat(process.data()).isNotEmptyDirectory();
      for (Example example : Example.ALL) {
        assertThat(process.log()).contains(example.curl("http://localhost:" + port));
        assertThat(call(port, example).statusCode()).as(example.path()).isEqualTo(200);
      }

      servesTheWholeApi(port);
      var sweep = call(port, new Example("/local/sweep", Optional.of("")));
      assertThat(sweep.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(sweep.body()).get("examined").intValue()).isZero();
      var dry = call(port, new Example("/local/sweep", Optional.of("{\"dryRun\": true}")));
      assertThat(dry.statusCode()).isEqualTo(200);
      var wrong = call(port, new Example("/local/sweep", Optional.of("{\"dryRun\": \"yes\"}")));
      assertThat(wrong.statusCode()).isEqualTo(422);
      assertThat(wrong.body()).contains("$.dryRun");

      process.stop();

      assertThat(process.log())
          .contains("Ready on http://localhost:" + port, "stopped")
          .doesNotContain("Exception");
    }
  }

  @Test
  void process_isReady_whileTheEngineAnswersAndHasABookOfEachPayer(@TempDir Path folder)
      throws Exception {
    try (var engine = EmbeddedDynamoDb.inMemory();
        var client = engine.client();
        var process =
            LocalProcess.start(folder, Map.of("DYNAMODB_ENDPOINT", engine.endpoint().toString()))) {
      var port = process.ready().port();
      assertThat(health(port, 200)).containsEntry("status", "UP").containsKeys("bcbsma", "bcbsnc");

      client.deleteItem(
          delete ->
              delete
                  .tableName("rules")
                  .key(
                      Map.of(
                          "pk", AttributeValue.fromS("BOOK#bcbsnc"),
                          "sk", AttributeValue.fromS("CURRENT"))));
      assertThat(health(port, 503))
          .containsEntry("status", "DOWN")
          .containsEntry("bcbsnc", "none is published");

      client.deleteTable(delete -> delete.tableName("rules"));
      assertThat(health(port, 503)).containsEntry("status", "DOWN").containsKey("engine");
      assertThat(statusOf(port, "/q/health/live")).isEqualTo(200);
    }
  }

  /** What the check says, which is also the answer of the whole. */
  private static Map<String, String> health(int port, int status) throws Exception {
    var answer = call(port, new Example("/q/health/ready", Optional.empty()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    var check = JSON.readTree(answer.body()).at("/checks/0");
    var said = new HashMap<String, String>();
    said.put("status", check.get("status").asText());
    check.path("data").properties().forEach(one -> said.put(one.getKey(), one.getValue().asText()));
    return said;
  }

  @Test
  void process_saysWhatIsWrong_andEnds_whereTheRulesAreNotSound(@TempDir Path folder)
      throws Exception {
    var empty = Files.createDirectory(folder.resolve("rules"));
    try (var process = LocalProcess.start(folder, Map.of("RULES_JSON", empty.toString()))) {
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(process.log())
          .contains("sources/index.json", "Nothing was published")
          .doesNotContain("Ready on", "Exception");
    }
  }

  @Test
  void demo_printsWhatTheReadmeShows(@TempDir Path folder) throws Exception {
    try (var process = LocalProcess.start(folder, Map.of()).ready()) {
      var demo =
          new ProcessBuilder(
                  Path.of("..", "..", "scripts", "demo").toString(),
                  "http://localhost:" + process.port())
              .redirectErrorStream(true)
              .start();
      var printed = new String(demo.getInputStream().readAllBytes(), UTF_8);

      assertThat(demo.waitFor()).as(printed).isZero();
      assertThat(Files.readString(Path.of("..", "..", "README.md")))
          .contains("```\n$ make demo\n" + printed + "```");
    }
  }

  private static void servesTheWholeApi(int port) throws Exception {
    var served =
        JSON.readTree(call(port, new Example("/q/openapi?format=json", Optional.empty())).body());
    assertThat(served.get("paths").fieldNames()).toIterable().containsAll(CONTRACT);
    var whole = JSON.readTree(ApiDocument.of(WholeApi.DOCUMENTS).toString());
    for (String pointer : List.of("/info", "/servers", "/tags", "/paths", "/components")) {
      assertThat(differences(pointer, whole.at(pointer), served.at(pointer))).isEmpty();
    }
    assertThat(statusOf(port, "/q/swagger-ui/")).isEqualTo(200);
  }

  private static List<String> differences(String path, JsonNode expected, JsonNode served) {
    if (expected.equals(served)) {
      return List.of();
    }
    if (!expected.isObject() || !served.isObject()) {
      return List.of(path + ": not " + expected + " but " + served);
    }
    var names = new TreeSet<String>();
    expected.fieldNames().forEachRemaining(names::add);
    served.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .flatMap(
            name -> differences(path + "/" + name, expected.path(name), served.path(name)).stream())
        .toList();
  }

  private static HttpResponse<String> call(int port, Example example) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + example.path()));
    example
        .body()
        .ifPresent(
            json ->
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json)));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static int statusOf(int port, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
