package dev.priorauth.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

  private static Order order(String event) throws Exception {
    return Order.of(new ObjectMapper().readTree(event));
  }

  @Test
  void anEvent_saysWhen_andWhetherToWrite() throws Exception {
    assertThat(order("{\"time\": \"2025-03-12T06:00:00Z\"}"))
        .isEqualTo(new Order(Optional.of(Instant.parse("2025-03-12T06:00:00Z")), false, false));
    assertThat(order("{\"dryRun\": true}")).isEqualTo(new Order(Optional.empty(), true, false));
    assertThat(order("{\"replay\": true}")).isEqualTo(new Order(Optional.empty(), false, true));
    assertThat(order("{}")).isEqualTo(Order.NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"time\": \"tomorrow\"}", "{\"time\": 5}", "{\"dryRun\": \"yes\"}"})
  void anEventThatMakesNoSense_isRefused(String event) {
    assertThatThrownBy(() -> order(event)).isInstanceOf(IllegalArgumentException.class);
  }
}
