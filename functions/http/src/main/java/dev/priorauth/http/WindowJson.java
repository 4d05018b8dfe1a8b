package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.sources.Statement;
import java.time.ZoneId;
import java.util.Optional;

/** A judged date window as JSON. */
public final class WindowJson {
  private WindowJson() {}

  /**
   * A window with its verdict; both ends are included.
   *
   * @param zone the payer's
   * @param today the moment for which {@code openNow} is said
   */
  public static ObjectNode of(Judged judged, ZoneId zone, Moment today) {
    DateWindow window = judged.window();
    ObjectNode json =
        Json.object()
            .put("rule", judged.version().rule())
            .put("id", window.id())
            .put("action", window.action().key())
            .put("severity", window.severity().key())
            .put("given", iso(judged.given(), zone))
            .put("opens", iso(judged.opens(), zone))
            .put("closes", iso(judged.closes(), zone));
    Optional<Boolean> openNow = judged.contains(today, zone);
    if (openNow.isPresent()) {
      json.put("openNow", openNow.get());
    } else {
      json.put("anchor", window.anchor().key());
      window.visit().ifPresent(visit -> json.put("visit", visit));
      window.earliest().map(Offset::iso).ifPresent(offset -> json.put("earliest", offset));
      window.latest().map(Offset::iso).ifPresent(offset -> json.put("latest", offset));
    }
    json.put("verdict", judged.verdict().key())
        .put("offBy", judged.offBy().orElse(null))
        .put("nextAllowed", iso(judged.nextAllowed(), zone));
    nextAllowedText(judged, zone).ifPresent(text -> json.put("nextAllowedText", text));
    consequence(judged).ifPresent(said -> json.set("consequence", SourceJson.statement(said)));
    return SourceJson.put(json, window.statement());
  }

  /** Who is told that a date does not fit is told which one would, or that none does. */
  private static Optional<String> nextAllowedText(Judged judged, ZoneId zone) {
    return switch (judged.verdict()) {
      case TOO_EARLY, TOO_LATE, LATE, ADVISORY ->
          judged.nextAllowed().isPresent()
              ? Optional.empty()
              : Optional.of(noneAllowed(judged, zone));
      case OPEN, IN_WINDOW, NEEDS_DATE, UNDETERMINED, NOT_APPLICABLE -> Optional.empty();
    };
  }

  private static String noneAllowed(Judged judged, ZoneId zone) {
    return judged.window().action() == DateWindow.Action.PERFORM_SERVICE
        ? "This authorization covers no later date than "
            + iso(judged.closes(), zone)
            + ": a later service needs a new request."
        : "There is no later date that would do: the window closed on "
            + iso(judged.closes(), zone)
            + ".";
  }

  /** What the source says of being late, where it says anything. */
  private static Optional<Statement> consequence(Judged judged) {
    return switch (judged.verdict()) {
      case TOO_EARLY, TOO_LATE, LATE -> judged.version().then().consequence();
      case OPEN, IN_WINDOW, ADVISORY, NEEDS_DATE, UNDETERMINED, NOT_APPLICABLE -> Optional.empty();
    };
  }

  private static String iso(Optional<Moment> moment, ZoneId zone) {
    return moment.map(given -> given.iso(zone)).orElse(null);
  }
}
