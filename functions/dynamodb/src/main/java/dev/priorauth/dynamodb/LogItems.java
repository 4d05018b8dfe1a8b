package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.metrics.LogEntry;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the figures need to know of an event stands in its place in the index by deadline, under
 * {@code LOG#<payer>#<month>}: that index has keys alone, so that figures are read without the
 * documents, and nothing personal with them.
 *
 * <p>So does, with the version 0, the notice that time has closed a request, and that a notice is
 * taken back: at the instant at which it was written, because the figures of earlier days may have
 * been made already.
 *
 * <p>The place is {@code <instant>#<id>#<version>#<kind>#<product>#<urgency>#<submitted>}.
 */
final class LogItems {
  private static final String EXPEDITED = "expedited";
  private static final String STANDARD = "standard";

  private LogItems() {}

  /** Months are those of UTC: they only divide the log. */
  static String partition(String payer, YearMonth month) {
    return "LOG#" + payer + "#" + month;
  }

  static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  static Map<String, AttributeValue> keys(AuthorizationId id, long version, LogEntry entry) {
    String place =
        String.join(
            "#",
            AuthorizationItems.position(entry.at(), id),
            AuthorizationItems.sequence(version),
            entry.kind().key(),
            entry.product(),
            entry.expedited() ? EXPEDITED : STANDARD,
            entry.submittedAt().toString());
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put(AuthorizationItems.DUE, s(partition(entry.payer(), month(entry.at()))));
    keys.put(AuthorizationItems.DUE_AT, s(place));
    return keys;
  }

  static LogEntry entry(String payer, String place) {
    String[] parts = place.split("#");
    return new LogEntry(
        payer,
        parts[4],
        parts[5].equals(EXPEDITED),
        Instant.parse(parts[6]),
        Instant.parse(parts[0]),
        LogEntry.Kind.ofKey(parts[3])
            .orElseThrow(() -> new IllegalStateException("the log has an unknown kind")));
  }
}
