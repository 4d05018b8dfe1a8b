package dev.priorauth.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.lambdatestkit.Printed;
import dev.priorauth.log.Handled.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandledTest {
  private static final Instant AT = Instant.parse("2025-01-10T12:00:00.250Z");

  @Test
  void request_isCountedByItsOutcome_andByWhatWasFound() {
    String line =
        new Handled()
            .with("route", "GET /v1/rules/{id}")
            .result("undetermined")
            .line("stack", "requirements", Outcome.ANSWERED, "r1", AT);

    assertThat(line.replaceFirst("\"ms\":\\d+", "\"ms\":0"))
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1736510400250,\"CloudWatchMetrics\":[{\"Namespace\":\"stack\","
                + "\"Dimensions\":[[\"function\",\"outcome\"],[\"function\",\"result\"]],"
                + "\"Metrics\":[{\"Name\":\"requests\",\"Unit\":\"Count\"}]}]},"
                + "\"function\":\"requirements\",\"outcome\":\"answered\",\"result\":\"undetermined\","
                + "\"requests\":1,\"ms\":0,\"requestId\":\"r1\",\"route\":\"GET /v1/rules/{id}\"}");
  }

  @Test
  void countsOfAFunction_areMetricsOfItAlone_andOtherNumbersAreNone() {
    String line =
        new Handled()
            .count("sent", 2)
            .count("sent", 1)
            .with("status", 200)
            .line("stack", "delivery", Outcome.ANSWERED, "r1", AT);

    assertThat(line)
        .contains(
            "{\"Namespace\":\"stack\",\"Dimensions\":[[\"function\"]],"
                + "\"Metrics\":[{\"Name\":\"sent\",\"Unit\":\"Count\"}]}")
        .endsWith("\"sent\":3,\"status\":200}");
  }

  @Test
  void eventThatFails_isLoggedToo_withWhatWasKnownOfIt() {
    EventLog log = new EventLog(Optional.of("stack"), "delivery");

    try (Printed printed = new Printed()) {
      assertThatThrownBy(
              () ->
                  log.handle(
                      "r1",
                      handled -> {
                        handled.with("event", "stream");
                        throw new IllegalStateException("Lovelace");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(printed.text().lines())
          .singleElement()
          .asString()
          .contains("\"outcome\":\"failed\"", "\"requestId\":\"r1\"", "\"event\":\"stream\"")
          .doesNotContain("Lovelace");
    }
  }

  @Test
  void nothingIsPrinted_whereThereAreNoMetrics() {
    try (Printed printed = new Printed()) {
      String result = new EventLog(Optional.empty(), "delivery").handle("r1", _ -> "done");

      assertThat(result).isEqualTo("done");
      assertThat(printed.text()).isEmpty();
    }
  }
}
