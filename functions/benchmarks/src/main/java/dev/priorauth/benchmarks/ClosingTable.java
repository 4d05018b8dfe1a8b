package dev.priorauth.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of a run side by side: times, allocation, ratios, and what the targets say. */
final class ClosingTable {
  private static final String LOOKUP = "lookupAllFactsKnown";
  private static final String BYTES = "fullAnswerWithJson";
  private static final String ENGINE = "dmnTable";
  private static final String LOAD = "bookLoad";
  private static final List<String> PEERS = List.of("linearScan", "dmnTablePerService", ENGINE);

  private final Map<String, Result<?>> times = new LinkedHashMap<>();
  private final Map<String, Result<?>> allocations = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private ClosingTable(Collection<RunResult> results) {
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      times.put(name, result.getPrimaryResult());
      allocations.put(name, result.getSecondaryResults().get("gc.alloc.rate.norm"));
    }
  }

  /** The table, with those lines for which something was measured. */
  static String of(Collection<RunResult> results) {
    ClosingTable table = new ClosingTable(results);
    table.measured();
    table.ratios();
    table.targets();
    return table.text.toString();
  }

  private void measured() {
    line("%-31s %12s %11s %12s", "", "µs/op", "±", "B/op");
    times.forEach(
        (name, time) ->
            line(
                "%-31s %12.2f %11.2f %12.0f",
                name, time.getScore(), time.getScoreError(), allocations.get(name).getScore()));
  }

  private void ratios() {
    line("");
    line("%-31s %20s %20s", "the same answers, ours = 1.0", LOOKUP, BYTES);
    for (String peer : PEERS) {
      if (has(peer, LOOKUP, BYTES)) {
        line("%-31s %20.1f %20.1f", peer, ratio(peer, LOOKUP), ratio(peer, BYTES));
      }
    }
  }

  private void targets() {
    line("");
    line("%-58s %7s", "targets", "");
    if (has(ENGINE, LOOKUP)) {
      double ratio = ratio(ENGINE, LOOKUP);
      target("full answer with explanation 50 times faster than DMN", ratio, ratio >= 50);
    }
    if (has(ENGINE, BYTES)) {
      double ratio = ratio(ENGINE, BYTES);
      target("  the same, written as JSON", ratio, ratio >= 50);
    }
    if (has(BYTES)) {
      target("full answer, written as JSON, in 20 µs", time(BYTES), time(BYTES) < 20);
    }
    if (has(LOAD)) {
      target("book load in 30 ms", time(LOAD) / 1000, time(LOAD) < 30_000);
    }
  }

  private void target(String what, double measured, boolean met) {
    line("%-58s %7.1f  %s", what, measured, met ? "met" : "missed");
  }

  private boolean has(String... names) {
    return times.keySet().containsAll(List.of(names));
  }

  private double time(String name) {
    return times.get(name).getScore();
  }

  private double ratio(String name, String ours) {
    return time(name) / time(ours);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
