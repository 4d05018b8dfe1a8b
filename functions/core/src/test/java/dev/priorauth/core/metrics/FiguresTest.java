package dev.priorauth.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.metrics.Figures.Age;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FiguresTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Instant FIRST = Instant.parse("2026-01-01T05:00:00Z");
  private static final String PPO = "medicare-advantage-ppo";

  private static LogEntry entry(LogEntry.Kind kind, String submitted, String at) {
    return new LogEntry("bcbsma", PPO, false, Instant.parse(submitted), Instant.parse(at), kind);
  }

  private static Counts standard(LogEntry... log) {
    return Figures.of(Arrays.stream(log), ZONE).products().get(PPO).standard();
  }

  /** An entry from a few small numbers. */
  private static LogEntry entry(int random) {
    LogEntry.Kind[] kinds = LogEntry.Kind.values();
    Instant submitted = FIRST.plusSeconds(random % 97 * 40_000L);
    return new LogEntry(
        "bcbsma",
        random % 3 == 0 ? PPO : "commercial-hmo",
        random % 5 == 0,
        submitted,
        submitted.plusSeconds(random % 1009 * 700L),
        kinds[random % kinds.length]);
  }

  @Property(tries = 100)
  void figuresOfDays_addUpToThoseOfTheWholeLog_inAnyOrder(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 100_000) Integer> numbers,
      @ForAll long seed) {
    List<LogEntry> log = new ArrayList<>(numbers.stream().map(FiguresTest::entry).toList());
    Figures whole = Figures.of(log.stream(), ZONE);
    Collections.shuffle(log, new Random(seed));

    Figures running =
        Figures.sum(
            log.stream()
                .collect(Collectors.groupingBy(one -> one.at().atZone(ZONE).toLocalDate()))
                .values()
                .stream()
                .map(day -> Figures.of(day.stream(), ZONE))
                .toList());

    assertThat(running).isEqualTo(whole);
  }

  @Property(tries = 100)
  void averageAndMedian_areThoseOfTheSortedList(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 900_000) Integer> seconds) {
    Counts counts =
        standard(
            seconds.stream()
                .map(
                    one ->
                        new LogEntry(
                            "bcbsma",
                            PPO,
                            false,
                            FIRST,
                            FIRST.plusSeconds(one),
                            LogEntry.Kind.APPROVED))
                .toArray(LogEntry[]::new));
    List<Integer> sorted = seconds.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2.0;

    assertThat(counts.time().average())
        .contains(Duration.ofSeconds(seconds.stream().mapToLong(Integer::longValue).sum() / size));
    assertThat(counts.time().median().orElseThrow().toSeconds())
        .isBetween((long) median - 60, (long) median);
  }

  @Example
  void counts_sayEveryFigure() {
    String asked = "2026-02-02T15:00:00Z";
    Counts counts =
        standard(
            entry(LogEntry.Kind.APPROVED_AT_ONCE, asked, asked),
            entry(LogEntry.Kind.PENDED, asked, asked),
            entry(LogEntry.Kind.APPROVED, asked, "2026-02-03T15:00:00Z"),
            entry(LogEntry.Kind.PARTLY_APPROVED, asked, "2026-02-03T16:00:00Z"),
            entry(LogEntry.Kind.DENIED, asked, "2026-02-04T15:00:00Z"),
            entry(LogEntry.Kind.AFTER_APPEAL, asked, "2026-03-04T15:00:00Z"),
            entry(LogEntry.Kind.ENDED, asked, "2026-03-04T15:00:00Z"));

    assertThat(counts.requested()).isEqualTo(2);
    assertThat(counts.decided()).isEqualTo(4);
    assertThat(Metric.APPROVED.value(counts)).contains(new BigDecimal("50.0"));
    assertThat(Metric.PARTLY_APPROVED.value(counts)).contains(new BigDecimal("25.0"));
    assertThat(Metric.DENIED.value(counts)).contains(new BigDecimal("25.0"));
    assertThat(Metric.APPROVED_AFTER_APPEAL.value(counts)).contains(new BigDecimal("25.0"));
    // Nothing in the log says it: 0 would be a claim.
    assertThat(Metric.EXTENDED_AND_APPROVED.value(counts)).isEmpty();
    assertThat(Metric.EXTENDED_AND_APPROVED.count(counts)).isEmpty();
    assertThat(Metric.EXTENDED_AND_APPROVED.notMeasured()).isPresent();
    assertThat(Metric.AVERAGE_HOURS.value(counts)).contains(new BigDecimal("24.25"));
    assertThat(Metric.MEDIAN_HOURS.value(counts)).contains(new BigDecimal("24.50"));
  }

  @Example
  void figures_areAbsent_whereNothingWasDecided() {
    for (Metric metric : Metric.values()) {
      assertThat(metric.value(Counts.NONE)).isEmpty();
    }
  }

  @Example
  void time_isElapsedTime_alsoOverAClockChange_andNeverNegative() {
    assertThat(
            standard(entry(LogEntry.Kind.APPROVED, "2026-03-07T17:00:00Z", "2026-03-08T16:00:00Z"))
                .time()
                .average())
        .contains(Duration.ofHours(23));
    assertThat(
            standard(entry(LogEntry.Kind.APPROVED, "2026-03-07T17:00:00Z", "2026-03-07T16:59:59Z"))
                .time()
                .average())
        .contains(Duration.ZERO);
  }

  @Example
  void whatIsDecided_doesNotWait_andTheRestWaitsSinceThePayersDay() {
    Figures.Product product =
        Figures.of(
                Stream.of(
                    entry(LogEntry.Kind.PENDED, "2026-03-02T04:59:59Z", "2026-03-02T04:59:59Z"),
                    entry(LogEntry.Kind.PENDED, "2026-03-02T05:00:00Z", "2026-03-02T05:00:00Z"),
                    entry(LogEntry.Kind.PENDED, "2026-03-03T15:00:00Z", "2026-03-03T15:00:00Z"),
                    entry(LogEntry.Kind.DENIED, "2026-03-03T15:00:00Z", "2026-03-05T15:00:00Z")),
                ZONE)
            .all();

    assertThat(product.waiting())
        .isEqualTo(
            new TreeMap<>(Map.of(LocalDate.of(2026, 3, 1), 1L, LocalDate.of(2026, 3, 2), 1L)));
    assertThat(Figures.ages(product, LocalDate.of(2026, 3, 5)))
        .containsEntry(Age.UP_TO_3, 1L)
        .containsEntry(Age.UP_TO_7, 1L)
        .containsEntry(Age.MORE, 0L);
  }

  @Example
  void requestOfBeforeTheFigures_isNotCountedBelowNothing_whenItIsDecided() {
    Figures.Product product =
        Figures.of(
                Stream.of(
                    entry(LogEntry.Kind.DENIED, "2024-12-30T15:00:00Z", "2026-01-05T15:00:00Z"),
                    entry(LogEntry.Kind.PENDED, "2025-01-01T15:00:00Z", "2025-01-01T15:00:00Z")),
                ZONE)
            .all();

    Figures.Product since = product.madeSince(LocalDate.of(2025, 1, 1));
    assertThat(since.waiting()).isEqualTo(new TreeMap<>(Map.of(LocalDate.of(2025, 1, 1), 1L)));
    assertThat(since.standard()).isEqualTo(product.standard());
    assertThat(product.madeSince(LocalDate.of(2025, 1, 2)).waiting()).isEmpty();
  }
}
