package dev.priorauth.datewindows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.dates.WindowReport.Event;
import dev.priorauth.core.dates.WindowReport.Need;
import dev.priorauth.core.dates.WindowReport.Period;
import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.http.AnswerJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.SourceJson;
import dev.priorauth.http.WindowJson;
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
    report.windows().forEach(window -> windows.add(WindowJson.of(window, zone, today)));
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
}
