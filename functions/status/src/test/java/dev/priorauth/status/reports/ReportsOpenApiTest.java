package dev.priorauth.status.reports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.metrics.Metric;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.openapi.Documented;
import dev.priorauth.openapi.Documented.Operation;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the function really takes and answers. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class ReportsOpenApiTest {
  private static final Documented DOCUMENT = new Documented("reports.yaml");
  private static final String JSON_TYPE = "application/json";
  private static final String METRICS = "metrics";
  private static final String MARK = "markMessagesRead";
  private static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");

  @Inject AuthorizationStore store;
  @Inject TestClock clock;

  private final String npi = Stored.npi();

  @BeforeEach
  void resetTheClock() {
    clock.set(TestClock.START);
  }

  private RequestSpecification as(String operation) {
    String token = operation.equals(METRICS) ? Tokens.operator("ops") : Tokens.provider("ann", npi);
    return given().header("Authorization", "Bearer " + token).contentType(JSON_TYPE);
  }

  private static String check(String operation, String status, Response answer) {
    assertThat(answer.statusCode())
        .as(operation + answer.asString())
        .isEqualTo(Integer.parseInt(status));
    assertThat(
            DOCUMENT.problems(operation, status, answer.header("Content-Type"), answer.asString()))
        .as(operation + " " + status)
        .isEmpty();
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    return Documented.answer(operation, status);
  }

  @Test
  void answers_areAsDocumented_inEveryForm() {
    Stored stored = new Stored(store, npi, npi);
    check("deadlines", "204", as("").accept("text/calendar").get("/v1/deadlines"));
    stored.approved(AT, LocalDate.of(2026, 12, 1));
    Authorization asked = stored.asked(stored.pended(AT), AT.plusSeconds(1));
    stored.denied(asked, AT.plusSeconds(2));
    stored.asked(stored.pended(AT), AT.plusSeconds(3));
    Response messages = as("messages").get("/v1/messages?limit=1");
    String id = messages.path("messages[0].id");
    String body = "{\"ids\": [\"" + id + "\"]}";

    check("messages", "200", messages);
    check("events", "200", as("events").get("/v1/events"));
    assertThat(DOCUMENT.bodyProblems(MARK, JSON_TYPE, body)).isEmpty();
    check(MARK, "200", as(MARK).body(body).post("/v1/messages/read"));
    check("deadlines", "200", as("").get("/v1/deadlines"));
    check("deadlines", "200", as("").accept("text/calendar").get("/v1/deadlines"));
    for (String type : new String[] {JSON_TYPE, "text/csv", "text/html"}) {
      check("dailyReport", "200", as("").accept(type).get("/v1/reports/daily?on=2026-11-20"));
      check(METRICS, "200", as(METRICS).accept(type).get("/v1/metrics?year=2026"));
    }
  }

  @Test
  void refusals_areAsDocumented() {
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      String name = operation.id();
      String path = operation.path();
      String method = operation.method();
      String body = method.equals("POST") ? "{\"ids\": [\"x\"]}" : "";
      seen.add(check(name, "400", as(name).body(body).request(method, path + "?more=1")));
      seen.add(check(name, "401", given().contentType(JSON_TYPE).body(body).request(method, path)));
      String member = "Bearer " + Tokens.member("XXP1");
      seen.add(
          check(
              name,
              "404",
              given()
                  .header("Authorization", member)
                  .contentType(JSON_TYPE)
                  .body(body)
                  .request(method, path)));
      seen.add(
          check(name, "406", as(name).accept("application/pdf").body(body).request(method, path)));
      if (method.equals("POST")) {
        check(name, "400", as(name).body("{").post(path));
        seen.add(check(name, "413", as(name).body(" ".repeat((1 << 20) + 1)).post(path)));
        seen.add(check(name, "415", as(name).contentType("text/plain").body(body).post(path)));
        seen.add(check(name, "422", as(name).body(body).post(path)));
      }
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.answers("400", "401", "404", "406", "413", "415", "422"));
  }

  @Test
  void examples_areValid_andListsOfKinds_areThoseOfTheCode() {
    assertThat(DOCUMENT.exampleProblems()).isEmpty();
    assertThat(DOCUMENT.values("MessageKind"))
        .isEqualTo(
            Arrays.stream(Posting.Kind.values())
                .map(Posting.Kind::key)
                .collect(Collectors.toSet()));
    assertThat(DOCUMENT.values("DeadlineKind"))
        .isEqualTo(
            Arrays.stream(Deadline.Kind.values())
                .map(Deadline.Kind::key)
                .collect(Collectors.toSet()));
    assertThat(DOCUMENT.values("Figure"))
        .isEqualTo(Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.toSet()));
  }

  @Test
  void documentedPaths_areTheRoutesOfTheTemplate() {
    assertThat(DOCUMENT.operations().stream().map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(
            Documented.routes(Path.of("..", "..", "infra", "template.yaml"), "ReportsFunction"));
  }
}
