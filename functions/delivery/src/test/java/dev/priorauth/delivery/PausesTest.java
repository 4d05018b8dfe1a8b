package dev.priorauth.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PausesTest {

  @Test
  void pause_isAMinute_thenTwiceAsLongEachTime_andNeverMoreThanSqsAllows() {
    assertThat(Pauses.after(1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Pauses.after(2)).isEqualTo(Duration.ofMinutes(2));
    assertThat(Pauses.after(9)).isEqualTo(Duration.ofMinutes(256));
    assertThat(Pauses.after(1000)).isLessThanOrEqualTo(Duration.ofHours(12));
  }

  @Test
  void tenAttempts_areOverAfterEightAndAHalfHours() {
    Duration all =
        IntStream.rangeClosed(1, 9).mapToObj(Pauses::after).reduce(Duration.ZERO, Duration::plus);

    assertThat(all).isBetween(Duration.ofHours(8), Duration.ofHours(9));
  }
}
