package dev.priorauth.core.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.dates.WindowReport.Event;
import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.dates.WindowReport.Need;
import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.DateWindow.Action;
import dev.priorauth.core.rules.DateWindow.Severity;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Effects.PeriodKind;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Requirement.Question;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.SmallBook;
import dev.priorauth.core.rules.Span;
import dev.priorauth.core.sources.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateWindowsTest {
  private static final Facts MRI = Facts.NONE.with(Fact.PAYER, "payer").with(Fact.SERVICE, "mri");
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final Instant KNOWN_ON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Statement STATEMENT =
      new Statement("A window.", Optional.empty(), SmallBook.CITE);

  private static DateWindow window(
      Action action, DateName anchor, String earliest, String latest, Severity severity) {
    return new DateWindow(
        "w",
        action,
        anchor,
        Optional.empty(),
        Optional.ofNullable(earliest).map(Offset::parse),
        Optional.ofNullable(latest).map(Offset::parse),
        severity,
        STATEMENT);
  }

  private static DateWindow requests(String earliest, String latest) {
    return window(Action.SUBMIT_REQUEST, DateName.SERVICE_FROM, earliest, latest, Severity.REFUSED);
  }

  private static Rule rule(String id, DateWindow... windows) {
    return SmallBook.rule(id, Map.of(), SmallBook.effects(Optional.empty(), List.of(windows)));
  }

  private static WindowReport check(Facts facts, Dates dates, Rule... rules) {
    return DateWindows.check(SmallBook.of(List.of(rules)), facts, dates, TODAY, KNOWN_ON);
  }

  private static Judged judge(DateWindow window, Dates dates) {
    return check(MRI, dates, rule("p.x.r", window)).windows().getFirst();
  }

  private static Dates dates(DateName name, String date) {
    return Dates.NONE.with(name, LocalDate.parse(date));
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  @ParameterizedTest(name = "{0} to {1} around {2}: a request on {3} is {4}")
  @CsvSource({
    // The first day, around a month's end.
    "-P30D, , 2025-01-01, 2024-12-01, TOO_EARLY",
    "-P30D, , 2025-01-01, 2024-12-02, IN_WINDOW",
    "-P30D, , 2025-01-01, 2024-12-03, IN_WINDOW",
    // The last day.
    ", P0D, 2025-01-10, 2025-01-09, IN_WINDOW",
    ", P0D, 2025-01-10, 2025-01-10, IN_WINDOW",
    ", P0D, 2025-01-10, 2025-01-11, TOO_LATE",
    // Both ends.
    "-P7D, P7D, 2025-02-10, 2025-02-02, TOO_EARLY",
    "-P7D, P7D, 2025-02-10, 2025-02-03, IN_WINDOW",
    "-P7D, P7D, 2025-02-10, 2025-02-04, IN_WINDOW",
    "-P7D, P7D, 2025-02-10, 2025-02-16, IN_WINDOW",
    "-P7D, P7D, 2025-02-10, 2025-02-17, IN_WINDOW",
    "-P7D, P7D, 2025-02-10, 2025-02-18, TOO_LATE",
    // The leap day as an end, and as what is counted from.
    "-P30D, , 2024-03-30, 2024-02-28, TOO_EARLY",
    "-P30D, , 2024-03-30, 2024-02-29, IN_WINDOW",
    "-P30D, , 2024-03-30, 2024-03-01, IN_WINDOW",
    ", P60D, 2023-12-31, 2024-02-28, IN_WINDOW",
    ", P60D, 2023-12-31, 2024-02-29, IN_WINDOW",
    ", P60D, 2023-12-31, 2024-03-01, TOO_LATE",
    "-P1D, P1D, 2024-02-29, 2024-02-27, TOO_EARLY",
    "-P1D, P1D, 2024-02-29, 2024-02-28, IN_WINDOW",
    "-P1D, P1D, 2024-02-29, 2024-03-01, IN_WINDOW",
    "-P1D, P1D, 2024-02-29, 2024-03-02, TOO_LATE",
    // A year from the leap day ends on the last day of February.
    ", P1Y, 2024-02-29, 2025-02-27, IN_WINDOW",
    ", P1Y, 2024-02-29, 2025-02-28, IN_WINDOW",
    ", P1Y, 2024-02-29, 2025-03-01, TOO_LATE",
    // The days of the clock changes are days like any other.
    "-P1D, P1D, 2025-03-09, 2025-03-07, TOO_EARLY",
    "-P1D, P1D, 2025-03-09, 2025-03-08, IN_WINDOW",
    "-P1D, P1D, 2025-03-09, 2025-03-10, IN_WINDOW",
    "-P1D, P1D, 2025-03-09, 2025-03-11, TOO_LATE",
    "-P1D, P1D, 2025-11-02, 2025-10-31, TOO_EARLY",
    "-P1D, P1D, 2025-11-02, 2025-11-01, IN_WINDOW",
    "-P1D, P1D, 2025-11-02, 2025-11-03, IN_WINDOW",
    "-P1D, P1D, 2025-11-02, 2025-11-04, TOO_LATE"
  })
  void check_includesBothEnds(
      String earliest, String latest, String service, String submitted, Verdict verdict) {
    Dates dates =
        dates(DateName.SERVICE_FROM, service)
            .with(DateName.SUBMITTED_ON, LocalDate.parse(submitted));

    assertThat(judge(requests(earliest, latest), dates).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "admitted {0}, notified {1}: {2}")
  @CsvSource({
    // The hour that is left out in spring.
    "2025-03-08T10:00:00-05:00, 2025-03-11T10:59:59-04:00, IN_WINDOW",
    "2025-03-08T10:00:00-05:00, 2025-03-11T11:00:00-04:00, IN_WINDOW",
    "2025-03-08T10:00:00-05:00, 2025-03-11T11:00:01-04:00, LATE",
    // The hour that comes twice in autumn.
    "2025-11-01T10:00:00-04:00, 2025-11-04T08:59:59-05:00, IN_WINDOW",
    "2025-11-01T10:00:00-04:00, 2025-11-04T09:00:00-05:00, IN_WINDOW",
    "2025-11-01T10:00:00-04:00, 2025-11-04T09:00:01-05:00, LATE",
    // The leap day.
    "2024-02-27T10:00:00-05:00, 2024-03-01T09:59:59-05:00, IN_WINDOW",
    "2024-02-27T10:00:00-05:00, 2024-03-01T10:00:00-05:00, IN_WINDOW",
    "2024-02-27T10:00:00-05:00, 2024-03-01T10:00:01-05:00, LATE"
  })
  void check_counts72ElapsedHours(String admitted, String notified, Verdict verdict) {
    DateWindow window =
        window(Action.NOTIFY_ADMISSION, DateName.ADMITTED_AT, null, "PT72H", Severity.FLAGGED);
    Dates dates =
        Dates.NONE
            .with(DateName.ADMITTED_AT, instant(admitted))
            .with(DateName.NOTIFIED_AT, instant(notified));

    assertThat(judge(window, dates).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0} lies in the one day {1}: {2}")
  @CsvSource({
    "2025-03-08T23:59:59-05:00, 2025-03-09, TOO_EARLY",
    "2025-03-09T00:00:00-05:00, 2025-03-09, IN_WINDOW",
    "2025-03-09T23:59:59-04:00, 2025-03-09, IN_WINDOW",
    "2025-03-10T00:00:00-04:00, 2025-03-09, TOO_LATE",
    "2025-11-01T23:59:59-04:00, 2025-11-02, TOO_EARLY",
    "2025-11-02T00:00:00-04:00, 2025-11-02, IN_WINDOW",
    "2025-11-02T23:59:59-05:00, 2025-11-02, IN_WINDOW",
    "2025-11-03T00:00:00-05:00, 2025-11-02, TOO_LATE"
  })
  void check_takesTheDayOfAnInstant_inThePayersZone(
      String submitted, String service, Verdict verdict) {
    Dates dates =
        dates(DateName.SERVICE_FROM, service).with(DateName.SUBMITTED_AT, instant(submitted));

    assertThat(judge(requests("P0D", "P0D"), dates).verdict()).isEqualTo(verdict);
  }

  @Test
  void check_namesTheNextDay_whenItIsTooEarly() {
    Judged judged =
        judge(
            requests("-P30D", null),
            dates(DateName.SERVICE_FROM, "2025-01-01")
                .with(DateName.SUBMITTED_ON, LocalDate.of(2024, 11, 29)));

    assertThat(judged.offBy()).contains("P3D");
    assertThat(judged.nextAllowed()).contains(new Moment.Day(LocalDate.of(2024, 12, 2)));
  }

  @Test
  void check_namesNoNextDay_whenItIsTooLate() {
    Judged judged =
        judge(
            requests(null, "P0D"),
            dates(DateName.SERVICE_FROM, "2025-01-10")
                .with(DateName.SUBMITTED_ON, LocalDate.of(2025, 1, 12)));

    assertThat(judged.offBy()).contains("P2D");
    assertThat(judged.nextAllowed()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: early is {1}, late is {2}")
  @CsvSource({
    "REFUSED, TOO_EARLY, TOO_LATE",
    "FLAGGED, ADVISORY, LATE",
    "ADVISED, ADVISORY, ADVISORY"
  })
  void check_saysByItsSeverity_whatItMeansToBeOutside(
      Severity severity, Verdict early, Verdict late) {
    DateWindow window =
        window(Action.SUBMIT_REQUEST, DateName.SERVICE_FROM, "-P1D", "P0D", severity);
    Dates service = dates(DateName.SERVICE_FROM, "2025-01-10");

    assertThat(
            judge(window, service.with(DateName.SUBMITTED_ON, LocalDate.of(2025, 1, 8))).verdict())
        .isEqualTo(early);
    assertThat(
            judge(window, service.with(DateName.SUBMITTED_ON, LocalDate.of(2025, 1, 11))).verdict())
        .isEqualTo(late);
  }

  @Test
  void check_takesTheWorstWindow_forTheWhole() {
    Dates dates =
        dates(DateName.SERVICE_FROM, "2025-01-10")
            .with(DateName.SUBMITTED_ON, LocalDate.of(2025, 1, 11));
    DateWindow late =
        window(Action.SUBMIT_REQUEST, DateName.SERVICE_FROM, null, "P0D", Severity.FLAGGED);
    DateWindow needsAnchor =
        window(
            Action.SUBMIT_REQUEST, DateName.SPECIMEN_COLLECTED_ON, null, "P0D", Severity.REFUSED);

    assertThat(check(MRI, dates, rule("p.x.a", requests("-P30D", null))).verdict())
        .isEqualTo(Verdict.IN_WINDOW);
    assertThat(check(MRI, dates, rule("p.x.a", requests("-P30D", null), late)).verdict())
        .isEqualTo(Verdict.LATE);
    assertThat(check(MRI, dates, rule("p.x.a", needsAnchor, late)).verdict())
        .isEqualTo(Verdict.NEEDS_DATE);
    assertThat(
            check(
                    MRI,
                    dates,
                    rule("p.x.a", late, needsAnchor),
                    rule("p.x.b", requests(null, "P0D")))
                .verdict())
        .isEqualTo(Verdict.TOO_LATE);
  }

  @Test
  void check_isNotApplicable_withoutAnyWindow() {
    assertThat(check(MRI, Dates.NONE, rule("p.x.a")).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void check_isOpen_whileTheJudgedDateIsMissing_andNamesTheAnchorThatIsMissingToo() {
    WindowReport report = check(MRI, Dates.NONE, rule("p.x.a", requests("-P30D", null)));

    assertThat(report.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(report.needs()).extracting(Need::date).containsExactly("serviceFrom");
    assertThat(report.windows().getFirst().contains(new Moment.Day(TODAY), report.zone()))
        .isEmpty();
  }

  @Test
  void check_judgesTheLastDayOfAService_too() {
    DateWindow use =
        window(Action.PERFORM_SERVICE, DateName.ISSUED_ON, "P0D", "P60D", Severity.REFUSED);
    Dates dates =
        dates(DateName.ISSUED_ON, "2025-01-02")
            .with(DateName.SERVICE_FROM, LocalDate.of(2025, 3, 3))
            .with(DateName.SERVICE_TO, LocalDate.of(2025, 3, 4));

    Judged judged = judge(use, dates);

    assertThat(judged.verdict()).isEqualTo(Verdict.TOO_LATE);
    assertThat(judged.given()).contains(new Moment.Day(LocalDate.of(2025, 3, 4)));
  }

  @ParameterizedTest(name = "{0} days after issue on 2024-01-01 the last day is {1}")
  @CsvSource({"59, 2024-02-29", "60, 2024-03-01", "366, 2025-01-01"})
  void check_turnsAValidityIntoAWindow(int days, LocalDate last) {
    WindowReport report =
        check(
            MRI,
            dates(DateName.ISSUED_ON, "2024-01-01"),
            valid(DateName.ISSUED_ON, Optional.of(days), Optional.empty()));

    assertThat(report.windows().getFirst().closes()).contains(new Moment.Day(last));
  }

  @Test
  void check_endsAValidity_withItsPeriod() {
    WindowReport report =
        check(
            MRI,
            dates(DateName.INITIAL_AUTHORIZATION_FROM, "2024-02-29")
                .with(DateName.SERVICE_FROM, LocalDate.of(2025, 2, 28)),
            valid(
                DateName.INITIAL_AUTHORIZATION_FROM,
                Optional.empty(),
                Optional.of(PeriodKind.ROLLING_365_DAYS)));

    assertThat(report.windows().getFirst().closes())
        .contains(new Moment.Day(LocalDate.of(2025, 2, 27)));
    assertThat(report.verdict()).isEqualTo(Verdict.TOO_LATE);
  }

  private static Rule valid(DateName anchor, Optional<Integer> days, Optional<PeriodKind> period) {
    Effects none = SmallBook.effects(Optional.empty(), List.of());
    return SmallBook.rule(
        "p.x.v",
        Map.of(),
        new Effects(
            none.verdict(),
            none.windows(),
            Optional.of(new Effects.Validity(anchor, days, period, STATEMENT)),
            none.allotment(),
            none.benefitLimits(),
            none.checklist(),
            none.channels(),
            none.consequence(),
            none.requester(),
            none.guidance(),
            none.conflicts(),
            none.transition(),
            none.lines()));
  }

  @Test
  void check_takesTheRules_ofTheDateOfService() {
    Rule until2025 =
        SmallBook.rule(
            "p.x.old",
            new Span(Optional.empty(), Optional.of(LocalDate.of(2025, 1, 1))),
            Span.ALWAYS,
            Map.of(),
            SmallBook.effects(Optional.empty(), List.of(requests("-P30D", null))));

    assertThat(check(MRI, dates(DateName.SERVICE_FROM, "2024-12-31"), until2025).windows())
        .hasSize(1);
    assertThat(check(MRI, dates(DateName.SERVICE_FROM, "2025-01-01"), until2025).windows())
        .isEmpty();
    Facts dated = MRI.with(Fact.SERVICE_DATE, new FactValue.Day(LocalDate.of(2024, 12, 31)));
    assertThat(check(dated, Dates.NONE, until2025).windows()).hasSize(1);
  }

  @Test
  void check_asksForTheFact_thatDecidesTheVerdict() {
    Rule gold =
        SmallBook.rule(
            "p.x.gold",
            Map.of(Fact.PRODUCT, SmallBook.anyOf("gold")),
            SmallBook.effects(Optional.empty(), List.of(requests(null, "P0D"))));
    Dates late =
        dates(DateName.SERVICE_FROM, "2025-01-10")
            .with(DateName.SUBMITTED_ON, LocalDate.of(2025, 1, 11));

    WindowReport report = check(MRI, late, gold);

    assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(report.questions()).extracting(Question::fact).containsExactly(Fact.PRODUCT);
    assertThat(check(MRI.with(Fact.PRODUCT, "gold"), late, gold).verdict())
        .isEqualTo(Verdict.TOO_LATE);
    assertThat(check(MRI.with(Fact.PRODUCT, "silver"), late, gold).verdict())
        .isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void check_isUndetermined_whereNoListHasTheCode() {
    Facts code = Facts.NONE.with(Fact.PAYER, "payer").with(Fact.CODE, "99999");

    WindowReport report = check(code, Dates.NONE, rule("p.x.a", requests("-P30D", null)));

    assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(report.windows()).isEmpty();
    assertThat(report.questions()).isEmpty();
  }

  @Test
  void check_ordersTheTimeline() {
    WindowReport report =
        check(
            MRI,
            dates(DateName.SERVICE_FROM, "2025-01-10"),
            rule("p.x.a", requests("P1D", "P2D")),
            rule("p.x.b", requests("-P30D", "P0D")));

    assertThat(report.timeline())
        .extracting(event -> event.on().iso(report.zone()) + " " + event.kind())
        .containsExactly(
            "2024-12-11 submission-opens",
            "2025-01-10 submission-closes",
            "2025-01-11 submission-opens",
            "2025-01-12 submission-closes");
    assertThat(report.timeline()).extracting(Event::statement).containsOnly(STATEMENT);
  }
}
