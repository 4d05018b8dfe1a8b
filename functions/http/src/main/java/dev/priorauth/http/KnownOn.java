package dev.priorauth.http;

import dev.priorauth.core.dates.Moment;
import java.time.Instant;
import java.time.ZoneId;

/** The instant whose state of knowledge counts. */
public final class KnownOn {
  private KnownOn() {}

  /**
   * The instant that a client means. What is published on a day counts from its first instant in
   * the payer's zone, so a day stands for that instant.
   */
  public static Instant instant(Moment given, ZoneId zone) {
    return switch (given) {
      case Moment.At(Instant instant) -> instant;
      case Moment.Day(java.time.LocalDate date) -> date.atStartOfDay(zone).toInstant();
    };
  }
}
