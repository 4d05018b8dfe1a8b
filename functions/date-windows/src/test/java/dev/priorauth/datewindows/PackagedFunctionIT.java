package dev.priorauth.datewindows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.lambdatestkit.HttpAnswer;
import dev.priorauth.lambdatestkit.HttpEvent;
import dev.priorauth.lambdatestkit.LambdaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The zip that is deployed, started as Lambda starts it, with the real rules. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {
  private static final String WINDOWS = "/v1/date-windows";
  private static final String TRANSITIONS = "/v1/transitions/check";
  private static final String THERAPY =
      "'facts': {'payer': 'bcbsnc', 'product': 'commercial', 'funding': 'fully-insured',"
          + " 'service': 'outpatient-therapy'}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final PublishedRules RULES = new PublishedRules();
  private static LambdaProcess function;

  @BeforeAll
  static void start() {
    function =
        LambdaProcess.start(
            Path.of("target", "function.zip"),
            Map.of(
                "RULES_TABLE", PublishedRules.TABLE, "DYNAMODB_ENDPOINT", RULES.open().toString()));
  }

  @AfterAll
  static void stop() {
    function.close();
    RULES.close();
  }

  private static HttpAnswer post(String path, Map<String, String> headers, String body) {
    return HttpAnswer.of(
        function.invoke(HttpEvent.of("POST", path, headers, body.replace('\'', '"'))));
  }

  private static HttpAnswer post(String path, String body) {
    return post(path, Map.of("content-type", "application/json"), body);
  }

  private static JsonNode json(HttpAnswer answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  @Test
  void function_judgesDates() throws Exception {
    HttpAnswer answer =
        post(
            WINDOWS,
            "{%s, 'dates': {'submittedOn': '2024-12-01', 'serviceFrom': '2025-01-01'}}"
                .formatted(THERAPY));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("verdict").asText()).isEqualTo("too-early");
    assertThat(json(answer).path("windows").path(0).path("nextAllowed").asText())
        .isEqualTo("2024-12-02");
  }

  @Test
  void function_givesACalendar() {
    HttpAnswer answer =
        post(
            WINDOWS,
            Map.of("content-type", "application/json", "accept", "text/calendar"),
            "{%s, 'dates': {'serviceFrom': '2025-01-01'}}".formatted(THERAPY));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).containsExactly("text/calendar;charset=UTF-8");
    assertThat(answer.body())
        .startsWith("BEGIN:VCALENDAR\r\n")
        .contains("DTSTART;VALUE=DATE:20241202\r\n");
  }

  @Test
  void function_judges500Services() throws Exception {
    String services = "{'on': '2024-12-10', 'code': '97110'},".repeat(499);
    HttpAnswer answer =
        post(
            TRANSITIONS,
            """
            {%s, 'authorization': {'from': '2024-11-15', 'to': '2025-01-31', 'codes': ['97110']},
             'services': [%s {'on': '2025-02-01', 'code': '97110'}]}
            """
                .formatted(THERAPY, services));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("services")).hasSize(500);
    assertThat(json(answer).path("services").path(0).path("result").asText()).isEqualTo("covered");
    assertThat(json(answer).path("services").path(499).path("reason").asText())
        .isEqualTo("date-outside");
  }

  @Test
  void function_saysWhatToMend() throws Exception {
    HttpAnswer answer =
        post(WINDOWS, "{%s, 'dates': {'serviceFrom': '2025-02-29'}}".formatted(THERAPY));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.headers().get("content-type")).containsExactly("application/problem+json");
    assertThat(json(answer).path("errors").path(0).path("path").asText())
        .isEqualTo("$.dates.serviceFrom");
  }

  @Test
  void function_refusesWhatIsNotJson_orNotDeclared_orTooLarge() {
    Map<String, String> plain = Map.of("content-type", "text/plain");
    String large = "{%s, 'more': '%s'}".formatted(THERAPY, "x".repeat(1 << 20));

    assertThat(post(WINDOWS, "{").status()).isEqualTo(400);
    assertThat(post(WINDOWS, plain, "{}").status()).isEqualTo(415);
    assertThat(post(WINDOWS, Map.of(), "{}").status()).isEqualTo(415);
    assertThat(post(WINDOWS, large).status()).isEqualTo(413);
  }

  @Test
  void function_answersEachEvent_withTheIdOfItsRequest() {
    HttpAnswer answer =
        post(
            WINDOWS,
            Map.of("content-type", "application/json", "x-request-id", "office-17"),
            "{%s}".formatted(THERAPY));

    assertThat(answer.headers().get("x-request-id")).containsExactly("office-17");
  }

  @Test
  void function_doesNotKnowOtherPathsOrMethods() {
    assertThat(HttpAnswer.of(function.invoke(HttpEvent.get("/no/such/path"))).status())
        .isEqualTo(404);
    assertThat(HttpAnswer.of(function.invoke(HttpEvent.get(WINDOWS))).status()).isEqualTo(405);
  }

  @Test
  void function_logsNothing_ofWhatItIsAsked() {
    post(WINDOWS, "{%s, 'dates': {'serviceFrom': '2031-07-13'}}".formatted(THERAPY));
    post(WINDOWS, "{%s, 'dates': {'serviceFrom': '2031-07-99'}}".formatted(THERAPY));

    assertThat(function.log()).doesNotContain("2031-07", "outpatient-therapy");
  }

  @ParameterizedTest
  @MethodSource
  void sampleEvents_areAnswered(Path event) throws IOException {
    HttpAnswer answer = HttpAnswer.of(function.invoke(Files.readString(event)));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  static List<Path> sampleEvents_areAnswered() throws IOException {
    try (Stream<Path> events = Files.list(Path.of("..", "..", "infra", "events"))) {
      return events
          .filter(event -> event.getFileName().toString().startsWith("date-windows-"))
          .toList();
    }
  }
}
