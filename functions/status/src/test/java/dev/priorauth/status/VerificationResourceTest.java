package dev.priorauth.status;

import static dev.priorauth.status.Given.appended;
import static dev.priorauth.status.Given.line;
import static dev.priorauth.status.Given.request;
import static dev.priorauth.status.Given.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class VerificationResourceTest {
  private static final String MRI = "70551";

  @Inject AuthorizationStore store;
  @Inject Books books;

  private RuleBook bcbsma() {
    return books.book("bcbsma").orElseThrow();
  }

  private static ValidatableResponse verify(String token, String whose, String on, String codes) {
    return verify(
        token,
        "{%s, 'dateOfService': '%s', 'npi': '%s', 'codes': [%s]}"
            .formatted(whose, on, Given.SERVICING, codes));
  }

  private static ValidatableResponse verify(String token, String body) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post("/v1/verifications")
        .then();
  }

  private static String member(String id) {
    return "'memberId': '%s', 'dateOfBirth': '%s'".formatted(id, Given.BORN_ON);
  }

  private static String number(String number) {
    return "'authorizationNumber': '%s'".formatted(number);
  }

  private static String code(String code, int units) {
    return "{'code': '%s', 'units': %d}".formatted(code, units);
  }

  /** The office that treats. */
  private static String servicing() {
    return Tokens.provider("bob", Given.SERVICING);
  }

  private Authorization imaging(String member, String reference) {
    Authorization asked =
        stored(store, request(bcbsma(), "mri", member).codes(new Line(MRI, 1)).recorded())
            .getFirst();
    return appended(store, Given.decided(asked, reference, line(MRI, 1)));
  }

  /** The sixtieth day after the issue is the last one. */
  @ParameterizedTest
  @CsvSource({
    "2026-08-31, not-covered, date-outside",
    "2026-10-31, covered, match",
    "2026-11-01, not-covered, date-outside"
  })
  void imaging_isInPlace_untilTheLastDayOfItsValidity(String on, String result, String line) {
    imaging("DAY" + on, "ACMP-" + on);

    for (String whose : List.of(member("DAY" + on), number("ACMP-" + on))) {
      verify(servicing(), whose, on, code(MRI, 1))
          .statusCode(200)
          .body("result", equalTo(result))
          .body("lines.result", contains(line));
    }
  }

  @Test
  void anExpiredAuthorization_isNamedAsSuch_withThePayersWords() {
    Authorization state = imaging("EXP1", "ACMP-EXP1");

    verify(servicing(), number("ACMP-EXP1"), "2026-11-01", code(MRI, 1))
        .body("lines[0].authorization", equalTo(state.id().text()))
        .body(
            "lines[0].text", equalTo("Its last day was 2026-10-31: on 2026-11-01 it has expired."))
        .body("lines[0].cite.quote", containsString("60 days"))
        .body("lines[0].mismatches.what", contains("dates"));
  }

  @Test
  void unitsOfAGeneticTest_areThoseOfTheDecision() {
    Authorization asked =
        stored(
                store,
                request(bcbsma(), "genetic-test", "GEN1")
                    .with(Fact.PRIMARY_CARE_PROVIDER_STATE, "MA")
                    .codes(new Line("81162", 1))
                    .recorded())
            .getFirst();
    appended(store, Given.decided(asked, "GEN-1", line("81163", 1), line("81164", 2)));

    verify(
            servicing(),
            number("GEN-1"),
            "2026-09-10",
            code("81163", 1) + "," + code("81164", 3) + "," + code("81162", 1))
        .statusCode(200)
        .body("result", equalTo("partly"))
        .body("lines.result", contains("match", "units-exceeded", "code-not-approved"))
        .body(
            "lines[1].text",
            equalTo("Units of 81164: claimed 3, approved 2, used on other days 0."))
        .body("lines[1].mismatches[0].rule.text", containsString("must match"))
        .body("lines[0].cite", nullValue())
        .body("lines[0].mismatches", empty());
  }

  @Test
  void unitsThatWereUsedOnOtherDays_areGone_andEveryMismatchIsNamed() {
    Authorization state = imaging("USED1", "USED-1");
    appended(store, Given.visited(state, new Visit(Given.FROM, 1, List.of(new Line(MRI, 1)))));

    verify(servicing(), number("USED-1"), "2026-09-02", code(MRI, 1))
        .body("lines.result", contains("units-exceeded"));
    verify(
            Tokens.provider("ann"),
            "{%s, 'dateOfService': '2026-12-01', 'npi': '%s', 'service': 'ct', 'codes': [%s]}"
                .formatted(number("USED-1"), Tokens.NPI, code(MRI, 1)))
        .body("lines[0].result", equalTo("code-not-approved"))
        .body("lines[0].mismatches.what", contains("service", "provider", "dates", "units"));
  }

  @Test
  void visitsThatAreUsedUp_areSaidWithThePayersAllotment() {
    Authorization therapy =
        stored(store, request(bcbsma(), "physical-therapy", "VIS1").visits(2)).getFirst();
    appended(store, Given.visited(therapy, new Visit(Given.FROM, 2, List.of())));

    String whose = number(therapy.id().text()) + ", 'service': 'physical-therapy'";
    verify(servicing(), whose, "2026-09-01", code("97110", 4))
        .body("lines.result", contains("match"));
    verify(servicing(), whose, "2026-09-02", code("97110", 4))
        .body("lines[0].result", equalTo("units-exceeded"))
        .body("lines[0].text", equalTo("All 2 approved visits were used."))
        .body("lines[0].cite.quote", containsString("26"));
  }

  @Test
  void radiation_isMatchedByTheModalityThatTheCallerNames() {
    Authorization asked =
        stored(store, request(bcbsma(), "radiation-oncology", "RAD1").recorded()).getFirst();
    appended(store, Given.decided(asked, "RAD-1", line("IMRT", 20)));

    verify(servicing(), number("RAD-1"), "2026-09-10", code("imrt", 20))
        .body("lines.result", contains("match"));
    verify(
            servicing(),
            number("RAD-1"),
            "2026-09-10",
            "{'code': '77385', 'units': 2, 'modality': 'imrt'}, {'code': '77520', 'units': 1}")
        .body("lines.result", contains("match", "code-not-approved"))
        .body("lines[1].text", equalTo("77520 is not approved. Approved: IMRT."));
  }

  @Test
  void aGeneticClaim_hasToHaveTheApprovedUnits_andWarnsOfWhatItLeavesOut() {
    Authorization asked =
        stored(
                store,
                request(bcbsma(), "genetic-test", "GEN2")
                    .with(Fact.PRIMARY_CARE_PROVIDER_STATE, "MA")
                    .codes(new Line("81162", 1))
                    .recorded())
            .getFirst();
    appended(store, Given.decided(asked, "GEN-2", line("81162", 1), line("81479", 2)));

    verify(servicing(), number("GEN-2"), "2026-09-10", code("81479", 1))
        .body("lines.result", contains("units-short"))
        .body("lines[0].cite.quote", containsString("the claim will deny"))
        .body("warnings.kind", contains("not-claimed"))
        .body(
            "warnings[0].text",
            equalTo("81162 is approved with 1 unit and is not claimed: have the claim reviewed."))
        .body("warnings[0].cite.quote", containsString("the claim will deny"));
    verify(servicing(), number("GEN-2"), "2026-09-10", code("81479", 2) + "," + code("81162", 1))
        .body("result", equalTo("covered"))
        .body("warnings", empty());
  }

  /** The decision's own dates count; the sixtieth day after it is the last by the rules. */
  @ParameterizedTest
  @CsvSource({"2026-10-30, 0", "2026-10-31, 0", "2026-11-01, 1"})
  void aDayBeyondTheCitedValidity_isCoveredWithAWarning(String on, int warnings) {
    Authorization asked =
        stored(store, request(bcbsma(), "mri", "LONG" + on).codes(new Line(MRI, 1)).recorded())
            .getFirst();
    appended(store, Given.decidedUntil(asked, "LONG-" + on, Given.TO.plusDays(60), line(MRI, 1)));

    verify(servicing(), number("LONG-" + on), on, code(MRI, 1))
        .body("result", equalTo("covered"))
        .body("warnings.kind", hasSize(warnings))
        .body("warnings.findAll { it.kind == 'beyond-validity' }", hasSize(warnings));
    given()
        .header("Authorization", "Bearer " + servicing())
        .get("/v1/authorizations/" + asked.id())
        .then()
        .body("messages.kind", contains("beyond-validity"))
        .body("messages[0].text", containsString("until 2026-10-31"))
        .body("messages[0].cite.quote", containsString("60 days"));
  }

  @Test
  void whatNeedsNoAuthorization_isCovered_withTheRule_asItWasAskedFor() {
    Authorization none =
        stored(
                store,
                request(bcbsma(), "mri", "NONE1")
                    .codes(new Line(MRI, 1))
                    .with(Fact.SETTING, "emergency-department")
                    .notRequired())
            .getFirst();
    String number = number(none.id().text());

    verify(servicing(), number, "2026-09-01", code(MRI, 1))
        .body("result", equalTo("covered"))
        .body("lines[0].text", containsString("No authorization is needed, as it was asked for."))
        .body("lines[0].cite.quote", notNullValue());
    verify(servicing(), number, "2026-08-31", code(MRI, 1))
        .body("lines.result", contains("date-outside"));
    verify(servicing(), number, "2026-09-01", code("70450", 1))
        .body("lines.result", contains("code-not-approved"));
  }

  @Test
  void linesThatAreUsed_areShownWithWhatIsLeft() {
    Authorization state = imaging("LEFT1", "LEFT-1");
    appended(store, Given.visited(state, new Visit(Given.FROM, 1, List.of(new Line(MRI, 1)))));

    given()
        .header("Authorization", "Bearer " + servicing())
        .get("/v1/authorizations/" + state.id())
        .then()
        .body("usage.unit", equalTo("units"))
        .body("usage.approved", equalTo(1))
        .body("usage.used", equalTo(1))
        .body("usage.left", equalTo(0))
        .body("lines[0].used", equalTo(1))
        .body("lines[0].left", equalTo(0));
  }

  @Test
  void whatTheCallerMayNotSee_isAnsweredAsIfThereWereNone() {
    Authorization state = imaging("HID1", "HID-1");
    String eve = Tokens.provider("eve", Tokens.OTHER_NPI);
    String none =
        verify(servicing(), number(Given.newId().text()), "2026-09-10", code(MRI, 1))
            .statusCode(200)
            .body("result", equalTo("not-covered"))
            .body("lines[0].mismatches.what", contains("authorization"))
            .body("lines[0].authorization", nullValue())
            .extract()
            .asString();

    for (String whose : List.of(member("HID1"), number("HID-1"), number(state.id().text()))) {
      assertThat(verify(eve, whose, "2026-09-10", code(MRI, 1)).extract().asString())
          .isEqualTo(none);
      for (String token :
          List.of(
              servicing(),
              Tokens.provider("ann"),
              Tokens.member("HID1"),
              Tokens.reviewer("rae", "carelon"))) {
        verify(token, whose, "2026-09-10", code(MRI, 1)).body("result", equalTo("covered"));
      }
    }
  }

  @Test
  void aMistypedNumber_isSaidToBeOne() {
    String id = Given.newId().text();
    String mistyped = id.substring(0, 13) + (id.endsWith("7") ? "8" : "7");

    verify(servicing(), number(mistyped), "2026-09-10", code(MRI, 1))
        .body("result", equalTo("not-covered"))
        .body("typingError", equalTo(true));
  }

  @Test
  void aBadBody_namesAllProblemsAtOnce() {
    verify(
            servicing(),
            """
            {'authorizationNumber': 'R1', 'memberId': 'X1', 'npi': '12', 'service': 'magic',
             'codes': [{'code': 'A', 'units': 0}, {'units': 1, 'modality': 7}], 'payer': 'x'}
            """)
        .statusCode(422)
        .body(
            "errors.path",
            containsInAnyOrder(
                "$",
                "$.dateOfBirth",
                "$.dateOfService",
                "$.npi",
                "$.service",
                "$.codes[0].units",
                "$.codes[1].code",
                "$.codes[1].modality",
                "$.payer"));
    verify(
            servicing(),
            """
            {'dateOfService': '2026-09-10', 'npi': '1003000126',
             'codes': [{'code': '77385', 'units': 1, 'modality': 'imrt'},
                       {'code': '77385', 'units': 1, 'modality': 'proton'}]}
            """)
        .statusCode(422)
        .body("errors.path", containsInAnyOrder("$", "$.codes[1].modality"));
  }
}
