package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.dynamodb.Told;
import java.util.Optional;

/** A record of a DynamoDB stream: an item as it was written, of which only index keys are read. */
final class StreamRecord {
  private StreamRecord() {}

  /** The name under which the stream takes a record back. */
  static String id(JsonNode node) {
    return node.at("/dynamodb/SequenceNumber").asText();
  }

  /**
   * @throws IllegalArgumentException if the item is no posting
   */
  static Told told(JsonNode node) {
    JsonNode item = node.at("/dynamodb/NewImage");
    return Told.of(
        text(item, Told.PROVIDER).orElse(""),
        text(item, Told.SERVICING),
        text(item, Told.PLACE).orElse(""));
  }

  private static Optional<String> text(JsonNode item, String name) {
    return Optional.ofNullable(item.path(name).path("S").textValue());
  }
}
