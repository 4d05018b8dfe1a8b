package dev.priorauth.status.reports;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.facts.Vocabulary.Payer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/** The days of all payers together, whose zones can differ. */
final class Zones {
  private Zones() {}

  /** That of the first payer, for what a caller does not say. */
  static ZoneId first(Vocabulary vocabulary) {
    return vocabulary.payers().getFirst().zone();
  }

  /** When the day begins for the first of them. */
  static Instant begin(LocalDate day, Vocabulary vocabulary) {
    return vocabulary.payers().stream()
        .map(Payer::zone)
        .map(zone -> day.atStartOfDay(zone).toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** When the day is over for the last of them. */
  static Instant end(LocalDate day, Vocabulary vocabulary) {
    return vocabulary.payers().stream()
        .map(Payer::zone)
        .map(zone -> day.plusDays(1).atStartOfDay(zone).toInstant())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
