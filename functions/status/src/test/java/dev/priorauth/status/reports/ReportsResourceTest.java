package dev.priorauth.status.reports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.metrics.Metric;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class ReportsResourceTest {
  private static final String DAILY = "/v1/reports/daily";
  private static final LocalDate LATER = LocalDate.of(2027, 3, 1);

  @Inject AuthorizationStore store;
  @Inject TestClock clock;

  private final String npi = Stored.npi();
  private Stored stored;

  @BeforeEach
  void resetTheClock() {
    clock.set(TestClock.START);
    stored = new Stored(store, npi, npi);
  }

  private ValidatableResponse get(String route, String... accept) {
    return as(Tokens.provider("ann", npi), route, accept);
  }

  private static ValidatableResponse as(String token, String route, String... accept) {
    var request = given().header("Authorization", "Bearer " + token);
    return (accept.length == 0 ? request : request.header("Accept", accept[0])).get(route).then();
  }

  private static Instant at(String boston) {
    return LocalDate.parse("2026-11-20")
        .atTime(java.time.LocalTime.parse(boston))
        .atZone(Stored.ZONE)
        .toInstant();
  }

  /** One decision before the day, three on it, one after it. */
  private List<Authorization> live() {
    stored.approved(at("00:00").minusNanos(1), LATER);
    Authorization atOnce = stored.approved(at("00:00"), LATER);
    Authorization stay =
        stored.service("acute-inpatient-admission").pended(at("08:00").minusSeconds(86_400));
    stored.service("mri");
    Authorization denied = stored.denied(stored.pended(at("09:00")), at("15:00"));
    Authorization approvedStay = stored.reviewed(stay, at("23:59"));
    stored.approved(at("00:00").plusSeconds(86_400), LATER);
    return List.of(atOnce, denied, approvedStay);
  }

  @Test
  void daily_hasTheDecisionsOfTheDay_inpatientApart_whateverHappensLater() {
    List<Authorization> decided = live();
    String route = DAILY + "?on=2026-11-20";

    ValidatableResponse first =
        get(route)
            .statusCode(200)
            .body(
                "outpatient.authorization",
                contains(decided.get(0).id().text(), decided.get(1).id().text()))
            .body("outpatient.decision", contains("approved", "denied"))
            .body("outpatient.way", contains("at-submission", "review"))
            .body("outpatient[1].at", equalTo("2026-11-20T15:00:00-05:00"))
            .body("inpatient.authorization", contains(decided.get(2).id().text()))
            .body("over", equalTo(true))
            .body("complete", equalTo(true));
    stored.append(
        Operations.withdraw(
            decided.get(0),
            "moved",
            new Actor("office", Role.PROVIDER, Set.of(), Set.of()),
            TestClock.START));
    clock.set(TestClock.START.plusSeconds(86_400));

    assertThat(get(route).extract().asByteArray()).isEqualTo(first.extract().asByteArray());
    assertThat(first.extract().asString()).doesNotContain(Stored.NAME, "XXP1");
  }

  @Test
  void daily_isEmpty_ofADayWithoutDecisions_andForAnotherOffice() {
    live();

    get(DAILY)
        .body("on", equalTo("2026-11-22"))
        .body("inpatient", empty())
        .body("outpatient", empty());
    get(DAILY + "?on=2026-11-23").body("over", equalTo(false));
    as(Tokens.provider("eve", Stored.npi()), DAILY + "?on=2026-11-20")
        .body("inpatient", empty())
        .body("outpatient", empty());
  }

  @Test
  void daily_isATable_forSpreadsheets_andOnPaper() {
    List<Authorization> decided = live();
    String route = DAILY + "?on=2026-11-20";

    String csv =
        get(route, "text/csv").statusCode(200).contentType("text/csv").extract().asString();
    String html =
        get(route, "text/html,*/*;q=0.1")
            .statusCode(200)
            .contentType("text/html")
            .extract()
            .asString();

    assertThat(csv.split("\r\n"))
        .hasSize(4)
        .startsWith("setting,authorization,decision,way,at,payer,service")
        .contains(
            "inpatient,"
                + decided.get(2).id()
                + ",approved,review,2026-11-20T23:59:00-05:00,bcbsma,Acute inpatient admission");
    assertThat(html)
        .startsWith("<!doctype html>")
        .contains("<h2>inpatient</h2>", "<td>" + decided.get(1).id() + "</td>");
    get(route, "application/pdf").statusCode(406);
  }

  @Test
  void deadlines_areSoonestFirst_withOwner_withinTheDaysAskedFor() {
    Authorization ending =
        stored.approved(Instant.parse("2026-11-02T15:00:00Z"), LocalDate.of(2026, 12, 7));
    Authorization pended = stored.pended(Instant.parse("2026-11-20T15:00:00Z"));
    stored.approved(Instant.parse("2026-01-02T15:00:00Z"), LocalDate.of(2026, 11, 22));

    get("/v1/deadlines?within=P14D")
        .statusCode(200)
        .body(
            "deadlines.kind",
            contains("information-due", "decision-due", "extension-due", "expires"))
        .body("deadlines.on", contains("2026-11-25", "2026-11-27", "2026-11-30", "2026-12-07"))
        .body("deadlines.owner", contains("requester", "reviewer", "requester", "requester"))
        .body("deadlines[0].authorization", equalTo(pended.id().text()))
        .body("deadlines[3].link", equalTo("/v1/authorizations/" + ending.id().text()))
        .body("next", nullValue());
    get("/v1/deadlines?within=P13D&kind=expires").body("deadlines", empty());
    get("/v1/deadlines?within=P2W&kind=expires").body("deadlines.on", contains("2026-12-07"));
    clock.set(Instant.parse("2026-11-26T19:00:00Z"));
    get("/v1/deadlines?within=P0D").body("deadlines.overdue", contains(true));
    as(Tokens.provider("eve", Stored.npi()), "/v1/deadlines").body("deadlines", empty());
    get("/v1/deadlines?within=14").statusCode(400).body("errors.path", contains("within"));
  }

  @Test
  void deadlines_areACalendar_withoutPersonalData() {
    Authorization pended = stored.pended(Instant.parse("2026-11-20T15:00:00Z"));

    String calendar = get("/v1/deadlines", "text/calendar").statusCode(200).extract().asString();

    assertThat(calendar)
        .contains(
            "BEGIN:VCALENDAR",
            "DTSTART;VALUE=DATE:20261125",
            "SUMMARY:" + pended.id() + ": information due")
        .doesNotContain(Stored.NAME, "Send the notes");
    assertThat(get("/v1/deadlines", "text/calendar").extract().asString()).isEqualTo(calendar);
    as(Tokens.provider("eve", Stored.npi()), "/v1/deadlines", "text/calendar").statusCode(204);
  }

  @Test
  void metrics_areCountedFromTheLog_forOperators_ofEachProduct() {
    // Years of which no other test has the figures made.
    clock.set(Instant.parse("2032-01-01T19:00:00Z"));
    stored.product("medicare-advantage-hmo");
    Instant at = Instant.parse("2031-06-02T15:00:00Z");
    stored.approved(at, LocalDate.of(2032, 3, 1));
    stored.reviewed(stored.pended(at), at.plusSeconds(36 * 3600));
    stored.denied(stored.pended(at), at.plusSeconds(48 * 3600));
    stored.pended(Instant.parse("2031-12-28T15:00:00Z"));
    stored.expedited().reviewed(stored.pended(at), at.plusSeconds(5400));
    String line = "lines.find{it.payer=='bcbsma' && it.product=='medicare-advantage-hmo'}.";
    String operator = Tokens.operator("ops");

    as(operator, "/v1/metrics?year=2031")
        .statusCode(200)
        .body("asOf", equalTo("2031-12-31"))
        .body(line + "standard.requested", equalTo(4))
        .body(line + "standard.decided", equalTo(3))
        .body(line + "standard.figures.find{it.figure=='approved'}.value", equalTo(66.7f))
        .body(line + "standard.figures.find{it.figure=='denied'}.value", equalTo(33.3f))
        .body(line + "standard.figures.find{it.figure=='extended-and-approved'}.value", nullValue())
        .body(
            line + "standard.figures.find{it.figure=='extended-and-approved'}.notMeasured",
            containsString("no step"))
        .body(line + "standard.figures.find{it.figure=='average-hours'}.value", equalTo(28.0f))
        .body(line + "standard.figures.find{it.figure=='median-hours'}.value", equalTo(36.0f))
        .body(line + "expedited.figures.find{it.figure=='median-hours'}.value", equalTo(1.5f))
        .body(line + "waiting.count", equalTo(1))
        .body(line + "waiting.byDays.find{it.days=='0-3'}.count", equalTo(1))
        .body("definitions[0].cite.verified", equalTo(false));
    String csv = as(operator, "/v1/metrics?year=2031", "text/csv").extract().asString();
    assertThat(csv)
        .contains("bcbsma,medicare-advantage-hmo,standard,median-hours,hours,3,36.00,")
        .contains(Metric.MEDIAN_HOURS.definition(), Metric.CITATION);
    as(operator, "/v1/metrics?year=2031", "text/html").contentType("text/html");
    as(operator, "/v1/metrics?year=1999").statusCode(400);
  }
}
