package dev.priorauth.datewindows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.dates.WindowReport.Event;
import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.dates.WindowReport.Need;
import dev.priorauth.core.dates.WindowReport.Period;
import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.sources.Statement;
import dev.priorauth.http.AnswerJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.SourceJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A report on dates as JSON. */
final class ReportJson {
  private final WindowReport report;
  private final ZoneId zone;
  private final Moment today;

  private ReportJson(WindowReport report, Moment today) {
    this.report = report;
    this.zone = report.zone();
    this.today = today;
  }

  /**
   * @param today the moment for which {@code openNow} is said
   */
  static ObjectNode write(WindowReport report, Moment today, Instant knownOn) {
    return new ReportJson(report, today).write(knownOn);
  }

  private ObjectNode write(Instant knownOn) {
    ObjectNode json = Json.object().put("verdict", report.verdict().key());
    text().ifPresent(text -> json.put("text", text));
    json.put("on", report.on().toString())
        .put("today", today.iso(zone))
        .put("knownOn", new Moment.At(knownOn).iso(zone));
    ArrayNode windows = json.putArray("windows");
    report.windows().forEach(window -> windows.add(window(window)));
    ArrayNode needs = json.putArray("needs");
    report.needs().forEach(need -> needs.add(need(need)));
    json.set("questions", AnswerJson.questions(report.questions()));
    ArrayNode periods = json.putArray("periods");
    report.periods().forEach(period -> periods.add(period(period)));
    ArrayNode timeline = json.putArray("timeline");
    report.timeline().forEach(event -> timeline.add(event(event)));
    return json;
  }

  /** Why there is no window to look at. */
  private Optional<String> text() {
    if (report.verdict() == Verdict.NOT_APPLICABLE) {
      return Optional.of(
          "No rule that we hold sets a date window for these facts on "
              + report.on()
              + ". This does not mean that any date will do: ask the payer.");
    }
    if (report.verdict() == Verdict.UNDETERMINED && report.questions().isEmpty()) {
      return Optional.of(
          "No code list that we hold for "
              + report.on().getYear()
              + " has this code, so its service is not known. Ask again with the service.");
    }
    return Optional.empty();
  }

  private ObjectNode window(Judged judged) {
    DateWindow window = judged.window();
    ObjectNode json =
        Json.object()
            .put("rule", judged.version().rule())
            .put("id", window.id())
            .put("action", window.action().key())
            .put("severity", window.severity().key())
            .put("given", iso(judged.given()))
            .put("opens", iso(judged.opens()))
            .put("closes", iso(judged.closes()));
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
        .put("nextAllowed", iso(judged.nextAllowed()));
    nextAllowedText(judged).ifPresent(text -> json.put("nextAllowedText", text));
    consequence(judged).ifPresent(said -> json.set("consequence", SourceJson.statement(said)));
    return SourceJson.put(json, window.statement());
  }

  /** Who is told that a date does not fit is told which one would, or that none does. */
  private Optional<String> nextAllowedText(Judged judged) {
    return switch (judged.verdict()) {
      case TOO_EARLY, TOO_LATE, LATE, ADVISORY ->
          judged.nextAllowed().isPresent() ? Optional.empty() : Optional.of(noneAllowed(judged));
      case OPEN, IN_WINDOW, NEEDS_DATE, UNDETERMINED, NOT_APPLICABLE -> Optional.empty();
    };
  }

  private String noneAllowed(Judged judged) {
    return judged.window().action() == DateWindow.Action.PERFORM_SERVICE
        ? "This authorization covers no later date than "
            + iso(judged.closes())
            + ": a later service needs a new request."
        : "There is no later date that would do: the window closed on "
            + iso(judged.closes())
            + ".";
  }

  /** What the source says of being late, where it says anything. */
  private static Optional<Statement> consequence(Judged judged) {
    return switch (judged.verdict()) {
      case TOO_EARLY, TOO_LATE, LATE -> judged.version().then().consequence();
      case OPEN, IN_WINDOW, ADVISORY, NEEDS_DATE, UNDETERMINED, NOT_APPLICABLE -> Optional.empty();
    };
  }

  private static ObjectNode need(Need need) {
    return Json.object()
        .put("date", need.date())
        .put("for", need.version().rule())
        .put(
            "text",
            "Give " + need.date() + " to have this judged: " + need.window().statement().text());
  }

  private static ObjectNode period(Period period) {
    ObjectNode json =
        Json.object()
            .put("rule", period.version().rule())
            .put("kind", period.days().kind().key())
            .put("from", period.days().from().toString())
            .put("to", period.days().to().toString())
            .put("limit", period.allotment().limit())
            .put("unit", period.allotment().unit().key());
    return SourceJson.put(json, period.allotment().statement());
  }

  private ObjectNode event(Event event) {
    return Json.object()
        .put("on", event.on().iso(zone))
        .put("kind", event.kind())
        .put("label", event.statement().text());
  }

  private String iso(Optional<Moment> moment) {
    return moment.map(given -> given.iso(zone)).orElse(null);
  }
}
