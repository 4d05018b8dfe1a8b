package dev.priorauth.datewindows;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PublishedRules.class)
class TransitionsResourceTest {

  private static JsonPath check(String facts, String services, String more) {
    String body =
        """
        {'facts': {%s},
         'authorization': {'from': '2024-11-15', 'to': '2025-01-31', 'codes': ['97110', '97140']},
         'services': [%s]%s}
        """
            .formatted(facts, services, more)
            .replace('\'', '"');
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/transitions/check")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath();
  }

  private static final String THERAPY =
      "'payer': 'bcbsnc', 'product': 'commercial', 'funding': 'fully-insured',"
          + " 'service': 'outpatient-therapy'";

  @ParameterizedTest(name = "{1} on {0}: {2} {3}")
  @CsvSource({
    "2024-11-14, 97110, new-request, date-outside",
    "2024-11-15, 97110, covered, ",
    "2024-12-10, 97140, covered, ",
    "2025-01-31, 97110, covered, ",
    "2025-02-01, 97110, new-request, date-outside",
    "2024-12-10, 97530, new-request, code-not-included",
    "2025-02-01, 97530, new-request, date-outside"
  })
  void check_judgesOneService(String on, String code, String result, String reason) {
    JsonPath answer = check(THERAPY, "{'on': '%s', 'code': '%s'}".formatted(on, code), "");

    assertThat(answer.getString("services[0].on")).isEqualTo(on);
    assertThat(answer.getString("services[0].code")).isEqualTo(code);
    assertThat(answer.getString("services[0].result")).isEqualTo(result);
    assertThat(answer.getString("services[0].reason")).isEqualTo(reason);
    assertThat(answer.getString("services[0].text")).isNotBlank();
    assertThat(answer.getString("services[0].cite.quote")).isNotBlank();
  }

  @Test
  void check_keepsTheOrderOfTheServices() {
    JsonPath answer =
        check(
            THERAPY,
            "{'on': '2025-02-01', 'code': '97110'}, {'on': '2024-12-10', 'code': '97110'}",
            "");

    assertThat(answer.getList("services.result", String.class))
        .containsExactly("new-request", "covered");
  }

  @Test
  void check_isUndetermined_andNeverCovered_whereNoRuleSpeaks() {
    JsonPath answer =
        check(
            "'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'mri'",
            "{'on': '2024-12-10', 'code': '97110'}",
            "");

    assertThat(answer.getString("services[0].result")).isEqualTo("undetermined");
    assertThat(answer.getString("services[0].text")).contains("does not mean that it does");
    assertThat(answer.getMap("services[0]")).doesNotContainKeys("reason", "cite");
  }

  @ParameterizedTest(name = "asked as known on {0} it is {1}")
  @CsvSource({
    "2024-10-31, undetermined",
    "2024-10-31T23:59:59-04:00, undetermined",
    "2024-11-01, covered",
    "2024-11-02, covered"
  })
  void check_seesARule_fromItsPublicationDay(String knownOn, String result) {
    JsonPath answer =
        check(
            THERAPY,
            "{'on': '2024-12-10', 'code': '97110'}",
            ", 'knownOn': '%s'".formatted(knownOn));

    assertThat(answer.getString("services[0].result")).isEqualTo(result);
  }
}
