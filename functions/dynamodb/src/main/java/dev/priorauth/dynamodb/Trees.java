package dev.priorauth.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads and writes the JSON of stored documents, of which no part may be missing by accident. */
final class Trees {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Trees() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void put(ObjectNode node, String name, Optional<?> text) {
    text.ifPresent(value -> node.put(name, value.toString()));
  }

  static <T> void put(
      ObjectNode node, String name, Optional<T> value, Function<T, ? extends JsonNode> writer) {
    value.ifPresent(present -> node.set(name, writer.apply(present)));
  }

  /** An empty list is left out. */
  static <T> void put(
      ObjectNode node, String name, List<T> values, Function<T, ? extends JsonNode> writer) {
    if (!values.isEmpty()) {
      ArrayNode array = node.putArray(name);
      values.forEach(value -> array.add(writer.apply(value)));
    }
  }

  static JsonNode text(Object value) {
    return MAPPER.getNodeFactory().textNode(value.toString());
  }

  /**
   * @throws IllegalStateException if the document lacks it
   */
  static JsonNode required(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalStateException("a stored document has no " + name);
    }
    return value;
  }

  static String text(JsonNode node, String name) {
    return required(node, name).asText();
  }

  static int number(JsonNode node, String name) {
    return required(node, name).intValue();
  }

  static long longNumber(JsonNode node, String name) {
    return required(node, name).longValue();
  }

  static boolean flag(JsonNode node, String name) {
    return required(node, name).booleanValue();
  }

  static LocalDate day(JsonNode node, String name) {
    return LocalDate.parse(text(node, name));
  }

  static Instant instant(JsonNode node, String name) {
    return Instant.parse(text(node, name));
  }

  /** The constant of that key. */
  static <E extends Enum<E>> E choice(
      JsonNode node, String name, E[] values, Function<E, String> key) {
    String text = text(node, name);
    for (E value : values) {
      if (key.apply(value).equals(text)) {
        return value;
      }
    }
    throw new IllegalStateException("a stored document has an unknown %s".formatted(name));
  }

  static Optional<String> textIf(JsonNode node, String name) {
    return optional(node, name, JsonNode::asText);
  }

  static Optional<LocalDate> dayIf(JsonNode node, String name) {
    return textIf(node, name).map(LocalDate::parse);
  }

  static <T> Optional<T> optional(JsonNode node, String name, Function<JsonNode, T> reader) {
    return Optional.ofNullable(node.get(name)).map(reader);
  }

  static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> reader) {
    List<T> values = new ArrayList<>();
    for (JsonNode value : node.path(name)) {
      values.add(reader.apply(value));
    }
    return values;
  }
}
