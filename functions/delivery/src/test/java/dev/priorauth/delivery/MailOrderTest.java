package dev.priorauth.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.dynamodb.PostingId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailOrderTest {
  private static final LocalDate DAY = LocalDate.of(2025, 1, 15);
  private static final PostingId POSTING =
      PostingId.of(
          new Posting(
              AuthorizationId.of(1),
              Instant.parse("2025-01-15T15:00:00Z"),
              2,
              Posting.Kind.APPROVED));

  @Test
  void order_isReadAsItWasWritten() {
    List<MailOrder> orders =
        List.of(
            new MailOrder.AtOnce("ann", POSTING),
            new MailOrder.OfDay("ann", DAY),
            new MailOrder.Round(DAY, Optional.empty()),
            new MailOrder.Round(DAY, Optional.of("ann")));

    assertThat(orders).map(order -> MailOrder.parse(order.order().text())).isEqualTo(orders);
    assertThat(orders).map(order -> order.order().name()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{}",
        "{\"sub\": \"ann\"}",
        "{\"sub\": \"ann\", \"posting\": \"x\"}",
        "{\"sub\": \"ann\", \"day\": \"today\"}"
      })
  void textThatIsNoOrder_isRefused(String text) {
    assertThatThrownBy(() -> MailOrder.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
