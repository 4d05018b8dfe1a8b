package dev.priorauth.core.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of a log from which CloudWatch takes metrics (embedded metric format). The line must
 * stand in the log as it is, not as the message of another line.
 *
 * <p>Each different value of a dimension is a metric of its own, which costs by the month:
 * dimensions take only a few values, never an id. Nothing personal belongs into any part.
 */
public final class MetricLine {
  private final String namespace;
  private final Instant at;
  private final List<String> dimensions = new ArrayList<>();
  private final List<String> counts = new ArrayList<>();
  private final Map<String, String> members = new LinkedHashMap<>();

  /**
   * @param namespace under which the metrics are found
   * @param at to the millisecond
   */
  public MetricLine(String namespace, Instant at) {
    this.namespace = namespace;
    this.at = at;
  }

  public MetricLine dimension(String name, String value) {
    dimensions.add(name);
    return with(name, value);
  }

  public MetricLine count(String name, long value) {
    counts.add(name);
    return with(name, value);
  }

  /** Adds something that stands in the log only. */
  public MetricLine with(String name, String value) {
    members.put(name, quoted(value));
    return this;
  }

  public MetricLine with(String name, long value) {
    members.put(name, Long.toString(value));
    return this;
  }

  /** JSON on one line, without an end of line. */
  public String text() {
    return "{\"_aws\":{\"Timestamp\":"
        + at.toEpochMilli()
        + ",\"CloudWatchMetrics\":[{\"Namespace\":"
        + quoted(namespace)
        + ",\"Dimensions\":[["
        + dimensions.stream().map(MetricLine::quoted).collect(Collectors.joining(","))
        + "]],\"Metrics\":["
        + counts.stream()
            .map(name -> "{\"Name\":" + quoted(name) + ",\"Unit\":\"Count\"}")
            .collect(Collectors.joining(","))
        + "]}]}"
        + members.entrySet().stream()
            .map(member -> "," + quoted(member.getKey()) + ":" + member.getValue())
            .collect(Collectors.joining())
        + "}";
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
