package dev.priorauth.authorizations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.openapi.Documented;
import dev.priorauth.openapi.Documented.Operation;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The OpenAPI document says what submissions and profiles really take and answer. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
@TestProfile(AuthorizationsDocumentTest.WithBooksToTakeAway.class)
class AuthorizationsDocumentTest {
  private static final Documented DOCUMENT = new Documented("authorizations.yaml");
  private static final String JSON_TYPE = "application/json";
  private static final String SUBMIT = "submitAuthorization";
  private static final String EXTEND = "extendAuthorization";
  private static final String READ = "readProfile";
  private static final String WRITE = "writeProfile";
  private static final String PATH = "/v1/authorizations";

  @Inject TestClock clock;
  @Inject PublishedBooks books;
  @Inject DynamoDbClient client;

  /** The books can be taken away. */
  public static final class WithBooksToTakeAway implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(PublishedBooks.class);
    }
  }

  @BeforeEach
  void profile() {
    clock.set(TestClock.START);
    check(WRITE, "200", as(Tokens.provider("ann")).body(example(WRITE)).put("/v1/profile"));
  }

  @AfterEach
  void bringBack() {
    books.takeAway(false);
    clock.set(TestClock.START);
  }

  private static RequestSpecification as(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(JSON_TYPE);
  }

  private static Response submit(JsonNode body) {
    return as(Tokens.provider("ann")).body(body.toString()).post(PATH);
  }

  private static Map<String, JsonNode> bodies(String operation) {
    return DOCUMENT.examples(operation, "/requestBody/content/application~1json");
  }

  private static String example(String operation) {
    return bodies(operation).values().iterator().next().toString();
  }

  /** Initial visits of another member each time. */
  private static ObjectNode therapy() {
    ObjectNode body = bodies(SUBMIT).get("therapy").deepCopy();
    String member = "M" + UUID.randomUUID().toString().substring(0, 20).toUpperCase(Locale.ROOT);
    ((ObjectNode) body.get("member")).put("id", member);
    return body;
  }

  private static String approved() {
    Response answer = submit(therapy());
    check(SUBMIT, "201", answer);
    return answer.path("id");
  }

  private static String check(String operation, String status, Response answer) {
    assertThat(answer.statusCode())
        .as(operation + " " + answer.asString())
        .isEqualTo(Integer.parseInt(status));
    assertThat(
            DOCUMENT.problems(operation, status, answer.header("Content-Type"), answer.asString()))
        .as(operation + " " + status + " " + answer.asString())
        .isEmpty();
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    return Documented.answer(operation, status);
  }

  @Test
  void examples_areValid_andAnsweredAsDocumented() {
    assertThat(DOCUMENT.exampleProblems()).isEmpty();
    for (JsonNode body : bodies(SUBMIT).values()) {
      String text = body.toString();
      check(SUBMIT, "200", as(Tokens.provider("ann")).body(text).post(PATH + "?dryRun=true"));
      Response answer = submit(body);
      check(SUBMIT, "201", answer);
      assertThat(answer.header("ETag")).matches("\"[0-9-]+\"");
      assertThat(answer.header("Location")).endsWith(PATH + "/" + answer.path("id"));
    }
    String extensions = PATH + "/" + approved() + "/extensions";
    for (JsonNode body : bodies(EXTEND).values()) {
      String text = body.toString();
      check(EXTEND, "200", as(Tokens.provider("ann")).body(text).post(extensions + "?dryRun=true"));
      check(EXTEND, "201", as(Tokens.provider("ann")).body(text).post(extensions));
    }
    check(READ, "200", as(Tokens.provider("ann")).get("/v1/profile"));
  }

  @Test
  void aDividedRequest_isAsDocumented_dryAndStored() {
    clock.set(Instant.parse("2024-11-20T15:00:00Z"));
    ObjectNode body = therapy().put("serviceFrom", "2024-12-02").put("visitsRequested", 3);
    body.putArray("codes").addObject().put("code", "97110").put("units", 3);
    body.withArray("codes").addObject().put("code", "D8660").put("units", 1);

    Response dry = as(Tokens.provider("ann")).body(body.toString()).post(PATH + "?dryRun=true");
    check(SUBMIT, "200", dry);
    Response stored = submit(body);
    check(SUBMIT, "201", stored);

    assertThat(dry.<List<?>>path("parts")).hasSize(2);
    assertThat(stored.<List<?>>path("parts")).hasSize(2);
  }

  @Test
  void everything_thatCanBeSaid_isDocumentedAndTaken() {
    ObjectNode body =
        therapy()
            .put("serviceTo", "2026-12-20")
            .put("urgency", "expedited")
            .put("urgencyReason", "Surgery on Monday.")
            .put("network", "in-network")
            .put("setting", "outpatient")
            .put("visitLimit", 60)
            .put("condition", "medical")
            .put("amount", 120.5)
            .put("caseManagementEnrolled", false)
            .put("channel", "electronic")
            .put("initialEvaluationOn", "2026-11-20")
            .put("additionalInformation", "As agreed.");
    body.putObject("answers").put("since", "May");
    body.putArray("diagnoses").addObject().put("code", "M54.50").put("role", "primary");

    assertThat(DOCUMENT.bodyProblems(SUBMIT, JSON_TYPE, body.toString())).isEmpty();
    check(SUBMIT, "201", submit(body));
    assertThat(DOCUMENT.bodyProblems(SUBMIT, JSON_TYPE, "{\"payer\": \"bcbsma\"}")).isNotEmpty();
    assertThat(DOCUMENT.bodyProblems(EXTEND, JSON_TYPE, "{\"visitsRequested\": 0}")).isNotEmpty();
  }

  @Test
  void refusalsOfTheRules_areAsDocumented() {
    ObjectNode early =
        therapy()
            .put("payer", "bcbsnc")
            .put("product", "commercial")
            .put("funding", "fully-insured")
            .put("service", "outpatient-therapy")
            .put("serviceFrom", "2026-12-24");
    Response tooEarly = submit(early);
    check(SUBMIT, "422", tooEarly);
    assertThat(tooEarly.<String>path("nextAllowed")).startsWith("2026-11-24");

    Response incomplete = as(Tokens.provider("nobody")).body(therapy().toString()).post(PATH);
    check(SUBMIT, "422", incomplete);
    assertThat(incomplete.<List<String>>path("errors.path")).contains("profile.phone");

    String key = UUID.randomUUID().toString();
    for (String status : List.of("201", "422")) {
      check(
          SUBMIT,
          status,
          given()
              .header("Authorization", "Bearer " + Tokens.provider("ann"))
              .header("Idempotency-Key", key)
              .contentType(JSON_TYPE)
              .body(therapy().toString())
              .post(PATH));
    }
    check(
        SUBMIT,
        "400",
        given()
            .header("Authorization", "Bearer " + Tokens.provider("ann"))
            .contentType(JSON_TYPE)
            .body(therapy().toString())
            .post(PATH));
  }

  @Test
  void refusals_areAsDocumented() {
    Set<String> seen = new TreeSet<>();
    broken("broken");
    for (Operation operation : DOCUMENT.operations()) {
      String name = operation.id();
      String path = operation.path().replace("{id}", approved());
      String method = operation.method();
      String body = body(name);
      String token = Tokens.provider("ann");
      seen.add(check(name, "400", as(token).body(body).request(method, path + "?more=1")));
      seen.add(check(name, "401", given().contentType(JSON_TYPE).body(body).request(method, path)));
      seen.add(check(name, "404", as(Tokens.operator("ops")).body(body).request(method, path)));
      seen.add(check(name, "406", as(token).accept("text/html").body(body).request(method, path)));
      seen.add(check(name, "500", as(Tokens.provider("broken")).body(body).request(method, path)));
      if (!method.equals("GET")) {
        String large = " ".repeat((1 << 20) + 1);
        check(name, "400", as(token).body("{").request(method, path));
        seen.add(check(name, "413", as(token).body(large).request(method, path)));
        seen.add(
            check(
                name, "415", as(token).contentType("text/plain").body(body).request(method, path)));
        seen.add(check(name, "422", as(token).body("{\"more\": 1}").request(method, path)));
        seen.add(check(name, "409", conflict(name, path)));
      }
    }
    String extensions = PATH + "/" + approved() + "/extensions";
    books.takeAway(true);
    seen.add(check(SUBMIT, "503", submit(therapy())));
    seen.add(
        check(EXTEND, "503", as(Tokens.provider("ann")).body(example(EXTEND)).post(extensions)));

    Set<String> documented =
        new HashSet<>(
            DOCUMENT.answers("400", "401", "404", "406", "409", "413", "415", "422", "500", "503"));
    // Only many writers at once get it, or a service without a key; its form is that of the others.
    documented.remove(Documented.answer(WRITE, "503"));
    // So does a table that does not answer, for which a bucket does so in StepsDocumentTest.
    documented.remove(Documented.answer(READ, "503"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(documented);
  }

  private static String body(String operation) {
    return switch (operation) {
      case READ -> "";
      case SUBMIT -> therapy().toString();
      default -> example(operation);
    };
  }

  private static Response conflict(String operation, String path) {
    RequestSpecification ann = as(Tokens.provider("ann"));
    return switch (operation) {
      case WRITE -> ann.header("If-Match", "\"99\"").body(example(WRITE)).put(path);
      case EXTEND -> {
        String twice = example(EXTEND);
        as(Tokens.provider("ann")).body(twice).post(path).then().statusCode(201);
        yield ann.body(twice).post(path);
      }
      default -> {
        String twice = therapy().toString();
        as(Tokens.provider("ann")).body(twice).post(path).then().statusCode(201);
        yield ann.body(twice).post(path);
      }
    };
  }

  /** A profile that cannot be read, so that everything that needs it fails. */
  private void broken(String sub) {
    client.putItem(
        p ->
            p.tableName(FunctionResources.AUTHORIZATIONS_TABLE)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("PROFILE#" + sub),
                        "sk", AttributeValue.fromS("PROFILE"))));
  }

  @Test
  void documentedPaths_areRoutesOfTheTemplate_togetherWithTheSteps() {
    Set<String> documented = new HashSet<>();
    for (Documented document : List.of(DOCUMENT, new Documented("steps.yaml"))) {
      document.operations().forEach(one -> documented.add(one.method() + " " + one.path()));
    }

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Documented.routes(
                Path.of("..", "..", "infra", "template.yaml"), "AuthorizationsFunction"));
  }
}
