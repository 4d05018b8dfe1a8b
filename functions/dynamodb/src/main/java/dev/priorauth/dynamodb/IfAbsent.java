package dev.priorauth.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update that writes an item where there is none, and leaves the one that is there.
 *
 * @param expression one {@code if_not_exists} for each attribute
 */
record IfAbsent(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  /**
   * @param key the attributes that are not written, because the item is found by them
   */
  static IfAbsent of(Map<String, AttributeValue> item, Map<String, AttributeValue> key) {
    Map<String, String> names = new TreeMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    item.forEach(
        (name, value) -> {
          if (!key.containsKey(name)) {
            names.put("#" + name, name);
            values.put(":" + name, value);
          }
        });
    String expression =
        names.values().stream()
            .map(name -> "#%1$s = if_not_exists(#%1$s, :%1$s)".formatted(name))
            .collect(Collectors.joining(", ", "SET ", ""));
    return new IfAbsent(expression, names, values);
  }
}
