package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.metrics.Figures;
import dev.priorauth.core.metrics.LogEntry;
import dev.priorauth.embedded.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FiguresStoreTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2025, 12, 31);
  private static final Duration SETTLES_AFTER = Duration.ofHours(1);
  private static final Instant NOW = Instant.parse("2025-03-03T17:00:00Z");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  private final List<LogEntry> log = new ArrayList<>();

  private Authorization stored(Done done) {
    AuthorizationStore store = TABLE.store();
    Standing standing = store.standing("bcbsma", done.state().submission().member().id());
    assertThat(store.submit(List.of(done), standing, Samples.key(done.state().id().text()), "hash"))
        .isEqualTo(new SubmitResult.Stored());
    LogEntry.of(done.entry(), done.state()).ifPresent(log::add);
    return done.state();
  }

  private void withdrawn(Authorization state, String at) {
    Done done =
        Samples.done(Operations.withdraw(state, "moved", Samples.OFFICE, Instant.parse(at)));
    assertThat(TABLE.store().append(done)).isEqualTo(new AppendResult.Appended());
    LogEntry.of(done.entry(), done.state()).ifPresent(log::add);
  }

  /** Some life over a clock change, a month's end in both zones, and today. */
  private void live() {
    stored(Samples.request().nth(0).at(Instant.parse("2025-01-02T15:00:00Z")).approved(5));
    Authorization pended =
        stored(Samples.request().nth(1).at(Instant.parse("2025-02-01T04:59:59Z")).pended());
    stored(Samples.request().nth(2).at(Instant.parse("2025-02-01T05:00:00Z")).pended());
    stored(Samples.request().nth(3).at(NOW.minusSeconds(60)).pended());
    withdrawn(pended, "2025-03-01T03:00:00Z");
  }

  private static FiguresStore figures(int mostEntries) {
    return new FiguresStore(TABLE.client(), TABLE.name(), mostEntries, SETTLES_AFTER);
  }

  private static Optional<Figures> year(FiguresStore store, Instant now) {
    return store.between("bcbsma", ZONE, FIRST, LAST, now);
  }

  @Test
  void between_isWhatTheLogComesTo_madeOrKept() {
    live();
    Figures recomputed = Figures.of(log.stream(), ZONE);

    assertThat(log).hasSize(5);
    assertThat(year(figures(1000), NOW)).contains(recomputed);
    assertThat(year(figures(1000), NOW)).contains(recomputed);
    assertThat(year(figures(1000), NOW.plusSeconds(86_400L * 300))).contains(recomputed);
    assertThat(figures(1000).between("bcbsnc", ZONE, FIRST, LAST, NOW)).contains(Figures.NONE);
  }

  @Test
  void between_countsADayInThePayersZone() {
    live();

    assertThat(
            figures(1000)
                .between("bcbsma", ZONE, LocalDate.of(2025, 1, 31), LocalDate.of(2025, 1, 31), NOW))
        .contains(Figures.of(Stream.of(log.get(1)), ZONE));
  }

  @Test
  void between_givesUpAndGoesOn_whereThereIsMoreThanACallMayRead() {
    live();
    FiguresStore slow = figures(1);

    assertThat(year(slow, NOW)).isEmpty();
    Optional<Figures> year = Optional.empty();
    for (int call = 0; call < 6 && year.isEmpty(); call++) {
      year = year(slow, NOW);
    }

    assertThat(year).contains(Figures.of(log.stream(), ZONE));
  }

  @Test
  void between_readsOnlyNewDays_onceTheOthersAreKept() {
    live();
    Meter meter = new Meter();
    FiguresStore metered = new FiguresStore(TABLE.client(meter), TABLE.name(), 1000, SETTLES_AFTER);
    year(metered, NOW);
    meter.reset();

    year(metered, NOW);

    assertThat(meter.written()).isZero();
    assertThat(meter.read()).isLessThanOrEqualTo(4);
  }

  @Test
  void between_doesNotKeepADay_thatIsNotOver() {
    live();
    year(figures(1000), NOW);
    stored(Samples.request().nth(9).at(NOW.plusSeconds(60)).pended());

    assertThat(year(figures(1000), NOW.plusSeconds(120))).contains(Figures.of(log.stream(), ZONE));
  }
}
