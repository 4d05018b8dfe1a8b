package dev.priorauth.core.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.rules.Effects.PeriodKind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ServicePeriodTest {

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2022, 1, 1).toEpochDay(), LocalDate.of(2030, 12, 31).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  @ParameterizedTest(name = "{0} from {1} is {2} to {3}")
  @CsvSource({
    "CALENDAR_YEAR, 2024-01-01, 2024-01-01, 2024-12-31",
    "CALENDAR_YEAR, 2024-02-29, 2024-01-01, 2024-12-31",
    "CALENDAR_YEAR, 2024-12-31, 2024-01-01, 2024-12-31",
    "CALENDAR_YEAR, 2025-01-01, 2025-01-01, 2025-12-31",
    "ROLLING_365_DAYS, 2023-03-01, 2023-03-01, 2024-02-28",
    "ROLLING_365_DAYS, 2023-03-02, 2023-03-02, 2024-02-29",
    "ROLLING_365_DAYS, 2024-02-29, 2024-02-29, 2025-02-27",
    "ROLLING_365_DAYS, 2025-01-01, 2025-01-01, 2025-12-31",
    "CONSECUTIVE_60_DAYS, 2024-01-01, 2024-01-01, 2024-02-29",
    "CONSECUTIVE_60_DAYS, 2025-01-01, 2025-01-01, 2025-03-01",
    "CONSECUTIVE_60_DAYS, 2025-02-01, 2025-02-01, 2025-04-01"
  })
  void of_includesBothEnds(PeriodKind kind, LocalDate start, LocalDate from, LocalDate to) {
    assertThat(ServicePeriod.of(kind, start)).isEqualTo(new ServicePeriod(kind, from, to));
  }

  @Test
  void constructor_refusesAPeriod_thatEndsBeforeItBegins() {
    LocalDate day = LocalDate.of(2025, 1, 10);

    assertThatThrownBy(() -> new ServicePeriod(PeriodKind.CALENDAR_YEAR, day, day.minusDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void splitting_neverChangesWhatIsCovered(
      @ForAll PeriodKind kind,
      @ForAll("days") LocalDate start,
      @ForAll("share") double share,
      @ForAll("days") LocalDate day) {
    ServicePeriod whole = ServicePeriod.of(kind, start);
    long length = ChronoUnit.DAYS.between(whole.from(), whole.to());
    LocalDate lastOfFirst = whole.from().plusDays((long) (share * (length - 1)));
    ServicePeriod first = new ServicePeriod(kind, whole.from(), lastOfFirst);
    ServicePeriod second = new ServicePeriod(kind, first.nextStart(), whole.to());

    assertThat(first.contains(day) || second.contains(day)).isEqualTo(whole.contains(day));
    assertThat(first.contains(day) && second.contains(day)).isFalse();
  }

  @Provide
  Arbitrary<Double> share() {
    return Arbitraries.doubles().between(0, 1);
  }

  @Property
  void periodsInARow_coverEachDayOnce(
      @ForAll PeriodKind kind, @ForAll("days") LocalDate start, @ForAll("days") LocalDate day) {
    ServicePeriod period = ServicePeriod.of(kind, start);
    int covering = 0;
    for (int i = 0; i < 60; i++) {
      covering += period.contains(day) ? 1 : 0;
      period = ServicePeriod.of(kind, period.nextStart());
    }

    boolean reached =
        !day.isBefore(ServicePeriod.of(kind, start).from()) && day.isBefore(period.from());
    assertThat(covering).isEqualTo(reached ? 1 : 0);
  }

  @Property
  void aPeriod_containsItsStart(@ForAll PeriodKind kind, @ForAll("days") LocalDate start) {
    assertThat(ServicePeriod.of(kind, start).contains(start)).isTrue();
  }
}
