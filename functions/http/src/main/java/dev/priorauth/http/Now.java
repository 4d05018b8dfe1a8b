package dev.priorauth.http;

import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The instant of a request, read once. */
public final class Now {
  private Now() {}

  /** To the second: no rule is finer, and it reads better in an answer. */
  public static Instant of(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The day in the calendar of a book's payer. */
  public static LocalDate day(Instant now, RuleBook book) {
    return now.atZone(book.payer().zone()).toLocalDate();
  }
}
