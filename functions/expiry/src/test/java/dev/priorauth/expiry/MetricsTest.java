package dev.priorauth.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void line_isInTheFormThatCloudWatchReads() throws Exception {
    ObjectNode counts = JsonNodeFactory.instance.objectNode().put("examined", 3L).put("failed", 0L);

    String line = Metrics.line("stack", counts, Instant.parse("2025-03-12T06:00:00Z"));

    assertThat(line).doesNotContain("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.at("/_aws/Timestamp").longValue()).isEqualTo(1_741_759_200_000L);
    JsonNode directive = json.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.get("Namespace").asText()).isEqualTo("stack");
    for (JsonNode dimension : directive.at("/Dimensions/0")) {
      assertThat(json.get(dimension.asText()).isTextual()).isTrue();
    }
    assertThat(directive.get("Metrics")).hasSize(2);
    for (JsonNode metric : directive.get("Metrics")) {
      assertThat(json.get(metric.get("Name").asText()).isNumber()).isTrue();
      assertThat(metric.get("Unit").asText()).isEqualTo("Count");
    }
  }
}
