package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.delivery.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalQueueTest {
  private static final Order FIRST = new Order("first", "group", "1");
  private static final Order SECOND = new Order("second", "group", "2");
  private static final Order OTHER = new Order("other", "another group", "3");

  private Instant now = Instant.parse("2025-01-15T15:00:00Z");
  private final LocalQueue queue = new LocalQueue("webhooks", () -> now);

  private static List<String> texts(List<JsonNode> messages) {
    return messages.stream().map(one -> one.get("body").asText()).toList();
  }

  private static List<String> names(List<JsonNode> messages) {
    return messages.stream().map(one -> one.get("messageId").asText()).toList();
  }

  @Test
  void order_isDeliveredUntilItIsTaken_andOnceIfItIsAddedTwice() {
    queue.add(List.of(FIRST, FIRST));

    List<JsonNode> due = queue.due();
    assertThat(texts(due)).containsExactly("first");
    queue.delivered(due, names(due));
    due = queue.due();
    assertThat(texts(due)).containsExactly("first");
    queue.delivered(due, List.of());

    assertThat(queue.due()).isEmpty();
  }

  @Test
  void orderThatWaits_holdsUpItsGroup_andNoOther() {
    queue.add(List.of(FIRST, SECOND, OTHER));
    List<JsonNode> due = queue.due();
    queue.delivered(due, names(due.subList(0, 2)));
    queue.postpone(names(due).getFirst(), Duration.ofMinutes(2));

    assertThat(queue.due()).isEmpty();
    // A minute is a second.
    now = now.plusSeconds(2);
    assertThat(texts(queue.due())).containsExactly("first", "second");
  }

  @Test
  void orderThatIsNeverTaken_isSetAsideAfterTenAttempts() {
    queue.add(List.of(FIRST));

    for (int attempt = 1; attempt <= LocalQueue.MOST_ATTEMPTS; attempt++) {
      assertThat(queue.deadLetters()).isEmpty();
      List<JsonNode> due = queue.due();
      assertThat(due.getFirst().at("/attributes/ApproximateReceiveCount").asInt())
          .isEqualTo(attempt);
      queue.delivered(due, names(due));
    }

    assertThat(queue.deadLetters()).containsExactly(FIRST);
    assertThat(queue.due()).isEmpty();
  }
}
