package dev.priorauth.datewindows;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PublishedRules.class)
class TimelineCalendarTest {
  private static final String THERAPY =
      "{'facts': {'payer': 'bcbsnc', 'product': 'commercial', 'funding': 'fully-insured',"
          + " 'service': 'outpatient-therapy'}, 'dates': {'serviceFrom': '%s'}}";
  private static final String ADMISSION =
      "{'facts': {'payer': 'bcbsma', 'product': 'commercial-hmo', 'age': 41,"
          + " 'service': 'acute-inpatient-admission', 'admissionFrom': 'emergency-department'},"
          + " 'dates': {'admittedAt': '2025-03-08T10:00:00-05:00'}}";

  private static Response post(String body, String accept) {
    return given()
        .contentType("application/json")
        .accept(accept)
        .body(body.replace('\'', '"'))
        .post("/v1/date-windows");
  }

  private static String calendar(String body) {
    Response response = post(body, "text/calendar");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo("text/calendar;charset=UTF-8");
    return response.asString();
  }

  private static List<String> uids(String calendar) {
    return Biweekly.parse(calendar).first().getEvents().stream()
        .map(event -> event.getUid().getValue())
        .toList();
  }

  @Test
  void calendar_hasADay_asAWholeDay() {
    String text = calendar(THERAPY.formatted("2025-01-01"));

    assertThat(text)
        .contains("DTSTART;VALUE=DATE:20241202\r\n")
        .contains("DTSTAMP:20261123T190000Z\r\n")
        .contains("CATEGORIES:submission-opens\r\n")
        .contains("TRANSP:TRANSPARENT\r\n");
  }

  @Test
  void calendar_hasNoLineOfMoreThan75Octets() {
    assertThat(calendar(THERAPY.formatted("2025-01-01")).split("\r\n"))
        .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(76));
  }

  @Test
  void calendar_hasAnInstant_inUtc() {
    assertThat(calendar(ADMISSION)).contains("DTSTART:20250311T150000Z\r\n");
  }

  @Test
  void calendar_isTheSame_inAnyZoneOfTheMachine() {
    String usual = calendar(THERAPY.formatted("2025-01-01"));
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(calendar(THERAPY.formatted("2025-01-01"))).isEqualTo(usual);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void calendar_isSoundForARealReader() {
    List<ICalendar> read = Biweekly.parse(calendar(ADMISSION)).all();

    assertThat(read).hasSize(1);
    ICalendar calendar = read.getFirst();
    assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
    VEvent event = calendar.getEvents().getFirst();
    assertThat(event.getSummary().getValue()).isNotBlank();
    assertThat(event.getDescription().getValue()).contains(".txt, lines ");
  }

  @Test
  void calendar_foldsLongLines() {
    assertThat(Arrays.stream(calendar(ADMISSION).split("\r\n")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(75));
  }

  @Test
  void events_keepTheirIds_whenTheSameIsAskedAgain() {
    assertThat(uids(calendar(THERAPY.formatted("2025-01-01"))))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .isEqualTo(uids(calendar(THERAPY.formatted("2025-01-01"))));
  }

  @Test
  void events_haveOtherIds_forAnotherCase() {
    assertThat(uids(calendar(THERAPY.formatted("2025-01-01"))))
        .doesNotContainAnyElementsOf(uids(calendar(THERAPY.formatted("2025-01-02"))));
  }

  @Test
  void calendar_tellsNothingOfTheFacts() {
    assertThat(calendar(ADMISSION)).doesNotContain("41", "commercial-hmo", "bcbsma");
  }

  @Test
  void anEmptyTimeline_hasNoContent() {
    Response response =
        post(
            "{'facts': {'payer': 'bcbsma', 'product': 'medex', 'service': 'mri'}}",
            "text/calendar");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.asString()).isEmpty();
  }

  @Test
  void json_isTheAnswer_whereBothOrAnythingIsAccepted() {
    String body = THERAPY.formatted("2025-01-01");

    assertThat(post(body, "*/*").contentType()).startsWith("application/json");
    assertThat(post(body, "application/json, text/calendar").contentType())
        .startsWith("application/json");
    assertThat(post(body, "text/calendar, application/json;q=0.5").contentType())
        .startsWith("text/calendar");
    assertThat(
            given()
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/date-windows")
                .contentType())
        .startsWith("application/json");
  }
}
