package dev.priorauth.requirements;

import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The instant of a request, read once. */
final class Now {
  private Now() {}

  /** To the second: no rule is finer, and it reads better in an answer. */
  static Instant of(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The day in the calendar of a book's payer. */
  static LocalDate day(Instant now, RuleBook book) {
    return now.atZone(book.payer().zone()).toLocalDate();
  }
}
