package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.metrics.Counts;
import dev.priorauth.core.metrics.Figures;
import dev.priorauth.core.metrics.Metric;
import dev.priorauth.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures of a year, as JSON and as rows. They are counts of requests, and nothing else: none
 * is held back, since only operators get them.
 */
final class MetricsReport {
  private static final String SCOPE =
      "Counted are the requests that are decided here, of all services, and each part of a divided"
          + " request as one; those that another administrator decides are not, because this"
          + " service knows only what offices record of them. A year is that of the decision, in the"
          + " payer's zone. The law has Medicare Advantage organizations publish these figures for"
          + " the products medicare-advantage-hmo and medicare-advantage-ppo; those of the other"
          + " products are counted in the same way. It leaves drugs out; requests for drugs are counted"
          + " here like others, because no document says which requests are for drugs alone.";

  private static final String WAITING =
      "Requests that were made in this year or the one before and wait for a decision, by whole"
          + " days since the day of the request. What was withdrawn or closed does not wait.";

  private final int year;
  private final LocalDate asOf;
  private final List<Line> lines;

  /**
   * One product of a payer.
   *
   * @param product empty for all of them together
   * @param figures those of the year
   * @param waiting with the requests that wait since the year before
   */
  private record Line(
      String payer, Optional<String> product, Figures.Product figures, Figures.Product waiting) {}

  /** What one payer has in the year, and with the year before. */
  record OfPayer(String payer, Figures year, Figures both) {}

  /**
   * @param asOf the day up to which everything is counted
   */
  MetricsReport(int year, LocalDate asOf, List<OfPayer> payers) {
    this.year = year;
    this.asOf = asOf;
    LocalDate since = Year.of(year - 1).atDay(1);
    this.lines = payers.stream().flatMap(payer -> lines(payer, since).stream()).toList();
  }

  private static List<Line> lines(OfPayer payer, LocalDate since) {
    List<Line> lines = new ArrayList<>();
    Map<String, Figures.Product> ofTheYear = new TreeMap<>(payer.year().products());
    payer
        .both()
        .products()
        .forEach(
            (product, both) ->
                lines.add(
                    new Line(
                        payer.payer(),
                        Optional.of(product),
                        ofTheYear.getOrDefault(product, Figures.NONE.all()),
                        both.madeSince(since))));
    lines.addFirst(
        new Line(
            payer.payer(),
            Optional.empty(),
            payer.year().all(),
            payer.both().all().madeSince(since)));
    return lines;
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object().put("year", year).put("asOf", asOf.toString()).put("scope", SCOPE);
    json.set("definitions", Json.array(Arrays.asList(Metric.values()), MetricsReport::definition));
    json.set("waitingDefinition", Json.object().put("text", WAITING));
    json.put("itemsAndServices", "/v1/rules");
    return json.set("lines", Json.array(lines, this::line));
  }

  private static ObjectNode definition(Metric metric) {
    ObjectNode definition =
        Json.object()
            .put("figure", metric.key())
            .put("unit", metric.unit().key())
            .put("text", metric.definition());
    return definition.set("cite", cite());
  }

  private static ObjectNode cite() {
    return Json.object()
        .put("law", Metric.CITATION)
        .put("verified", false)
        .put("reviewedOn", Metric.REVIEWED_ON);
  }

  private ObjectNode line(Line line) {
    ObjectNode json =
        Json.object().put("payer", line.payer()).put("product", line.product().orElse(null));
    json.set("standard", counts(line.figures().standard()));
    json.set("expedited", counts(line.figures().expedited()));
    ObjectNode waiting = Json.object().put("count", waiting(line));
    waiting.put(
        "since",
        line.waiting().waiting().isEmpty() ? null : line.waiting().waiting().firstKey().toString());
    ArrayNode byDays = waiting.putArray("byDays");
    Figures.ages(line.waiting(), asOf)
        .forEach((age, count) -> byDays.addObject().put("days", age.label()).put("count", count));
    return json.set("waiting", waiting);
  }

  private static long waiting(Line line) {
    return line.waiting().waiting().values().stream().mapToLong(Long::longValue).sum();
  }

  private static ObjectNode counts(Counts counts) {
    ObjectNode json =
        Json.object()
            .put("requested", counts.requested())
            .put("decided", counts.decided())
            .put("ended", counts.ended())
            .put("denialsUpheld", counts.upheld());
    json.set(
        "figures",
        Json.array(
            Arrays.asList(Metric.values()),
            metric ->
                Json.object()
                    .put("figure", metric.key())
                    .put("count", metric.count(counts).orElse(null))
                    .put("value", metric.value(counts).orElse(null))
                    .put("notMeasured", metric.notMeasured().orElse(null))));
    return json;
  }

  Table table() {
    return new Table(
        "Prior authorization metrics of " + year + ", as of " + asOf,
        List.of(SCOPE),
        List.of(
            "product",
            "urgency",
            "figure",
            "unit",
            "count",
            "value",
            "definition",
            "law",
            "verified",
            "reviewedOn"),
        lines.stream()
            .map(Line::payer)
            .distinct()
            .map(payer -> new Table.Section(payer, rows(payer)))
            .toList());
  }

  private List<List<String>> rows(String payer) {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : lines) {
      if (line.payer().equals(payer)) {
        String product = line.product().orElse("all");
        rows.addAll(rows(product, "standard", line.figures().standard()));
        rows.addAll(rows(product, "expedited", line.figures().expedited()));
        Figures.ages(line.waiting(), asOf)
            .forEach(
                (age, count) ->
                    rows.add(
                        List.of(
                            product,
                            "all",
                            "waiting " + age.label() + " days",
                            "requests",
                            Long.toString(count),
                            "",
                            WAITING,
                            "",
                            "",
                            "")));
      }
    }
    return rows;
  }

  private static List<List<String>> rows(String product, String urgency, Counts counts) {
    return Arrays.stream(Metric.values())
        .map(
            metric ->
                List.of(
                    product,
                    urgency,
                    metric.key(),
                    metric.unit().key(),
                    metric.count(counts).map(count -> Long.toString(count)).orElse("not measured"),
                    metric.value(counts).map(BigDecimal::toPlainString).orElse(""),
                    metric.definition() + metric.notMeasured().map(why -> " " + why).orElse(""),
                    Metric.CITATION,
                    "no",
                    Metric.REVIEWED_ON))
        .toList();
  }
}
