package dev.priorauth.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.priorauth.dynamodb.PostingId;

/**
 * That one account's system is to be told of one posting.
 *
 * @param sub whose profile has the webhook
 */
record WebhookOrder(String sub, PostingId id) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static WebhookOrder parse(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an order is not JSON", e);
    }
    String sub = json.path("sub").asText();
    PostingId id =
        PostingId.parse(json.path("posting").asText())
            .orElseThrow(() -> new IllegalArgumentException("an order names no posting"));
    return new WebhookOrder(sub, id);
  }

  /** In order for each authorization, to one system. */
  Order order() {
    return new Order(
        text(),
        Order.digest(sub + "#" + id.posting().about().text()),
        Order.digest(sub + "#" + id.place()));
  }

  private String text() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sub", sub)
        .put("posting", id.text())
        .toString();
  }
}
