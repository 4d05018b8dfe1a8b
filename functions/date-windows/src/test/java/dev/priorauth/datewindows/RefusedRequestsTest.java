package dev.priorauth.datewindows;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be answered, and what is said about them. */
@QuarkusTest
@QuarkusTestResource(PublishedRules.class)
class RefusedRequestsTest {
  private static final String WINDOWS = "/v1/date-windows";
  private static final String TRANSITIONS = "/v1/transitions/check";
  private static final String MRI = "'payer': 'bcbsma', 'service': 'mri'";

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body.replace('\'', '"')).post(path).then();
  }

  private static JsonPath refused(String path, String body) {
    return problem(post(path, body), 422);
  }

  private static JsonPath problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .header("X-Request-Id", notNullValue())
        .body("status", equalTo(status))
        .body("title", notNullValue())
        .body("type", notNullValue())
        .extract()
        .jsonPath();
  }

  static Stream<Arguments> invalidDates() {
    return Stream.of(
        Arguments.of("'serviceFrom': '2025-02-29'", "serviceFrom", "not a calendar date"),
        Arguments.of("'serviceFrom': '2025-1-2'", "serviceFrom", "not a calendar date"),
        Arguments.of("'serviceFrom': '0025-01-02'", "serviceFrom", "between 1990 and 2100"),
        Arguments.of("'serviceFrom': 20250102", "serviceFrom", "date in quotes"),
        Arguments.of("'serviceFrom': null", "serviceFrom", "null"),
        Arguments.of("'serviceFrom': '2025-01-02T10:00:00Z'", "serviceFrom", "not a calendar date"),
        Arguments.of(
            "'serviceFrom': '2025-01-10', 'serviceTo': '2025-01-09'",
            "serviceTo",
            "lies before serviceFrom"),
        Arguments.of("'submittedAt': '2025-01-02T10:00:00'", "submittedAt", "offset"),
        Arguments.of("'admittedAt': '2025-01-02'", "admittedAt", "offset"),
        Arguments.of("'notifiedAt': '2025-02-29T10:00:00Z'", "notifiedAt", "offset"),
        Arguments.of(
            "'submittedAt': '2025-01-02T04:30:00Z', 'submittedOn': '2025-01-02'",
            "submittedOn",
            "submittedAt lies on 2025-01-01 in America/New_York"),
        Arguments.of("'visitOn': '2025-01-02'", "visitOn", "object"),
        Arguments.of("'visitOn': {'first': '2025-01-02'}", "visitOn.first", "by its number"),
        Arguments.of("'visitOn': {'0': '2025-01-02'}", "visitOn.0", "by its number"),
        Arguments.of("'visitOn': {'13': '2025-02-29'}", "visitOn.13", "not a calendar date"),
        Arguments.of(
            "'visitOn': {'12': '2025-01-03', '13': '2025-01-02'}",
            "visitOn.13",
            "lies before visit 12"),
        Arguments.of("'today': 'now'", "today", "not a calendar date"),
        Arguments.of("'submitedOn': '2025-01-02'", "submitedOn", "no member of this name"));
  }

  @ParameterizedTest(name = "dates {0}")
  @MethodSource("invalidDates")
  void check_saysWhichDateToMend(String dates, String path, String message) {
    JsonPath problem = refused(WINDOWS, "{'facts': {%s}, 'dates': {%s}}".formatted(MRI, dates));

    assertThat(problem.getList("errors.path", String.class)).containsExactly("$.dates." + path);
    assertThat(problem.getString("errors[0].message")).contains(message);
  }

  static Stream<Arguments> invalidBodies() {
    return Stream.of(
        Arguments.of("[]", "$", "must be an object"),
        Arguments.of("{}", "$.facts", "missing"),
        Arguments.of("{'facts': []}", "$.facts", "must be an object"),
        Arguments.of("{'facts': {'service': 'mri'}}", "$.facts.payer", "missing"),
        Arguments.of("{'facts': {'payer': 'bcbsma'}}", "$.facts.service", "service or the code"),
        Arguments.of(
            "{'facts': {'payer': 'aetna', 'service': 'mri'}}", "$.facts.payer", "allowed values"),
        Arguments.of(
            "{'facts': {'payer': 'bcbsnc', 'product': 'medex', 'service': 'mri'}}",
            "$.facts.product",
            "has no product medex"),
        Arguments.of("{'facts': {%s, 'age': '41'}}".formatted(MRI), "$.facts.age", "whole number"),
        Arguments.of("{'facts': {%s, 'agee': 41}}".formatted(MRI), "$.facts.agee", "no fact"),
        Arguments.of("{'facts': {%s}, 'dates': []}".formatted(MRI), "$.dates", "an object"),
        Arguments.of(
            "{'facts': {%s}, 'knownOn': '2025-02-29'}".formatted(MRI), "$.knownOn", "calendar"),
        Arguments.of("{'facts': {%s}, 'on': '2025-01-01'}".formatted(MRI), "$.on", "no member"),
        Arguments.of(
            "{'facts': {%s, 'serviceDate': '2025-01-02'}, 'dates': {'serviceFrom': '2025-01-03'}}"
                .formatted(MRI),
            "$.dates.serviceFrom",
            "serviceDate says 2025-01-02"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidBodies")
  void check_saysWhatToMend(String body, String path, String message) {
    JsonPath problem = refused(WINDOWS, body);

    assertThat(problem.getList("errors.path", String.class)).contains(path);
    assertThat(problem.getString("errors.find { it.path == '%s' }.message".formatted(path)))
        .contains(message);
  }

  @Test
  void check_namesAllProblemsAtOnce() {
    JsonPath problem =
        refused(
            WINDOWS,
            "{'facts': {'service': 'mrt', 'age': -1},"
                + " 'dates': {'serviceFrom': '2025-02-29', 'visitOn': {'x': '2025-02-30'}},"
                + " 'knownOn': 'soon', 'more': 1}");

    assertThat(problem.getList("errors.path", String.class))
        .containsExactlyInAnyOrder(
            "$.facts.payer",
            "$.facts.service",
            "$.facts.age",
            "$.dates.serviceFrom",
            "$.dates.visitOn.x",
            "$.dates.visitOn.x",
            "$.knownOn",
            "$.more");
    assertThat(problem.getList("errors.find { it.path == '$.facts.payer' }.allowed", String.class))
        .containsExactly("bcbsma", "bcbsnc");
  }

  static Stream<Arguments> invalidTransitions() {
    String facts = "'facts': {%s}".formatted(MRI);
    String authorization =
        "'authorization': {'from': '2025-01-01', 'to': '2025-01-31', 'codes': ['97110']}";
    String services = "'services': [{'on': '2025-01-02', 'code': '97110'}]";
    String many = "{'on': '2025-01-02', 'code': '97110'},".repeat(500);
    return Stream.of(
        Arguments.of(List.of(authorization, services), "$.facts", "missing"),
        Arguments.of(List.of(facts, services), "$.authorization", "missing"),
        Arguments.of(List.of(facts, authorization), "$.services", "missing"),
        Arguments.of(List.of(facts, authorization, "'services': []"), "$.services", "empty"),
        Arguments.of(
            List.of(facts, authorization, "'services': [%s{}]".formatted(many)),
            "$.services",
            "at most 500 items"),
        Arguments.of(
            List.of(facts, authorization, "'services': [{'code': '97110'}]"),
            "$.services[0].on",
            "missing"),
        Arguments.of(
            List.of(facts, authorization, "'services': [{'on': '2025-01-02', 'code': '9711'}]"),
            "$.services[0].code",
            "five digits or capital letters"),
        Arguments.of(
            List.of(
                facts,
                authorization,
                "'services': [{'on': '2025-01-02', 'code': '97110', 'units': 1}]"),
            "$.services[0].units",
            "no member of this name"),
        Arguments.of(
            List.of(facts, services, "'authorization': {'from': '2025-01-01'}"),
            "$.authorization.to",
            "missing"),
        Arguments.of(
            List.of(
                facts,
                services,
                "'authorization': {'from': '2025-02-01', 'to': '2025-01-31', 'codes': ['97110']}"),
            "$.authorization.to",
            "lies before from"),
        Arguments.of(
            List.of(
                facts,
                services,
                "'authorization': {'from': '2025-01-01', 'to': '2025-01-31', 'codes': []}"),
            "$.authorization.codes",
            "empty"),
        Arguments.of(
            List.of(
                facts,
                services,
                "'authorization': {'from': '2025-01-01', 'to': '2025-01-31',"
                    + " 'codes': [1, 'abc', '97110']}"),
            "$.authorization.codes[1]",
            "five digits or capital letters"));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("invalidTransitions")
  void transitions_saysWhatToMend(List<String> members, String path, String message) {
    JsonPath problem = refused(TRANSITIONS, "{" + String.join(", ", members) + "}");

    assertThat(problem.getList("errors.path", String.class)).contains(path);
    assertThat(problem.getString("errors.find { it.path == '%s' }.message".formatted(path)))
        .contains(message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "{", "{'a': 1} {}", "{'facts': {}, 'facts': {}}", "{'a': NaN}"})
  void check_refusesABody_thatIsNotJson(String body) {
    problem(post(WINDOWS, body), 400);
    problem(post(TRANSITIONS, body), 400);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"text/plain", "application/xml", "application/json;charset=ISO-8859-1"})
  void check_refusesAnotherMediaType(String type) {
    problem(given().header("Content-Type", type).body("{}".getBytes()).post(WINDOWS).then(), 415);
  }

  @Test
  void check_takesJson_withItsCharset() {
    given()
        .header("Content-Type", "application/json; charset=utf-8")
        .body("{'facts': {%s}}".formatted(MRI).replace('\'', '"').getBytes())
        .post(WINDOWS)
        .then()
        .statusCode(200);
  }

  @Test
  void check_refusesABody_overOneMebibyte() {
    String body = "{'facts': {%s}, 'more': '".formatted(MRI);
    String full = body + "x".repeat((1 << 20) - body.length() - 2) + "'}";

    problem(post(WINDOWS, full), 422);
    problem(post(WINDOWS, full + " "), 413);
  }

  @Test
  void check_refusesQueryParameters() {
    JsonPath problem = problem(post(WINDOWS + "?payer=bcbsma", "{}"), 400);
    assertThat(problem.getList("errors.path", String.class)).containsExactly("payer");

    problem(post(TRANSITIONS + "?x=1", "{}"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {WINDOWS, TRANSITIONS})
  void get_isNotAllowed(String path) {
    problem(given().get(path).then(), 405);
  }

  @Test
  void check_saysWhatItCanGive_whenAskedForAnotherType() {
    problem(
        given().contentType("application/json").accept("text/html").body("{}").post(WINDOWS).then(),
        406);
  }

  @Test
  void otherPaths_areNotFound() {
    problem(post("/v1/date-windows/1", "{}"), 404);
  }

  @Test
  void everyAnswer_hasTheIdOfItsRequest() {
    given()
        .contentType("application/json")
        .header("X-Request-Id", "office-17")
        .body("{")
        .post(WINDOWS)
        .then()
        .statusCode(400)
        .header("X-Request-Id", "office-17");
  }

  @Test
  void calendar_isRefusedLikeJson() {
    problem(
        given()
            .contentType("application/json")
            .accept("text/calendar")
            .body("{}")
            .post(WINDOWS)
            .then(),
        422);
  }
}
