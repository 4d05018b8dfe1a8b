package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Party;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTest {
  private static final LocalDate FAR = LocalDate.of(2026, 12, 31);

  private static List<Due> until(LocalDate day, Authorization state, String now) {
    return Due.until(day, List.of(state), Instant.parse(now));
  }

  private static Deadline expiry(Authorization state) {
    return Progress.deadlines(state, LocalDate.of(2025, 12, 1)).stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.EXPIRES)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void until_includesItsLastDay() {
    Authorization approved = Lives.approved();
    LocalDate last = expiry(approved).on();

    assertThat(last).isEqualTo("2025-12-31");
    assertThat(until(last.minusDays(1), approved, "2025-12-01T17:00:00Z"))
        .extracting(due -> due.deadline().kind())
        .containsExactly(Deadline.Kind.EXTENSION_DUE);
    assertThat(until(last, approved, "2025-12-01T17:00:00Z"))
        .extracting(due -> due.deadline().kind())
        .containsExactly(Deadline.Kind.EXTENSION_DUE, Deadline.Kind.EXPIRES);
  }

  @Test
  void anExtensionIsOverdue_fromTheDayAfter_untilTheAuthorizationHasExpired() {
    Authorization approved = Lives.approved();

    assertThat(until(FAR, approved, "2025-12-25T04:59:59Z")).noneMatch(Due::overdue);
    assertThat(until(FAR, approved, "2025-12-25T05:00:00Z").getFirst().overdue()).isTrue();
    assertThat(until(FAR, approved, "2026-01-01T04:59:59Z")).hasSize(2);
    assertThat(until(FAR, approved, "2026-01-01T05:00:00Z")).isEmpty();
  }

  @Test
  void aDecisionIsDueFromWhoDecides_andTheRestFromTheOffice() {
    assertThat(until(FAR, Lives.pended(), "2025-01-03T17:00:00Z"))
        .filteredOn(due -> due.deadline().kind() == Deadline.Kind.DECISION_DUE)
        .extracting(Due::owner)
        .containsExactly(Party.REVIEWER);
    assertThat(until(FAR, Lives.recorded(), "2025-01-03T17:00:00Z"))
        .filteredOn(due -> due.deadline().kind() == Deadline.Kind.DECISION_DUE)
        .extracting(Due::owner)
        .containsExactly(Party.ADMINISTRATOR);
    assertThat(until(FAR, Lives.approved(), "2025-01-03T17:00:00Z"))
        .extracting(Due::owner)
        .containsOnly(Party.REQUESTER);
  }
}
