package dev.priorauth.expiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** CloudWatch's embedded metric format: one line of the log is the metrics of one run. */
final class Metrics {
  private Metrics() {}

  /**
   * @param namespace in which the alarms look for them
   * @param counts numbers only
   */
  static String line(String namespace, ObjectNode counts, Instant at) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", at.toEpochMilli());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", namespace);
    directive.putArray("Dimensions").addArray().add("function");
    ArrayNode metrics = directive.putArray("Metrics");
    counts
        .fieldNames()
        .forEachRemaining(name -> metrics.addObject().put("Name", name).put("Unit", "Count"));
    line.put("function", "expiry");
    line.setAll(counts);
    return line.toString();
  }
}
