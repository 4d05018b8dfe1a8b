package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.dynamodb.PublishRules;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.HttpAnswer;
import dev.priorauth.lambdatestkit.HttpEvent;
import dev.priorauth.lambdatestkit.LambdaProcess;
import dev.priorauth.lambdatestkit.Printed;
import dev.priorauth.lambdatestkit.TlsFront;
import dev.priorauth.rulebook.RuleFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The zip that is deployed, started as Lambda starts it, on a table with the real rules. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {
  private static final String TABLE = "rules";
  private static final String MRI =
      "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient"
          + "&on=2025-01-10";

  /** As the template gives it. */
  private static final Duration TIME_OF_THE_FUNCTION = Duration.ofSeconds(10);

  private static EmbeddedDynamoDb engine;
  private static LambdaProcess function;

  @BeforeAll
  static void start() {
    engine = EmbeddedDynamoDb.inMemory();
    try (var client = engine.client()) {
      TableDefinitions.fromTemplate().createIfAbsent(client, "RulesTable", TABLE);
      boolean published =
          PublishRules.publish(
              RuleFolder.check(Path.of("..", "..", "rules-json")),
              new RuleBookStore(client, TABLE),
              RealRules.NOW,
              System.out);
      assertThat(published).isTrue();
    }
    function =
        LambdaProcess.start(
            Path.of("target", "function.zip"),
            Map.of(
                "RULES_TABLE",
                TABLE,
                "DYNAMODB_ENDPOINT",
                engine.endpoint().toString(),
                "METRICS_NAMESPACE",
                "the-stack"));
  }

  @AfterAll
  static void stop() {
    function.close();
    engine.close();
  }

  private static HttpAnswer call(String event) {
    return HttpAnswer.of(function.invoke(event));
  }

  @Test
  void lookup_isAnswered_andItsReceiptGivesTheSameBytesAgain() {
    HttpAnswer answer = call(HttpEvent.get(MRI));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().get("Content-Type")).isEqualTo(List.of("application/json"));
    JsonNode json = Api.tree(answer.body());
    assertThat(json.get("answer").asText()).isEqualTo("authorization-required");

    HttpAnswer again = call(HttpEvent.get("/v1/receipts/" + json.get("receipt").asText()));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body())
        .startsWith(answer.body().substring(0, answer.body().length() - 1) + ",\"today\":");
  }

  @Test
  void batchOfFiveHundred_isAnswered_withinWhatLambdaTakes() {
    String rows =
        IntStream.range(0, 500)
            .mapToObj(i -> i + ",bcbsma,commercial-hmo,mri,outpatient," + i % 90)
            .collect(Collectors.joining("\n", "id,payer,product,service,setting,age\n", "\n"));

    String raw = function.invoke(HttpEvent.post("/v1/requirements/batch", "text/csv", rows));

    assertThat(raw.length()).isLessThan(6_000_000);
    JsonNode results = Api.tree(HttpAnswer.of(raw).body()).get("results");
    assertThat(results).hasSize(500);
    String receipt = results.get(499).at("/requirement/receipt").asText();
    assertThat(call(HttpEvent.get("/v1/receipts/" + receipt)).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource({
    "GET,    /no/such/path,                              '',   404",
    "GET,    /v1/requirements?payer=nobody,              '',   400",
    "GET,    /v1/receipts/r-00000000000000000000000000000000, '', 404",
    "GET,    /v1/documents/000_a49881d270052953.txt,     '',   200",
    "GET,    /v1/programs?limit=100,                     '',   200",
    "GET,    /v1/rules/bcbsma.htr.authorization,         '',   200",
    "GET,    /v1/services?q=knee%20mri,                  '',   200",
    "DELETE, /v1/requirements,                           '',   405",
    "POST,   /v1/requirements/batch,                     '{',  400",
    "POST,   /v1/requirements/batch,                     '{}', 422",
  })
  void events_areAnsweredWithTheirStatus(String method, String route, String body, int status) {
    HttpAnswer answer =
        call(
            HttpEvent.of(
                method,
                route,
                Map.of("content-type", "application/json"),
                body.isEmpty() ? null : body));

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().get("Content-Type"))
        .isEqualTo(List.of(status == 200 ? "application/json" : "application/problem+json"));
  }

  @Test
  void queryThatCannotBeDecoded_isRefused_byQuarkusItself() {
    HttpAnswer answer = call(HttpEvent.get("/v1/requirements?payer=%zz&service=mri"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void bodyOverOneMebibyte_isTooLarge() {
    String body = "[" + " ".repeat(1 << 20) + "]";

    assertThat(call(HttpEvent.post("/v1/requirements/batch", "application/json", body)).status())
        .isEqualTo(413);
  }

  @Test
  void rules_areReadOverTls_fromWhomIsTrusted_andFromNobodyElse() throws Exception {
    try (TlsFront front = new TlsFront(engine.endpoint())) {
      Path zip = Path.of("target", "function.zip");
      Map<String, String> environment =
          Map.of("RULES_TABLE", TABLE, "DYNAMODB_ENDPOINT", front.endpoint().toString());
      String lookup = HttpEvent.get(MRI);
      try (LambdaProcess trusting = LambdaProcess.start(zip, environment, front.trust())) {
        assertThat(HttpAnswer.of(trusting.invoke(lookup)).status()).isEqualTo(200);
      }
      try (LambdaProcess asDeployed = LambdaProcess.start(zip, environment)) {
        assertThat(HttpAnswer.of(asDeployed.invoke(lookup)).status()).isEqualTo(503);
        assertThat(asDeployed.log()).contains("SSLHandshakeException");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    MRI + ", 200, authorization-required",
    "/v1/requirements?payer=bcbsma&service=mri, 200, undetermined",
    "/v1/requirements?payer=nobody, 400, ",
    "/no/such/path, 404, ",
  })
  void request_isLoggedUnderTheIdOfApiGateway_withItsResult(
      String route, int status, String result) {
    HttpAnswer answer = call(HttpEvent.get(route));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().get("X-Request-Id")).containsExactly(HttpEvent.REQUEST_ID);
    JsonNode line = Printed.metrics(function.log()).getLast();
    assertThat(line.get("requestId").asText()).isEqualTo(HttpEvent.REQUEST_ID);
    assertThat(line.get("status").intValue()).isEqualTo(status);
    assertThat(line.path("result").textValue()).isEqualTo(result);
  }

  @Test
  void request_isLoggedUnderItsOwnId_whereItBringsOne() {
    call(HttpEvent.of("GET", MRI, Map.of("x-request-id", "office-7"), null));

    assertThat(Printed.metrics(function.log()).getLast().get("requestId").asText())
        .isEqualTo("office-7");
  }

  @Test
  void whatDoesNotShowTheOriginKey_isRefused_whateverItIs() {
    String key = "Originkeymark";
    Map<String, String> environment =
        Map.of(
            "RULES_TABLE",
            TABLE,
            "DYNAMODB_ENDPOINT",
            engine.endpoint().toString(),
            "METRICS_NAMESPACE",
            "under-test",
            "ORIGIN_KEY",
            key);
    try (LambdaProcess behind =
        LambdaProcess.start(Path.of("target", "function.zip"), environment)) {
      String tooLarge = " ".repeat((1 << 20) + 1);
      for (String refused :
          List.of(
              HttpEvent.get(MRI),
              HttpEvent.of("GET", MRI, Map.of("x-origin-key", ""), null),
              HttpEvent.of("GET", MRI, Map.of("x-origin-key", key.toLowerCase(Locale.ROOT)), null),
              HttpEvent.of("GET", MRI, Map.of("x-origin-key", key + "," + key), null),
              HttpEvent.get("/no/such/path"),
              HttpEvent.post("/v1/requirements/batch", "nonsense", tooLarge),
              HttpEvent.of("DELETE", "/v1/requirements", Map.of(), null))) {
        HttpAnswer answer = HttpAnswer.of(behind.invoke(refused));
        assertThat(answer.status()).as(refused).isEqualTo(403);
        assertThat(Api.tree(answer.body()).get("type").asText())
            .isEqualTo("urn:priorauth:problem:wrong-address");
        assertThat(answer.headers()).containsKey("X-Request-Id");
      }
      assertThat(behind.log())
          .contains("\"outcome\":\"refused\"", "\"route\":\"GET /v1/requirements\"");

      String shown = HttpEvent.of("GET", MRI, Map.of("x-origin-key", key), null);
      assertThat(HttpAnswer.of(behind.invoke(shown)).status()).isEqualTo(200);
      assertThat(behind.log()).doesNotContainIgnoringCase(key);
    }
  }

  @Test
  void tableThatTakesCallsAndNeverAnswers_isSaidInTheTimeOfTheFunction() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LambdaProcess function = startedOn(silent.getLocalPort())) {
      Instant asked = Instant.now();
      assertUnavailable(function);

      assertThat(Duration.between(asked, Instant.now())).isLessThan(TIME_OF_THE_FUNCTION);
      assertThat(function.log()).contains("ApiCallTimeoutException").doesNotContain("service=mri");
    }
  }

  @Test
  void tableThatRefusesToBeCalled_isSaid() throws Exception {
    int closed;
    try (ServerSocket soon = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closed = soon.getLocalPort();
    }
    try (LambdaProcess function = startedOn(closed)) {
      assertUnavailable(function);

      assertThat(function.log()).contains("ConnectException", "\"outcome\":\"failed\"");
    }
  }

  /** Has answered already, as a function has when Lambda gives it its first request. */
  private static LambdaProcess startedOn(int port) {
    LambdaProcess function =
        LambdaProcess.start(
            Path.of("target", "function.zip"),
            Map.of(
                "RULES_TABLE",
                TABLE,
                "METRICS_NAMESPACE",
                "test",
                "DYNAMODB_ENDPOINT",
                "http://localhost:" + port));
    function.invoke(HttpEvent.get("/no/such/path"));
    return function;
  }

  private static void assertUnavailable(LambdaProcess function) {
    HttpAnswer answer = HttpAnswer.of(function.invoke(HttpEvent.get(MRI)));

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().get("Content-Type")).containsExactly("application/problem+json");
    assertThat(answer.headers().get("Retry-After")).containsExactly("5");
    assertThat(Api.tree(answer.body()).get("type").asText())
        .isEqualTo("urn:priorauth:problem:unavailable");
  }

  @Test
  void log_hasNoQuestion() {
    call(HttpEvent.get(MRI + "&age=87"));

    assertThat(function.log()).doesNotContain("commercial-hmo", "age=87");
  }

  @ParameterizedTest
  @MethodSource
  void sampleEvents_areAnswered(Path event) throws IOException {
    HttpAnswer answer = call(Files.readString(event));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  static List<Path> sampleEvents_areAnswered() throws IOException {
    try (Stream<Path> events = Files.list(Path.of("..", "..", "infra", "events"))) {
      return events
          .filter(event -> event.getFileName().toString().startsWith("requirements-"))
          .toList();
    }
  }
}
