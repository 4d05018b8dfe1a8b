package dev.priorauth.authorizations;

import static dev.priorauth.authorizations.Calls.office;
import static dev.priorauth.authorizations.Calls.reviewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.openapi.Documented;
import dev.priorauth.openapi.Documented.Operation;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the steps really take and answer. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class StepsDocumentTest {
  private static final Documented DOCUMENT = new Documented("steps.yaml");
  private static final String JSON_TYPE = "application/json";

  @Inject Submitted submitted;
  @Inject MemoryDocuments bucket;
  @Inject TestClock clock;

  @BeforeEach
  void today() {
    clock.set(TestClock.START);
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token).contentType(JSON_TYPE);
  }

  private static String actor(Operation operation) {
    return operation.id().equals("determine") ? reviewer() : office();
  }

  private static String path(Operation operation, Authorization state) {
    return operation.path().replace("{id}", state.id().text()).replace("{document}", "d1");
  }

  private static Map<String, JsonNode> bodies(Operation operation) {
    return DOCUMENT.examples(operation.id(), "/requestBody/content/application~1json");
  }

  private static Operation operation(String id) {
    return DOCUMENT.operations().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Operation> steps() {
    return DOCUMENT.operations().stream().filter(one -> one.method().equals("POST")).toList();
  }

  private static String check(Operation operation, String status, Response answer) {
    String name = operation.id();
    assertThat(answer.statusCode())
        .as(name + " " + answer.asString())
        .isEqualTo(Integer.parseInt(status));
    assertThat(DOCUMENT.problems(name, status, answer.header("Content-Type"), answer.asString()))
        .as(name + " " + status)
        .isEmpty();
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    return Documented.answer(name, status);
  }

  /** An authorization on which the step can be taken. */
  private Authorization ready(Operation operation) {
    return switch (operation.id()) {
      case "recordOutsideDecision" -> submitted.recorded();
      case "recordVisits", "withdraw" -> submitted.approved(5);
      case "peerToPeer", "appeal" -> {
        Authorization state = submitted.pended();
        Operation determine = operation("determine");
        String deny = bodies(determine).get("deny").toString();
        as(reviewer()).body(deny).post(path(determine, state)).then().statusCode(200);
        if (operation.id().equals("appeal")) {
          as(reviewer())
              .body("{\"action\": \"declined\"}")
              .post("/v1/authorizations/" + state.id() + "/peer-to-peer")
              .then()
              .statusCode(200);
          as(reviewer()).body(deny).post(path(determine, state)).then().statusCode(200);
        }
        yield state;
      }
      default -> submitted.pended();
    };
  }

  @Test
  void examples_areValid_andAnsweredAsDocumented() {
    assertThat(DOCUMENT.exampleProblems()).isEmpty();
    for (Operation operation : steps()) {
      boolean document = operation.id().equals("announceDocument");
      bodies(operation)
          .values()
          .forEach(
              body -> {
                Authorization state = ready(operation);
                String path = path(operation, state);
                Response answer = as(actor(operation)).body(body.toString()).post(path);
                check(operation, document ? "201" : "200", answer);
                assertThat(answer.header("ETag")).matches("\"\\d+\"");
                check(operation, "200", as(actor(operation)).body(body.toString()).post(path));
                if (document) {
                  check(operation("sentDocuments"), "200", as(office()).get(path));
                  Operation fetch = operation("fetchDocument");
                  check(fetch, "409", as(office()).get(path(fetch, state)));
                  bucket.send(state.id().text(), "d1", clock.instant());
                  check(fetch, "200", as(office()).get(path(fetch, state)));
                }
              });
    }
  }

  @Test
  void refusals_areAsDocumented() {
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      Authorization state = submitted.pended();
      String path = path(operation, state);
      String method = operation.method();
      boolean step = method.equals("POST");
      String body = step ? bodies(operation).values().iterator().next().toString() : "";
      String token = actor(operation);
      seen.add(check(operation, "400", as(token).body(body).request(method, path + "?more=1")));
      seen.add(
          check(operation, "401", given().contentType(JSON_TYPE).body(body).request(method, path)));
      seen.add(check(operation, "404", as(Calls.stranger()).body(body).request(method, path)));
      seen.add(
          check(operation, "406", as(token).accept("text/html").body(body).request(method, path)));
      if (step) {
        String large = " ".repeat((1 << 20) + 1);
        check(operation, "400", as(token).body("{").post(path));
        seen.add(check(operation, "413", as(token).body(large).post(path)));
        seen.add(
            check(operation, "415", as(token).contentType("text/plain").body(body).post(path)));
        seen.add(check(operation, "422", as(token).body("{\"more\": 1}").post(path)));
        seen.add(
            check(operation, "409", as(token).header("If-Match", "\"9\"").body(body).post(path)));
      }
      if (operation.id().equals("sentDocuments")) {
        String whole = path.replace(state.id().text(), submitted.divided().text());
        seen.add(check(operation, "409", as(token).get(whole)));
      }
      if (operation.id().equals("fetchDocument")) {
        as(token).body(Calls.document()).post(path(operation("announceDocument"), state));
        seen.add(check(operation, "409", as(token).get(path)));
      }
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.answers("400", "401", "404", "406", "409", "413", "415", "422"));
  }

  @Test
  void aBucketThatDoesNotAnswer_isSaid_asDocumented() {
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      Authorization state = submitted.pended();
      String token = actor(operation);
      String path = path(operation, state);
      String body =
          operation.method().equals("POST")
              ? bodies(operation).values().iterator().next().toString()
              : "";
      as(office()).body(Calls.document()).post(path(operation("announceDocument"), state));
      bucket.fallSilent(true);
      Response answer = as(token).body(body).request(operation.method(), path);
      bucket.fallSilent(false);
      seen.add(check(operation, "503", answer));
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      assertThat(answer.jsonPath().getString("detail"))
          .contains(operation.method().equals("POST") ? "may have been written" : "Nothing");
      assertThat(answer.asString()).doesNotContain(state.id().text());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(DOCUMENT.answers("503"));
  }

  @Test
  void refusalsOfTheRules_areAsDocumented() {
    Operation visits = operation("recordVisits");
    String path = path(visits, submitted.approved(1));
    String day = "{\"visits\": [{\"on\": \"%s\", \"count\": %d}]}";

    check(visits, "422", as(office()).body(day.formatted("2026-11-24", 1)).post(path));
    check(visits, "422", as(office()).body(day.formatted("2026-11-10", 2)).post(path));
    check(
        visits,
        "409",
        as(office()).body(day.formatted("2026-11-10", 2)).post(path(visits, submitted.pended())));
  }
}
