package dev.priorauth.datewindows;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.openapi.Documented;
import dev.priorauth.openapi.Documented.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document says what the function really takes and answers. */
@QuarkusTest
@TestProfile(OpenApiTest.WithoutTable.class)
class OpenApiTest {
  private static final Documented DOCUMENT = new Documented("date-windows.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final String CALENDAR_TYPE = "text/calendar";
  private static final String JSON_BODY = "/requestBody/content/application~1json";
  private static final String WINDOWS = "dateWindows";
  private static final String TRANSITION = "checkTransition";
  private static final String MRI =
      "'facts': {'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'mri',"
          + " 'setting': 'outpatient'}";
  private static final String ADMISSION =
      "'facts': {'payer': 'bcbsma', 'product': 'commercial-hmo', 'admissionFrom':"
          + " 'emergency-department', 'service': 'acute-inpatient-admission'}";
  private static final String NOTHING_KNOWN =
      "'facts': {'payer': 'bcbsma', 'product': 'medex', 'service': 'mri'}";

  @Inject SettableBooks books;

  /** The books can be taken away. */
  public static final class WithoutTable implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(SettableBooks.class);
    }
  }

  @AfterEach
  void publishAgain() {
    books.publish();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{" + MRI + "}",
        "{" + MRI + ", 'dates': {'submittedOn': '2025-01-11', 'serviceFrom': '2025-01-10'}}",
        "{" + MRI + ", 'dates': {'issuedOn': '2025-01-02', 'serviceFrom': '2025-03-04'}}",
        "{" + MRI + ", 'dates': {'today': '2025-01-02', 'serviceFrom': '2025-01-10'}}",
        "{" + ADMISSION + ", 'dates': {'notifiedAt': '2025-03-11T11:00:00-04:00'}}",
        "{" + ADMISSION + ", 'dates': {'admittedAt': '2025-03-08T10:00:00-05:00'}}",
        "{" + NOTHING_KNOWN + "}",
        "{'facts': {'payer': 'bcbsma', 'code': '99999'}, 'dates': {'serviceFrom': '2025-01-10'}}",
        "{'facts': {'payer': 'bcbsma', 'product': 'commercial-hmo',"
            + " 'service': 'acute-residential-treatment'},"
            + " 'dates': {'admittedAt': '2025-03-03T10:00:00-05:00',"
            + " 'notifiedAt': '2025-03-05T22:00:00-05:00'}}",
        "{'facts': {'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'chiropractic',"
            + " 'visitLimit': 20}, 'dates': {'submittedOn': '2025-02-17'}}",
        "{'facts': {'payer': 'bcbsma', 'product': 'commercial-hmo', 'service':"
            + " 'physical-therapy'}, 'dates': {'serviceFrom': '2024-12-15'}}"
      })
  void reports_areAsDocumented(String body) {
    assertThat(DOCUMENT.bodyProblems(WINDOWS, JSON_TYPE, json(body))).isEmpty();

    check(WINDOWS, "200", post(WINDOWS, JSON_TYPE, body));
  }

  @ParameterizedTest(name = "on {0}")
  @ValueSource(strings = {"2024-11-14", "2024-11-15", "2025-02-01"})
  void transitions_areAsDocumented(String on) {
    for (String service : List.of("outpatient-therapy", "mri")) {
      String body =
          """
          {'facts': {'payer': 'bcbsnc', 'product': 'commercial', 'funding': 'fully-insured',
                     'service': '%s'},
           'authorization': {'from': '2024-11-15', 'to': '2025-01-31', 'codes': ['97110']},
           'services': [{'on': '%s', 'code': '97110'}, {'on': '%s', 'code': '97530'}]}
          """
              .formatted(service, on, on);
      assertThat(DOCUMENT.bodyProblems(TRANSITION, JSON_TYPE, json(body))).isEmpty();

      check(TRANSITION, "200", post(TRANSITION, JSON_TYPE, body));
    }
  }

  @Test
  void calendars_areAsDocumented() {
    Response calendar =
        post(WINDOWS, CALENDAR_TYPE, "{" + MRI + ", 'dates': {'serviceFrom': '2025-01-10'}}");
    check(WINDOWS, "200", calendar);
    assertThat(calendar.contentType()).startsWith(CALENDAR_TYPE);
    assertThat(calendar.header("Content-Disposition")).isNotEmpty();

    check(WINDOWS, "204", post(WINDOWS, CALENDAR_TYPE, "{" + NOTHING_KNOWN + "}"));
  }

  @Test
  void refusals_areAsDocumented() {
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      String id = operation.id();
      seen.add(check(id, "400", post(id, JSON_TYPE, "{")));
      seen.add(
          check(id, "400", given().contentType(JSON_TYPE).body("{}").post(path(id) + "?day=1")));
      seen.add(check(id, "406", post(id, "text/html", "{}")));
      seen.add(check(id, "413", post(id, JSON_TYPE, " ".repeat((1 << 20) + 1))));
      seen.add(
          check(id, "415", given().contentType("text/plain").body("{}").post(operation.path())));
      seen.add(check(id, "422", post(id, JSON_TYPE, "{'facts': {'payer': 'x'}, 'more': 1}")));
      books.withdraw();
      seen.add(check(id, "503", post(id, JSON_TYPE, anExample(id))));
      books.loseTouch();
      Response unreachable = post(id, JSON_TYPE, anExample(id));
      check(id, "503", unreachable);
      assertThat(unreachable.header("Retry-After")).isEqualTo("5");
      books.breakDown();
      seen.add(check(id, "500", post(id, JSON_TYPE, anExample(id))));
      books.publish();
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.answers("400", "404", "406", "413", "415", "422", "500", "503"));
    assertThat(DOCUMENT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.statuses())
                    .isSubsetOf("200", "204", "400", "406", "413", "415", "422", "500", "503"));
  }

  @Test
  void examples_areValid() {
    assertThat(DOCUMENT.exampleProblems()).isEmpty();
  }

  @Test
  void examplesOfBodies_areAnswered_withTheExampleOfTheSameName() {
    for (Operation operation : DOCUMENT.operations()) {
      Map<String, JsonNode> answers =
          DOCUMENT.examples(operation.id(), "/responses/200/content/application~1json");
      Map<String, JsonNode> bodies = DOCUMENT.examples(operation.id(), JSON_BODY);
      assertThat(bodies).isNotEmpty();
      bodies.forEach(
          (name, body) -> {
            Response answer = post(operation.id(), JSON_TYPE, body.toString());
            check(operation.id(), "200", answer);
            if (answers.containsKey(name)) {
              assertThat(tree(answer.asString()))
                  .as(name)
                  .isEqualTo(tree(answers.get(name).toString()));
            }
          });
    }
  }

  @Test
  void documentedPaths_areTheRoutesOfTheTemplate() {
    assertThat(DOCUMENT.operations().stream().map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(
            Documented.routes(
                Path.of("..", "..", "infra", "template.yaml"), "DateWindowsFunction"));
  }

  private static String anExample(String operation) {
    return DOCUMENT.examples(operation, JSON_BODY).values().iterator().next().toString();
  }

  private static String path(String operation) {
    return DOCUMENT.operations().stream()
        .filter(one -> one.id().equals(operation))
        .findFirst()
        .orElseThrow()
        .path();
  }

  /** Posts a body in which single quotes may stand for double ones. */
  private static Response post(String operation, String accept, String body) {
    return given().contentType(JSON_TYPE).accept(accept).body(json(body)).post(path(operation));
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

  private static String json(String body) {
    return body.replace('\'', '"');
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }
}
