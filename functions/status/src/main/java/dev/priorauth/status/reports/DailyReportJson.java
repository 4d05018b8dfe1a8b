package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.reports.DailyReport;
import dev.priorauth.http.Json;
import java.util.List;

/** A daily report, as JSON and as rows. It names no person. */
final class DailyReportJson {
  private final DailyReport report;
  private final Vocabulary vocabulary;

  DailyReportJson(DailyReport report, Vocabulary vocabulary) {
    this.report = report;
    this.vocabulary = vocabulary;
  }

  ObjectNode json(boolean over, boolean complete) {
    ObjectNode json =
        Json.object().put("on", report.on().toString()).put("over", over).put("complete", complete);
    json.set("inpatient", Json.array(report.inpatient(), this::line));
    return json.set("outpatient", Json.array(report.outpatient(), this::line));
  }

  private ObjectNode line(DailyReport.Line line) {
    return Json.object()
        .put("authorization", line.about().id().text())
        .put("link", PostingJson.link(line.about().id()))
        .put("decision", line.decision().key())
        .put("way", line.way().key())
        .put("at", at(line))
        .put("payer", line.about().submission().payer())
        .put("service", line.about().submission().service())
        .put("serviceName", serviceName(line));
  }

  Table table() {
    return new Table(
        "Approvals and denials of " + report.on(),
        List.of(),
        List.of("authorization", "decision", "way", "at", "payer", "service"),
        List.of(
            new Table.Section("inpatient", rows(report.inpatient())),
            new Table.Section("outpatient", rows(report.outpatient()))));
  }

  private List<List<String>> rows(List<DailyReport.Line> lines) {
    return lines.stream()
        .map(
            line ->
                List.of(
                    line.about().id().text(),
                    line.decision().key(),
                    line.way().key(),
                    at(line),
                    line.about().submission().payer(),
                    serviceName(line)))
        .toList();
  }

  private String serviceName(DailyReport.Line line) {
    String service = line.about().submission().service();
    return vocabulary.service(service).map(Vocabulary.Service::name).orElse(service);
  }

  private static String at(DailyReport.Line line) {
    return new Moment.At(line.at()).iso(line.about().dossier().basis().zone());
  }
}
