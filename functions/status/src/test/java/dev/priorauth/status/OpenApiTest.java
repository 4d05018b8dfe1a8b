package dev.priorauth.status;

import static dev.priorauth.status.Given.appended;
import static dev.priorauth.status.Given.line;
import static dev.priorauth.status.Given.request;
import static dev.priorauth.status.Given.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.openapi.Documented;
import dev.priorauth.openapi.Documented.Operation;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the function really takes and answers. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
@TestProfile(OpenApiTest.Breakable.class)
class OpenApiTest {
  private static final Documented DOCUMENT = new Documented("status.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final String READ = "authorization";
  private static final String BY_REFERENCE = "authorizationByReference";
  private static final String SEARCH = "searchAuthorizations";
  private static final String VERIFY = "verify";
  private static final String LETTER = "letter";
  private static final String SHEET = "sheet";

  @Inject AuthorizationStore store;
  @Inject BreakableBooks books;

  /** The books can break down. */
  public static final class Breakable implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(BreakableBooks.class);
    }
  }

  @AfterEach
  void mend() {
    books.breakDown(false);
    books.forget(false);
  }

  private RuleBook bcbsma() {
    return books.book("bcbsma").orElseThrow();
  }

  private static String office() {
    return Tokens.provider("ann");
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token).contentType(JSON_TYPE);
  }

  private static Response read(String id) {
    return as(office()).get("/v1/authorizations/" + id);
  }

  private static Response post(String operation, String body) {
    return as(office()).body(body.replace('\'', '"')).post(path(operation));
  }

  private static String path(String operation) {
    return DOCUMENT.operations().stream()
        .filter(one -> one.id().equals(operation))
        .findFirst()
        .orElseThrow()
        .path();
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

  /** One of each kind, as far as reading shows them. */
  private List<Authorization> all(String member) {
    List<Authorization> all = new ArrayList<>();
    all.add(
        stored(store, request(bcbsma(), "ct", member).codes(new Line("70450", 1)).pended())
            .getFirst());
    Authorization therapy =
        stored(store, request(bcbsma(), "physical-therapy", member).visits(3)).getFirst();
    all.add(
        appended(
            store,
            Given.visited(therapy, new Visit(Given.FROM, 2, List.of(new Line("97110", 2))))));
    Authorization home =
        stored(store, request(bcbsma(), "home-health", member).visits(2)).getFirst();
    all.add(appended(store, Given.withdrawn(home)));
    Authorization imaging = stored(store, request(bcbsma(), "mri", member).recorded()).getFirst();
    all.add(
        appended(
            store, Given.decided(imaging, "ACMP# " + member, line("70551", 1), line("70552", 1))));
    Authorization test =
        stored(
                store,
                request(bcbsma(), "genetic-test", member)
                    .with(Fact.PRIMARY_CARE_PROVIDER_STATE, "MA")
                    .recorded())
            .getFirst();
    all.add(appended(store, Given.deniedOutside(test, "R-" + member)));
    Authorization proposed =
        stored(store, request(bcbsma(), "speech-therapy", member).pended()).getFirst();
    all.add(appended(store, Given.denialProposed(proposed)));
    return all;
  }

  @Test
  void authorizations_areAsDocumented_inEveryState() {
    for (Authorization state : all("DOC1")) {
      Response answer = read(state.id().text());
      check(READ, "200", answer);
      assertThat(answer.header("ETag")).matches("\"\\d+\"");
    }
    AuthorizationId whole = Given.newId();
    stored(
        store,
        request(bcbsma(), "ct-pet-fusion", "DOC1").partOf(whole).visits(1),
        request(bcbsma(), "pet", "DOC1").partOf(whole).recorded());
    check(READ, "200", read(whole.text()));

    check(BY_REFERENCE, "200", as(office()).get("/v1/authorizations?reference=R-DOC1"));
    String body = "{'memberId': 'DOC1', 'dateOfBirth': '1980-05-17', 'limit': 4}";
    Response page = post(SEARCH, body);
    check(SEARCH, "200", page);
    assertThat(tree(page.asString()).path("next").isTextual()).isTrue();
  }

  @Test
  void verifications_areAsDocumented() {
    all("DOC2");
    for (String codes :
        List.of(
            "{'code': '70551', 'units': 1}",
            "{'code': '70551', 'units': 9}, {'code': '99999', 'units': 1}",
            "{'code': '97110', 'units': 1, 'modality': 'none'}")) {
      for (String day : List.of("2026-09-10", "2026-12-01")) {
        String body =
            "{'memberId': 'DOC2', 'dateOfBirth': '1980-05-17', 'dateOfService': '%s', 'npi': '%s',"
                    .formatted(day, Given.SERVICING)
                + " 'codes': [%s]}".formatted(codes);
        assertThat(DOCUMENT.bodyProblems(VERIFY, JSON_TYPE, body.replace('\'', '"'))).isEmpty();
        check(VERIFY, "200", post(VERIFY, body));
      }
    }
  }

  @Test
  void lettersAndSheets_areAsDocumented_inBothForms() {
    Authorization approved = imaging("DOC5");
    for (Authorization state : all("DOC6")) {
      state
          .dossier()
          .letters()
          .forEach(
              letter ->
                  check(LETTER, "200", read(state.id() + "/letters/" + letter.number(), "*/*")));
    }
    for (String form : List.of("text/html", "application/pdf")) {
      Response letter = read(approved.id() + "/letters/1", form);
      check(LETTER, "200", letter);
      Response sheet = read(approved.id() + "/sheet", form);
      check(SHEET, "200", sheet);
      for (Response answer : List.of(letter, sheet)) {
        assertThat(answer.header("Content-Type")).startsWith(form);
        assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
        assertThat(answer.header("Content-Disposition")).startsWith("inline; filename=");
      }
    }

    Authorization pended =
        stored(store, request(bcbsma(), "ct", "DOC7").codes(new Line("70450", 1)).pended())
            .getFirst();
    check(SHEET, "409", read(pended.id() + "/sheet", "*/*"));
    AuthorizationId whole = Given.newId();
    stored(
        store,
        request(bcbsma(), "physical-therapy", "DOC8").partOf(whole).visits(3),
        request(bcbsma(), "mri", "DOC8").partOf(whole).recorded());
    check(LETTER, "409", read(whole + "/letters/1", "*/*"));
    books.forget(true);
    check(LETTER, "503", read(approved.id() + "/letters/1", "*/*"));
    check(SHEET, "503", read(approved.id() + "/sheet", "*/*"));
  }

  /** With a letter and an approval. */
  private Authorization imaging(String member) {
    return stored(store, request(bcbsma(), "physical-therapy", member).visits(3)).getFirst();
  }

  private static Response read(String path, String accept) {
    return as(office()).accept(accept).get("/v1/authorizations/" + path);
  }

  @Test
  void examples_areValid_andAnswered() {
    assertThat(DOCUMENT.exampleProblems()).isEmpty();
    for (String operation : List.of(SEARCH, VERIFY)) {
      bodies(operation)
          .values()
          .forEach(body -> check(operation, "200", post(operation, body.toString())));
    }
  }

  @Test
  void theExampleOfAnExpiredAuthorization_isWhatIsAnswered() {
    Authorization asked =
        stored(store, request(bcbsma(), "mri", "DOC3").codes(new Line("70551", 1)).recorded())
            .getFirst();
    appended(store, Given.decided(asked, "ACMP# 77-2001", line("70551", 1)));

    ObjectNode answer =
        (ObjectNode) tree(post(VERIFY, bodies(VERIFY).get("imaging").toString()).asString());

    ObjectNode example =
        (ObjectNode)
            DOCUMENT
                .examples(VERIFY, "/responses/200/content/application~1json")
                .get("imaging")
                .deepCopy();
    ((ObjectNode) example.path("lines").path(0)).put("authorization", asked.id().text());
    assertThat(answer).isEqualTo(tree(example.toString()));
  }

  private static Map<String, JsonNode> bodies(String operation) {
    return DOCUMENT.examples(operation, "/requestBody/content/application~1json");
  }

  @Test
  void refusals_areAsDocumented() {
    String id = imaging("DOC4").id().text();
    Set<String> seen = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      String name = operation.id();
      String path =
          operation.path().replace("{id}", id).replace("{number}", "1")
              + (name.equals(BY_REFERENCE) ? "?reference=" + id : "");
      String query = path + (path.contains("?") ? "&" : "?") + "more=1";
      String method = operation.method();
      String body = method.equals("GET") ? "" : bodies(name).values().iterator().next().toString();
      seen.add(check(name, "400", as(office()).body(body).request(method, query)));
      seen.add(check(name, "401", given().contentType(JSON_TYPE).body(body).request(method, path)));
      seen.add(check(name, "404", as(Tokens.operator("ops")).body(body).request(method, path)));
      seen.add(
          check(name, "406", as(office()).accept("text/plain").body(body).request(method, path)));
      if (method.equals("POST")) {
        String large = " ".repeat((1 << 20) + 1);
        check(name, "400", as(office()).body("{").post(path));
        seen.add(check(name, "413", as(office()).body(large).post(path)));
        seen.add(check(name, "415", as(office()).contentType("text/plain").body(body).post(path)));
        seen.add(check(name, "422", as(office()).body("{\"more\": 1}").post(path)));
      }
      books.breakDown(true);
      seen.add(check(name, "500", as(office()).body(body).request(method, path)));
      books.breakDown(false);
      books.loseTouch(true);
      seen.add(check(name, "503", as(office()).body(body).request(method, path)));
      books.loseTouch(false);
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.answers("400", "401", "404", "406", "413", "415", "422", "500", "503"));
    assertThat(DOCUMENT.operations())
        .allSatisfy(
            operation ->
                assertThat(operation.statuses())
                    .isSubsetOf(
                        "200", "400", "401", "404", "406", "409", "413", "415", "422", "500",
                        "503"));
  }

  @Test
  void documentedPaths_areTheRoutesOfTheTemplate() {
    assertThat(DOCUMENT.operations().stream().map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(
            Documented.routes(Path.of("..", "..", "infra", "template.yaml"), "StatusFunction"));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }
}
