package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.requirements.RealRules.SettableBooks;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the error table. */
@QuarkusTest
class RefusalsTest {
  private static final String BATCH = "/v1/requirements/batch";

  @Inject SettableBooks books;

  @AfterEach
  void publishAgain() {
    RealRules.books().forEach(books::publish);
  }

  private static void assertProblem(Api.Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.json().get("status").asInt()).isEqualTo(status);
    assertThat(reply.json().get("type").asText()).startsWith("urn:priorauth:problem:");
    assertThat(reply.json().get("title").asText()).isNotEmpty();
    assertThat(reply.json().get("detail").asText()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "payer=bcbsma&service=knee,                         service",
    "payer=bcbsma,                                      service",
    "service=mri,                                       payer",
    "payer=bcbsma&payer=bcbsma&service=mri,             payer",
    "payer=bcbsma&service=mri&service=ct,               service",
    "payer=bcbsma&service=mri&on=2025-01-10&on=2025-01-11, on",
    "payer=bcbsma&service=mri&on=2025-02-29,            on",
    "payer=bcbsma&service=mri&on=2025-01-10T00:00:00Z,  on",
    "payer=bcbsma&service=mri&on=,                      on",
    "payer=bcbsma&service=mri&serviceDate=2025-01-10,   serviceDate",
    "payer=bcbsma&service=mri&knownOn=soon,             knownOn",
    "payer=bcbsma&service=mri&knownOn=2025-01-01T00:00:00+00:00, knownOn",
    "payer=bcbsnc&service=mri&product=commercial-hmo,   product",
    "payer=bcbsma&service=mri&age=7.5,                  age",
    "payer=bcbsma&service=mri&age=-1,                   age",
    "payer=bcbsma&service=mri&amount=1e9,               amount",
    "payer=bcbsma&service=mri&condition=sick,           condition",
    "payer=bcbsma&service=mri&code=7055,                code",
    "payer=bcbsma&service=mri&colour=red,               colour",
    "payer=bcbsma&service=mri&Setting=outpatient,       Setting",
    "payer=bcbsma&service=mri&setting=outpatient%00,    setting",
    "payer=bcbsma&service=mri%0A,                       service",
    "payer=bcbsma&service=mri&setting=,                 setting",
    "payer=bcbsma&service=mri&setting=%ff,              setting",
  })
  void lookup_refusesABadQuery_withThePath(String query, String path) {
    Api.Reply reply = Api.get("/v1/requirements?" + query);

    assertProblem(reply, 400);
    assertThat(reply.errorPaths()).containsOnlyOnce(path);
    assertThat(reply.errorPaths()).allMatch(path::equals);
  }

  @Test
  void lookup_reportsAllProblemsAtOnce_withTheAllowedValues() {
    Api.Reply reply =
        Api.get("/v1/requirements?payer=aetna&on=tomorrow&setting=spa&colour=red&age=old");

    assertProblem(reply, 400);
    assertThat(reply.errorPaths())
        .containsExactlyInAnyOrder("payer", "service", "on", "setting", "colour", "age");
    assertThat(reply.json().get("errors").findParents("allowed").toString())
        .contains("bcbsma", "emergency-department");
  }

  @Test
  void product_isRefusedWithTheProductsThatThePayerHas() {
    Api.Reply reply = Api.get("/v1/requirements?payer=bcbsnc&service=mri&product=medex");

    assertThat(reply.json().at("/errors/0/allowed").toString()).isEqualTo("[\"commercial\"]");
    assertThat(reply.json().at("/errors/0/message").asText()).contains("bcbsnc", "medex");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/requirements?payer=bcbsma&service=mri&",
        "/v1/receipts/r-00000000000000000000000000000000?",
        "/v1/payers?",
        "/v1/facts?",
        "/v1/services?",
        "/v1/programs?",
        "/v1/codes?",
        "/v1/contacts?",
        "/v1/contacts/topics?",
        "/v1/appeal-routes?",
        "/v1/checklists/mri?payer=bcbsma&",
        "/v1/rules?",
        "/v1/rules/bcbsma.htr.authorization?",
        "/v1/rules/changes?",
        "/v1/references?",
        "/v1/notices?",
        "/v1/documents?",
        "/v1/documents/004_0269d5baffaabe18.txt?",
      })
  void everyRoute_refusesAnUnknownParameter(String route) {
    Api.Reply reply = Api.get(route + "colour=red");

    assertProblem(reply, 400);
    assertThat(reply.errorPaths()).containsExactly("colour");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/services?q=a&q=b,                              q",
    "/v1/services?q=,                                   q",
    "/v1/services?q=%09,                                q",
    "/v1/programs?limit=0,                              limit",
    "/v1/programs?limit=101,                            limit",
    "/v1/programs?cursor=nonsense,                      cursor",
    "/v1/codes?sort=price,                              sort",
    "/v1/codes?year=20,                                 year",
    "/v1/codes?program=nonsense,                        program",
    "/v1/contacts?topic=nonsense,                       topic",
    "/v1/contacts?administrator=nonsense,               administrator",
    "/v1/contacts?payer=aetna,                          payer",
    "/v1/appeal-routes?stage=later,                     stage",
    "/v1/appeal-routes?kind=complaint,                  kind",
    "/v1/appeal-routes?service=nonsense,                service",
    "/v1/checklists/mri,                                payer",
    "/v1/checklists/mri?payer=bcbsma&service=ct,        service",
    "/v1/rules?service=nonsense,                        service",
    "/v1/rules/changes?from=2025-01-02&to=2025-01-01,   to",
    "/v1/rules/changes?from=2025-02-29,                 from",
    "/v1/references?kind=nonsense,                      kind",
    "/v1/notices?knownOn=nonsense,                      knownOn",
  })
  void referenceData_refusesABadQuery_withThePath(String route, String path) {
    Api.Reply reply = Api.get(route);

    assertProblem(reply, 400);
    assertThat(reply.errorPaths()).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/nothing-here",
        "/v1/receipts/r-0",
        "/v1/rules/no.such.rule",
        "/v1/documents/..%2F..%2Fetc%2Fpasswd",
        "/v1/documents/nothing.txt",
        "/v1/checklists/nonsense?payer=bcbsma",
      })
  void unknownThings_areNotFound_withOneBodyForAll(String route) {
    Api.Reply reply = Api.get(route);

    assertProblem(reply, 404);
    assertThat(reply.text()).isEqualTo(Api.get("/v1/nothing-here").text());
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/requirements, GET",
    "GET, /v1/requirements/batch, POST",
    "PUT, /v1/requirements/batch, POST",
    "PATCH, /v1/rules/changes, GET",
  })
  void otherMethods_areRefused_withThoseThatThereAre(Method method, String route, String allow) {
    Api.Reply reply = Api.call(method, route, Map.of("Content-Type", Api.JSON_TYPE));

    assertProblem(reply, 405);
    assertThat(reply.response().header("Allow")).contains(allow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "nonsense", "application/xml;q=1"})
  void otherMediaTypes_cannotBeGiven(String accept) {
    assertProblem(Api.call(Method.GET, "/v1/payers", Map.of("Accept", accept)), 406);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "nonsense",
        "application/x-www-form-urlencoded"
      })
  void otherMediaTypes_areNotTaken(String type) {
    Api.Reply reply = Api.bytes(BATCH, type, "[]");

    assertProblem(reply, 415);
  }

  @Test
  void bodyOverOneMebibyte_isTooLarge() {
    assertProblem(Api.post(BATCH, Api.JSON_TYPE, "[" + " ".repeat(1 << 20) + "]"), 413);
    assertProblem(Api.post(BATCH, Api.CSV_TYPE, "id\n" + " ".repeat(1 << 20)), 413);
    assertThat(Api.post(BATCH, Api.JSON_TYPE, "[" + " ".repeat((1 << 20) - 2) + "]").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[{\"id\":\"a\",\"id\":\"b\",\"facts\":{}}]",
        "[] []",
        "[{\"id\":\"\u0001\"}]"
      })
  void bodyThatIsNotJson_isRefused(String body) {
    assertProblem(Api.post(BATCH, Api.JSON_TYPE, body), 400);
  }

  @Test
  void somethingUnexpected_givesAnInstanceToQuote_andNoDetail() {
    books.fail(new IllegalStateException("the secret of the table"));

    Api.Reply reply = Api.get("/v1/payers");

    assertProblem(reply, 500);
    assertThat(reply.json().get("instance").asText()).startsWith("urn:uuid:");
    assertThat(reply.text()).doesNotContain("secret", "Exception");
  }

  @Test
  void payerWithoutRules_isUnavailable_notUndetermined() {
    books.withdraw("bcbsma");

    assertProblem(Api.get("/v1/requirements?payer=bcbsma&service=mri"), 503);
    assertThat(Api.get("/v1/requirements?payer=bcbsnc&service=mri").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "abc-1_2.3, true",
    "'a b', false",
    "'\"quoted\"', false",
    "ééé, false",
  })
  void requestId_comesBack_whereItIsSane(String id, boolean sane) {
    for (String route : new String[] {"/v1/payers", "/v1/nothing-here", "/v1/services?q="}) {
      String back =
          Api.call(Method.GET, route, Map.of("X-Request-Id", id)).response().header("X-Request-Id");
      assertThat(back).matches("[A-Za-z0-9._-]{1,64}");
      assertThat(back.equals(id)).isEqualTo(sane);
    }
  }
}
