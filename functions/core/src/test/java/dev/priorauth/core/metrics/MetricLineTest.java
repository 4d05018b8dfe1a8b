package dev.priorauth.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricLineTest {
  private static final Instant AT = Instant.parse("2025-01-10T12:00:00.250Z");

  @Test
  void line_namesItsMetricsAndDimensions_andHoldsTheRestBesideThem() {
    String line =
        new MetricLine("stack", AT)
            .dimension("function", "requirements")
            .dimension("outcome", "answered")
            .count("requests", 1)
            .with("route", "GET /v1/rules/{id}")
            .with("status", 200)
            .text();

    assertThat(line)
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1736510400250,\"CloudWatchMetrics\":[{\"Namespace\":\"stack\","
                + "\"Dimensions\":[[\"function\",\"outcome\"]],"
                + "\"Metrics\":[{\"Name\":\"requests\",\"Unit\":\"Count\"}]}]},"
                + "\"function\":\"requirements\",\"outcome\":\"answered\",\"requests\":1,"
                + "\"route\":\"GET /v1/rules/{id}\",\"status\":200}");
  }

  @Test
  void line_staysOneLine_whateverIsInIt() {
    assertThat(new MetricLine("a", AT).with("b", "\"\\\n\u001f").text())
        .endsWith(",\"b\":\"\\\"\\\\\\u000a\\u001f\"}");
  }
}
