package dev.priorauth.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetricLineTest {
  private static final Instant AT = Instant.parse("2025-01-10T12:00:00.250Z");

  @Test
  void line_staysOneLine_whateverIsInIt() {
    assertThat(new MetricLine("a", AT).with("b", "\"\\\n\u001f").text())
        .endsWith(",\"b\":\"\\\"\\\\\\u000a\\u001f\"}");
  }
}
