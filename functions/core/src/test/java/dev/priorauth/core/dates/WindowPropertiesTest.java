package dev.priorauth.core.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.DateWindow.Severity;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.SmallBook;
import dev.priorauth.core.sources.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds for every window and every date. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class WindowPropertiesTest {
  private static final Facts MRI = Facts.NONE.with(Fact.PAYER, "payer").with(Fact.SERVICE, "mri");
  private static final Instant KNOWN_ON = Instant.parse("2026-01-01T12:00:00Z");

  /** A window of requests, counted in days from the service. */
  @Provide
  Arbitrary<DateWindow> dayWindows() {
    return Combinators.combine(ends(-400, 400), Arbitraries.of(Severity.values()))
        .as(
            (ends, severity) ->
                window(
                    DateWindow.Action.SUBMIT_REQUEST,
                    DateName.SERVICE_FROM,
                    ends.get(0).map(days -> new Offset.Days(Period.ofDays(days))),
                    ends.get(1).map(days -> new Offset.Days(Period.ofDays(days))),
                    severity));
  }

  /** A window of notifications, counted in elapsed hours from the admission. */
  @Provide
  Arbitrary<DateWindow> hourWindows() {
    return Combinators.combine(ends(-200, 200), Arbitraries.of(Severity.values()))
        .as(
            (ends, severity) ->
                window(
                    DateWindow.Action.NOTIFY_ADMISSION,
                    DateName.ADMITTED_AT,
                    ends.get(0).map(hours -> new Offset.Elapsed(Duration.ofHours(hours))),
                    ends.get(1).map(hours -> new Offset.Elapsed(Duration.ofHours(hours))),
                    severity));
  }

  private static Arbitrary<List<Optional<Integer>>> ends(int from, int to) {
    Arbitrary<Integer> end = Arbitraries.integers().between(from, to);
    return Combinators.combine(end, end, Arbitraries.integers().between(0, 2))
        .as(
            (one, other, open) ->
                List.of(
                    open == 1 ? Optional.empty() : Optional.of(Math.min(one, other)),
                    open == 2 ? Optional.empty() : Optional.of(Math.max(one, other))));
  }

  private static DateWindow window(
      DateWindow.Action action,
      DateName anchor,
      Optional<? extends Offset> earliest,
      Optional<? extends Offset> latest,
      Severity severity) {
    return new DateWindow(
        "w",
        action,
        anchor,
        Optional.empty(),
        earliest.map(Offset.class::cast),
        latest.map(Offset.class::cast),
        severity,
        new Statement("A window.", Optional.empty(), SmallBook.CITE));
  }

  /** Days of five years with a leap day among them. */
  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2022, 1, 1).toEpochDay(), LocalDate.of(2026, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2022-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2026-12-31T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  private static Judged judge(DateWindow window, Dates dates) {
    RuleBook book =
        SmallBook.of(
            List.of(
                SmallBook.rule(
                    "p.x.r", Map.of(), SmallBook.effects(Optional.empty(), List.of(window)))));
    return DateWindows.check(book, MRI, dates, LocalDate.of(2026, 1, 1), KNOWN_ON)
        .windows()
        .getFirst();
  }

  private static int position(Judged judged, Moment given) {
    if (judged.verdict() == Verdict.IN_WINDOW) {
      return 0;
    }
    return judged.opens().filter(opens -> given.isBefore(opens, SmallBook.ZONE)).isPresent()
        ? -1
        : 1;
  }

  @Property
  void theNextAllowedDay_isInTheWindow(
      @ForAll("dayWindows") DateWindow window,
      @ForAll("days") LocalDate service,
      @ForAll("days") LocalDate submitted) {
    Dates dates = Dates.NONE.with(DateName.SERVICE_FROM, service);
    Judged judged = judge(window, dates.with(DateName.SUBMITTED_ON, submitted));

    judged
        .nextAllowed()
        .map(next -> next.day(SmallBook.ZONE))
        .ifPresent(
            next -> {
              assertThat(next).isAfter(submitted);
              assertThat(judge(window, dates.with(DateName.SUBMITTED_ON, next)).verdict())
                  .isEqualTo(Verdict.IN_WINDOW);
              assertThat(
                      judge(window, dates.with(DateName.SUBMITTED_ON, next.minusDays(1))).verdict())
                  .isNotEqualTo(Verdict.IN_WINDOW);
            });
  }

  @Property
  void theNextAllowedInstant_isInTheWindow(
      @ForAll("hourWindows") DateWindow window,
      @ForAll("instants") Instant admitted,
      @ForAll("instants") Instant notified) {
    Dates dates = Dates.NONE.with(DateName.ADMITTED_AT, admitted);
    Judged judged = judge(window, dates.with(DateName.NOTIFIED_AT, notified));

    if (judged.nextAllowed().orElse(null) instanceof Moment.At(Instant next)) {
      assertThat(next).isAfter(notified);
      assertThat(judge(window, dates.with(DateName.NOTIFIED_AT, next)).verdict())
          .isEqualTo(Verdict.IN_WINDOW);
    }
  }

  @Property
  void aDateOutside_hasADistance_andEitherANextDateOrAClosedWindow(
      @ForAll("dayWindows") DateWindow window,
      @ForAll("days") LocalDate service,
      @ForAll("days") LocalDate submitted) {
    Judged judged =
        judge(
            window,
            Dates.NONE.with(DateName.SERVICE_FROM, service).with(DateName.SUBMITTED_ON, submitted));

    if (judged.verdict() == Verdict.IN_WINDOW) {
      assertThat(judged.offBy()).isEmpty();
      assertThat(judged.nextAllowed()).isEmpty();
    } else {
      assertThat(judged.offBy()).isPresent();
      assertThat(judged.nextAllowed().isPresent() || judged.closes().isPresent()).isTrue();
    }
  }

  @Property
  void aLaterDay_isNeverEarlierInTheWindow(
      @ForAll("dayWindows") DateWindow window,
      @ForAll("days") LocalDate service,
      @ForAll("days") LocalDate one,
      @ForAll("days") LocalDate other) {
    Dates dates = Dates.NONE.with(DateName.SERVICE_FROM, service);
    LocalDate first = one.isBefore(other) ? one : other;
    LocalDate second = one.isBefore(other) ? other : one;

    assertThat(
            position(
                judge(window, dates.with(DateName.SUBMITTED_ON, first)), new Moment.Day(first)))
        .isLessThanOrEqualTo(
            position(
                judge(window, dates.with(DateName.SUBMITTED_ON, second)), new Moment.Day(second)));
  }

  @Property
  void aLaterInstant_isNeverEarlierInTheWindow(
      @ForAll("hourWindows") DateWindow window,
      @ForAll("instants") Instant admitted,
      @ForAll("instants") Instant one,
      @ForAll("instants") Instant other) {
    Dates dates = Dates.NONE.with(DateName.ADMITTED_AT, admitted);
    Instant first = one.isBefore(other) ? one : other;
    Instant second = one.isBefore(other) ? other : one;

    assertThat(
            position(judge(window, dates.with(DateName.NOTIFIED_AT, first)), new Moment.At(first)))
        .isLessThanOrEqualTo(
            position(
                judge(window, dates.with(DateName.NOTIFIED_AT, second)), new Moment.At(second)));
  }

  @Property
  void anInstant_isJudgedByItsDay_inAWindowOfDays(
      @ForAll("dayWindows") DateWindow window,
      @ForAll("days") LocalDate service,
      @ForAll("instants") Instant submitted) {
    Dates dates = Dates.NONE.with(DateName.SERVICE_FROM, service);
    LocalDate day = submitted.atZone(SmallBook.ZONE).toLocalDate();

    assertThat(judge(window, dates.with(DateName.SUBMITTED_AT, submitted)).verdict())
        .isEqualTo(judge(window, dates.with(DateName.SUBMITTED_ON, day)).verdict());
  }

  @Property
  void hours_areElapsedHours_onWhateverDayTheyFall(
      @ForAll("instants") Instant admitted, @ForAll("hours") int hours) {
    DateWindow window =
        window(
            DateWindow.Action.NOTIFY_ADMISSION,
            DateName.ADMITTED_AT,
            Optional.empty(),
            Optional.of(new Offset.Elapsed(Duration.ofHours(hours))),
            Severity.FLAGGED);
    Dates dates = Dates.NONE.with(DateName.ADMITTED_AT, admitted);
    Instant last = admitted.plusSeconds(hours * 3600L);

    assertThat(judge(window, dates.with(DateName.NOTIFIED_AT, last)).verdict())
        .isEqualTo(Verdict.IN_WINDOW);
    Judged late = judge(window, dates.with(DateName.NOTIFIED_AT, last.plusSeconds(1)));
    assertThat(late.verdict()).isEqualTo(Verdict.LATE);
    assertThat(late.offBy()).contains("PT1S");
  }

  @Provide
  Arbitrary<Integer> hours() {
    return Arbitraries.integers().between(0, 24 * 30);
  }
}
