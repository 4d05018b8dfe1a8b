package dev.priorauth.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * One line of a log from which CloudWatch takes metrics (embedded metric format). The line must
 * stand in the log as it is, not as the message of another line.
 */
final class MetricLine {
  private final String namespace;
  private final Instant at;
  private final List<String> directives = new ArrayList<>();
  private final Map<String, String> members = new LinkedHashMap<>();

  /**
   * @param namespace under which the metrics are found
   * @param at to the millisecond
   */
  MetricLine(String namespace, Instant at) {
    this.namespace = namespace;
    this.at = at;
  }

  MetricLine with(String name, String value) {
    members.put(name, quoted(value));
    return this;
  }

  MetricLine with(String name, long value) {
    members.put(name, Long.toString(value));
    return this;
  }

  /**
   * Makes members metrics.
   *
   * @param counts the names of numbers; none makes none
   * @param dimensions the names of texts, in sets: each different combination of values in a set is
   *     a metric of its own
   */
  MetricLine metrics(Collection<String> counts, List<List<String>> dimensions) {
    if (!counts.isEmpty()) {
      directives.add(
          "{\"Namespace\":"
              + quoted(namespace)
              + ",\"Dimensions\":"
              + dimensions.stream().map(MetricLine::names).collect(joined())
              + ",\"Metrics\":"
              + counts.stream()
                  .map(name -> "{\"Name\":" + quoted(name) + ",\"Unit\":\"Count\"}")
                  .collect(joined())
              + "}");
    }
    return this;
  }

  /** JSON on one line, without an end of line. */
  String text() {
    return "{\"_aws\":{\"Timestamp\":"
        + at.toEpochMilli()
        + ",\"CloudWatchMetrics\":"
        + directives.stream().collect(joined())
        + "}"
        + members.entrySet().stream()
            .map(member -> "," + quoted(member.getKey()) + ":" + member.getValue())
            .collect(Collectors.joining())
        + "}";
  }

  private static String names(List<String> names) {
    return names.stream().map(MetricLine::quoted).collect(joined());
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(",", "[", "]");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
