package dev.priorauth.expiry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What one run is told.
 *
 * @param time the instant up to which deadlines have passed; empty for that of the clock
 * @param dryRun whether it only says what it would do
 * @param replay whether what was set aside is tried again
 */
public record Order(Optional<Instant> time, boolean dryRun, boolean replay) {

  /** A run as the schedule starts it. */
  public static final Order NOW = new Order(Optional.empty(), false, false);

  /**
   * Reads an event. Members that are not known are left alone: an event of a schedule has more.
   *
   * @throws IllegalArgumentException if a member that is known has no sensible value
   */
  static Order of(JsonNode event) {
    return new Order(time(event.get("time")), flag(event, "dryRun"), flag(event, "replay"));
  }

  private static Optional<Instant> time(JsonNode time) {
    if (time == null || time.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(time.asText()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "time is not an instant; write it as 2025-03-12T06:00:00Z", e);
    }
  }

  private static boolean flag(JsonNode event, String name) {
    JsonNode flag = event.get(name);
    if (flag == null || flag.isNull()) {
      return false;
    }
    if (!flag.isBoolean()) {
      throw new IllegalArgumentException(name + " is neither true nor false");
    }
    return flag.booleanValue();
  }
}
