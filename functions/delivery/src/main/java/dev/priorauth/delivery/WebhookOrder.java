package dev.priorauth.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.priorauth.dynamodb.PostingId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

  String text() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sub", sub)
        .put("posting", id.text())
        .toString();
  }

  /** What is told in order: the postings of one authorization, to one system. */
  String group() {
    return digest(sub + "#" + id.posting().about().text());
  }

  /** The same for the same order. */
  String name() {
    return digest(sub + "#" + id.place());
  }

  /** A queue takes few characters, and not all. */
  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java always has SHA-256", e);
    }
  }
}
