package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.metrics.Figures;
import dev.priorauth.core.metrics.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * What the log of events comes to.
 *
 * <p>The figures of a day are made from the log when somebody first asks for them after it is over,
 * and kept; they never change any more. What was kept can be deleted at any time: it is made again.
 */
public final class FiguresStore {
  private final DynamoDbClient client;
  private final String table;
  private final int mostEntries;
  private final Duration settlesAfter;

  /**
   * @param mostEntries so many events at least are read before a call gives up
   * @param settlesAfter so long after a day its last event may still come
   */
  public FiguresStore(DynamoDbClient client, String table, int mostEntries, Duration settlesAfter) {
    this.client = client;
    this.table = table;
    this.mostEntries = mostEntries;
    this.settlesAfter = settlesAfter;
  }

  /**
   * The figures of some days of a payer.
   *
   * @param zone the payer's
   * @param from the first day
   * @param to the last day, included; later days than today's have no figures yet
   * @return empty where more of the log has to be read than one call may; what was read is kept, so
   *     that the next call goes on
   */
  public Optional<Figures> between(
      String payer, ZoneId zone, LocalDate from, LocalDate to, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate last = to.isAfter(today) ? today : to;
    if (last.isBefore(from)) {
      return Optional.of(Figures.NONE);
    }
    TreeMap<LocalDate, Figures> days = kept(payer, from, last);
    LocalDate missing = from;
    while (days.containsKey(missing)) {
      missing = missing.plusDays(1);
    }
    if (missing.isAfter(last)) {
      return Optional.of(Figures.sum(List.copyOf(days.values())));
    }
    Log log = log(payer, zone, missing, last);
    TreeMap<LocalDate, Figures> read = new TreeMap<>();
    for (LocalDate day = missing; !day.isAfter(log.through()); day = day.plusDays(1)) {
      read.put(day, Figures.of(log.byDay().getOrDefault(day, List.of()).stream(), zone));
    }
    keep(payer, zone, read, now);
    days.putAll(read);
    return log.through().equals(last)
        ? Optional.of(Figures.sum(List.copyOf(days.values())))
        : Optional.empty();
  }

  private TreeMap<LocalDate, Figures> kept(String payer, LocalDate from, LocalDate to) {
    TreeMap<LocalDate, Figures> days = new TreeMap<>();
    client
        .queryPaginator(
            q ->
                q.tableName(table)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                    .expressionAttributeNames(Map.of("#pk", Items.PK, "#sk", Items.SK))
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", s(FiguresItems.partition(payer)),
                            ":from", s(from.toString()),
                            ":to", s(to.toString()))))
        .items()
        .forEach(item -> days.put(FiguresItems.day(item), FiguresItems.figures(item)));
    return days;
  }

  private void keep(String payer, ZoneId zone, Map<LocalDate, Figures> read, Instant now) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    read.forEach(
        (day, figures) -> {
          Instant over = day.plusDays(1).atStartOfDay(zone).toInstant();
          if (!over.plus(settlesAfter).isAfter(now)) {
            items.add(FiguresItems.toItem(payer, day, figures));
          }
        });
    // What could not be written is made again the next time.
    new BatchWriter(client, table).put(items);
  }

  /**
   * A part of the log.
   *
   * @param through the last day that was read to its end
   */
  private record Log(Map<LocalDate, List<LogEntry>> byDay, LocalDate through) {}

  private Log log(String payer, ZoneId zone, LocalDate from, LocalDate to) {
    Instant first = from.atStartOfDay(zone).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
    Map<LocalDate, List<LogEntry>> byDay = new HashMap<>();
    int entries = 0;
    YearMonth lastMonth = LogItems.month(end);
    for (YearMonth month = LogItems.month(first);
        !month.isAfter(lastMonth);
        month = month.plusMonths(1)) {
      QueryRequest.Builder query = query(LogItems.partition(payer, month), first, end);
      QueryResponse page;
      do {
        page = client.query(query.build());
        for (Map<String, AttributeValue> item : page.items()) {
          LogEntry entry = LogItems.entry(payer, required(item, AuthorizationItems.DUE_AT).s());
          LocalDate day = entry.at().atZone(zone).toLocalDate();
          if (entries >= mostEntries && !byDay.containsKey(day)) {
            return new Log(byDay, day.minusDays(1));
          }
          byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(entry);
          entries++;
        }
        query.exclusiveStartKey(page.lastEvaluatedKey());
      } while (page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty());
    }
    return new Log(byDay, to);
  }

  private QueryRequest.Builder query(String partition, Instant first, Instant end) {
    return QueryRequest.builder()
        .tableName(table)
        .indexName("by-deadline")
        .keyConditionExpression("#log = :log AND #place BETWEEN :first AND :end")
        .expressionAttributeNames(
            Map.of("#log", AuthorizationItems.DUE, "#place", AuthorizationItems.DUE_AT))
        .expressionAttributeValues(
            Map.of(
                ":log", s(partition),
                ":first", s(AuthorizationItems.sortable(first)),
                ":end", s(AuthorizationItems.sortable(end))));
  }
}
