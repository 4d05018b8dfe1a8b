package dev.priorauth.datewindows;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PublishedRules.class)
class DateWindowsResourceTest {

  private static JsonPath check(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/date-windows")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .extract()
        .jsonPath();
  }

  /** A body in which single quotes stand for double ones. */
  private static JsonPath ask(String facts, String dates) {
    return check("{'facts': {%s}, 'dates': {%s}}".formatted(facts, dates).replace('\'', '"'));
  }

  private static final String NC_THERAPY =
      "'payer': 'bcbsnc', 'product': 'commercial', 'funding': 'fully-insured',"
          + " 'service': 'outpatient-therapy'";
  private static final String MRI =
      "'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'mri', 'setting': 'outpatient'";
  private static final String EMERGENCY_ADMISSION =
      "'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'acute-inpatient-admission',"
          + " 'admissionFrom': 'emergency-department'";
  private static final String RESIDENTIAL =
      "'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'acute-residential-treatment'";

  private static String window(String rule) {
    return "windows.find { it.rule == '%s' }.".formatted(rule);
  }

  @Test
  void check_answersTheExampleOfTheContract() {
    JsonPath answer =
        check(
            """
            {"facts": {"payer": "bcbsnc", "product": "commercial", "funding": "fully-insured",
                       "service": "outpatient-therapy"},
             "dates": {"submittedOn": "2024-12-01", "serviceFrom": "2025-01-01"},
             "knownOn": "2024-12-01"}
            """);

    assertThat(answer.getString("verdict")).isEqualTo("too-early");
    String window = window("bcbsnc.rehabilitation.not-more-than-30-days-ahead");
    assertThat(answer.getMap(window.substring(0, window.length() - 1)))
        .containsEntry("action", "submit-request")
        .containsEntry("severity", "refused")
        .containsEntry("given", "2024-12-01")
        .containsEntry("opens", "2024-12-02")
        .containsEntry("closes", null)
        .containsEntry("verdict", "too-early")
        .containsEntry("offBy", "P1D")
        .containsEntry("nextAllowed", "2024-12-02")
        .containsKeys("id", "text", "reading", "cite")
        .doesNotContainKey("nextAllowedText");
    assertThat(answer.getString(window + "cite.quote")).isNotBlank();
    assertThat(answer.getString("on")).isEqualTo("2025-01-01");
    assertThat(answer.getString("knownOn")).isEqualTo("2024-12-01T00:00:00-05:00");
    assertThat(answer.getList("questions")).isEmpty();
    assertThat(answer.getList("timeline.kind", String.class)).contains("submission-opens");
    assertThat(answer.getList("timeline.on", String.class)).contains("2024-12-02");
  }

  @ParameterizedTest(name = "a request on {0} is {1}")
  @CsvSource({"2024-12-01, too-early", "2024-12-02, in-window", "2024-12-03, in-window"})
  void check_opensThe30Days_onTheirFirstDay(String submittedOn, String verdict) {
    assertThat(
            ask(
                    NC_THERAPY,
                    "'submittedOn': '%s', 'serviceFrom': '2025-01-01'".formatted(submittedOn))
                .getString("verdict"))
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "a request at {0} is {1}")
  @CsvSource({
    "2024-12-01T23:59:59-05:00, too-early",
    "2024-12-02T00:00:00-05:00, in-window",
    "2024-12-02T04:59:59Z, too-early"
  })
  void check_countsTheDayOfAnInstant_inThePayersZone(String submittedAt, String verdict) {
    assertThat(
            ask(
                    NC_THERAPY,
                    "'submittedAt': '%s', 'serviceFrom': '2025-01-01'".formatted(submittedAt))
                .getString("verdict"))
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "asked as known on {0} it is {1}")
  @CsvSource({
    "2024-10-31, not-applicable",
    "2024-10-31T23:59:59-04:00, not-applicable",
    "2024-11-01T00:00:00-04:00, too-early",
    "2024-11-01, too-early",
    "2024-11-02, too-early"
  })
  void check_seesARule_fromTheFirstInstantOfItsPublicationDay(String knownOn, String verdict) {
    JsonPath answer =
        check(
            "{'facts': {%s}, 'dates': {'submittedOn': '2024-12-01', 'serviceFrom': '2025-01-01'}, 'knownOn': '%s'}"
                .formatted(NC_THERAPY, knownOn)
                .replace('\'', '"'));

    assertThat(answer.getString("verdict")).isEqualTo(verdict);
  }

  @Test
  void check_saysThatNoDateIsSafe_whereNoWindowApplies() {
    JsonPath answer = ask("'payer': 'bcbsma', 'product': 'medex', 'service': 'mri'", "");

    assertThat(answer.getString("verdict")).isEqualTo("not-applicable");
    assertThat(answer.getString("text")).contains("does not mean that any date will do");
    assertThat(answer.getList("windows")).isEmpty();
  }

  @Test
  void check_saysThatThereIsNoNextDate_whenARequestIsTooLate() {
    JsonPath answer = ask(MRI, "'submittedOn': '2025-01-11', 'serviceFrom': '2025-01-10'");

    assertThat(answer.getString("verdict")).isEqualTo("too-late");
    String window = window("bcbsma.htr.authorization");
    assertThat(answer.getString(window + "closes")).isEqualTo("2025-01-10");
    assertThat(answer.getString(window + "nextAllowed")).isNull();
    assertThat(answer.getString(window + "nextAllowedText")).contains("closed on 2025-01-10");
  }

  @ParameterizedTest(name = "service on {0} is {1}")
  @CsvSource({
    "2025-01-01, too-early",
    "2025-01-02, in-window",
    "2025-01-03, in-window",
    "2025-03-02, in-window",
    "2025-03-03, in-window",
    "2025-03-04, too-late"
  })
  void check_letsAnAuthorizationBeUsed_untilThe60thDayAfterItsIssue(String on, String verdict) {
    assertThat(
            ask(MRI, "'issuedOn': '2025-01-02', 'serviceFrom': '%s'".formatted(on))
                .getString("verdict"))
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "notified at {0} is {1}")
  @CsvSource({
    "2025-03-11T10:59:59-04:00, in-window, ",
    "2025-03-11T11:00:00-04:00, in-window, ",
    "2025-03-11T11:00:01-04:00, late, PT1S"
  })
  void check_counts72ElapsedHours_acrossTheClockChangeOfSpring(
      String notifiedAt, String verdict, String offBy) {
    JsonPath answer =
        ask(
            EMERGENCY_ADMISSION,
            "'admittedAt': '2025-03-08T10:00:00-05:00', 'notifiedAt': '%s'".formatted(notifiedAt));

    assertThat(answer.getString("verdict")).isEqualTo(verdict);
    String window = window("bcbsma.acute-inpatient.emergency-notification-deadline");
    assertThat(answer.getString(window + "closes")).isEqualTo("2025-03-11T11:00:00-04:00");
    assertThat(answer.getString(window + "offBy")).isEqualTo(offBy);
  }

  @Test
  void check_namesTheMissingDate_thatANotificationIsCountedFrom() {
    JsonPath answer = ask(EMERGENCY_ADMISSION, "'notifiedAt': '2025-03-11T11:00:00-04:00'");

    assertThat(answer.getString("verdict")).isEqualTo("needs-date");
    assertThat(answer.getList("needs.date", String.class)).containsOnly("admittedAt");
    assertThat(answer.getString("needs[0].for"))
        .isEqualTo("bcbsma.acute-inpatient.emergency-notification-deadline");
    assertThat(answer.getString("needs[0].text")).startsWith("Give admittedAt to have this judged");
    assertThat(answer.getMap("windows[0]")).containsEntry("anchor", "admittedAt");
    assertThat(answer.getString("windows[0].latest")).isEqualTo("PT72H");
  }

  @Test
  void check_isOpen_whileNothingCanBeJudged() {
    JsonPath answer = ask(NC_THERAPY, "'serviceFrom': '2025-01-01'");

    assertThat(answer.getString("verdict")).isEqualTo("open");
    assertThat(
            answer.getString(window("bcbsnc.rehabilitation.not-more-than-30-days-ahead") + "opens"))
        .isEqualTo("2024-12-02");
  }

  @Test
  void check_isOpen_withoutAnyDate() {
    JsonPath answer = check("{'facts': {%s}}".formatted(MRI).replace('\'', '"'));

    assertThat(answer.getString("verdict")).isEqualTo("open");
    assertThat(answer.getString("on")).isEqualTo("2026-11-23");
  }

  @Test
  void check_asks_whereAMissingFactDecidesTheWindow() {
    JsonPath answer =
        ask(
            RESIDENTIAL,
            "'admittedAt': '2025-03-03T10:00:00-05:00', 'notifiedAt': '2025-03-05T22:00:00-05:00'");

    assertThat(answer.getString("verdict")).isEqualTo("undetermined");
    assertThat(answer.getList("questions.fact", String.class)).contains("condition");
    assertThat(answer.getString("questions[0].text")).isNotBlank();
    assertThat(answer.getList("questions[0].choices")).isNotEmpty();
  }

  @Test
  void check_saysThatACodeIsNotKnown_whenNoListHasIt() {
    JsonPath answer = ask("'payer': 'bcbsma', 'code': '99999'", "'serviceFrom': '2025-01-10'");

    assertThat(answer.getString("verdict")).isEqualTo("undetermined");
    assertThat(answer.getString("text")).contains("No code list that we hold for 2025");
    assertThat(answer.getList("questions")).isEmpty();
  }

  @ParameterizedTest(name = "a request on {0} is {1}")
  @CsvSource({
    "2025-02-02, too-early",
    "2025-02-03, in-window",
    "2025-02-10, in-window",
    "2025-02-17, advisory",
    "2025-02-18, too-late"
  })
  void check_takesARequestAroundVisit13(String submittedOn, String verdict) {
    assertThat(
            ask(
                    "'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'chiropractic',"
                        + " 'visitLimit': 20",
                    "'submittedOn': '%s', 'visitOn': {'13': '2025-02-10'}".formatted(submittedOn))
                .getString("verdict"))
        .isEqualTo(verdict);
  }

  @Test
  void check_reportsThePeriod_withBothEnds() {
    JsonPath answer =
        ask(
            "'payer': 'bcbsma', 'product': 'commercial-hmo', 'service': 'physical-therapy'",
            "'serviceFrom': '2024-12-15'");

    assertThat(answer.getMap("periods[0]"))
        .containsEntry("kind", "calendar-year")
        .containsEntry("from", "2024-01-01")
        .containsEntry("to", "2024-12-31")
        .containsEntry("limit", 26)
        .containsEntry("unit", "visits")
        .containsKeys("text", "cite");
    assertThat(answer.getList("timeline.kind", String.class))
        .containsExactly("period-begins", "period-ends");
  }

  @Test
  void check_saysWhatIsOpen_onTheDayThatIsGiven() {
    String dates = "'serviceFrom': '2025-01-01', 'today': '%s'";
    String window = window("bcbsnc.rehabilitation.not-more-than-30-days-ahead");

    assertThat(ask(NC_THERAPY, dates.formatted("2024-12-01")).getBoolean(window + "openNow"))
        .isFalse();
    assertThat(ask(NC_THERAPY, dates.formatted("2024-12-02")).getBoolean(window + "openNow"))
        .isTrue();
    assertThat(
            ask(NC_THERAPY, dates.formatted("2024-12-02T04:59:59Z")).getBoolean(window + "openNow"))
        .isFalse();
  }

  @Test
  void check_neverTakesToday_forAMissingDate() {
    JsonPath answer = ask(NC_THERAPY, "'today': '2024-12-01', 'serviceFrom': '2025-01-01'");

    assertThat(answer.getString("verdict")).isEqualTo("open");
  }

  @Test
  void check_takesTheServiceDate_fromTheFacts() {
    JsonPath answer = ask(MRI + ", 'serviceDate': '2025-01-10'", "'submittedOn': '2025-01-10'");

    assertThat(answer.getString("on")).isEqualTo("2025-01-10");
    assertThat(answer.getString("verdict")).isEqualTo("in-window");
  }

  @Test
  void check_keepsTheTimelineInOrder() {
    JsonPath answer =
        ask(
            MRI,
            "'issuedOn': '2025-01-02', 'submittedOn': '2025-01-01', 'serviceFrom': '2025-01-10'");

    List<String> days = answer.getList("timeline.on", String.class);
    assertThat(days).contains("2025-01-02", "2025-01-10", "2025-03-03").isSorted();
  }
}
