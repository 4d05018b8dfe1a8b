package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A place in a JSON file that knows its path, so that whatever is wrong there can be named.
 *
 * <p>Every reader throws a {@link DataException} with the path if the value is missing or of
 * another type.
 */
record Node(JsonNode json, String file, String path) {

  static Node root(JsonNode json, String file) {
    return new Node(json, file, "$");
  }

  DataException problem(String message) {
    return new DataException(file, path, message);
  }

  private Node child(JsonNode child, String step) {
    return new Node(child, file, path + step);
  }

  Node required(String name) {
    JsonNode child = json.get(name);
    if (child == null || child.isNull()) {
      throw problem("the member \"" + name + "\" is missing; add it");
    }
    return child(child, "." + name);
  }

  Optional<Node> optional(String name) {
    JsonNode child = json.get(name);
    return child == null || child.isNull()
        ? Optional.empty()
        : Optional.of(child(child, "." + name));
  }

  String text(String name) {
    return required(name).text();
  }

  Optional<String> optionalText(String name) {
    return optional(name).map(Node::text);
  }

  String text() {
    if (!json.isTextual()) {
      throw problem("a text is expected here");
    }
    return json.textValue();
  }

  int integer() {
    if (!json.canConvertToInt() || !json.isIntegralNumber()) {
      throw problem("a whole number is expected here");
    }
    return json.intValue();
  }

  boolean flag() {
    if (!json.isBoolean()) {
      throw problem("true or false is expected here");
    }
    return json.booleanValue();
  }

  LocalDate date() {
    try {
      return LocalDate.parse(text());
    } catch (DateTimeException _) {
      throw problem("a calendar date such as 2024-12-01 is expected here");
    }
  }

  Optional<LocalDate> optionalDate(String name) {
    return optional(name).map(Node::date);
  }

  /** The elements of an array. */
  List<Node> elements() {
    if (!json.isArray()) {
      throw problem("an array is expected here");
    }
    List<Node> elements = new ArrayList<>(json.size());
    for (int i = 0; i < json.size(); i++) {
      elements.add(child(json.get(i), "[" + i + "]"));
    }
    return elements;
  }

  /** What a reader makes of each element of an array; empty where there is no such member. */
  <T> List<T> list(String name, Function<Node, T> reader) {
    return optional(name)
        .map(node -> node.elements().stream().map(reader).toList())
        .orElse(List.of());
  }

  List<String> texts(String name) {
    return list(name, Node::text);
  }

  Map<String, Node> members() {
    Map<String, Node> members = new LinkedHashMap<>();
    json.properties()
        .forEach(
            member ->
                members.put(member.getKey(), child(member.getValue(), "." + member.getKey())));
    return members;
  }

  /** Runs a reader and names this place if it finds the values impossible. */
  <T> T sound(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (DataException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw problem(e.getMessage());
    }
  }
}
