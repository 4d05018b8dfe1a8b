package dev.priorauth.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Values that a schema of the documents allows, and values that are nearly such. */
final class Guess {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int LONGEST = 12;
  private static final int OFTEN = 4;

  /** Texts that programs stumble over; each is a text all the same. */
  static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\ud83d\ude00",
          "\ud800",
          "\u202eabc",
          "e\u0301",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\ufb01",
          "\u0130",
          "a\r\nX-Injected: b",
          "'; DROP TABLE",
          "${jndi:ldap://localhost/a}",
          "#{7*7}",
          "<script>",
          "../../etc/passwd",
          "%00",
          "%",
          "{id}",
          "null",
          "-1",
          "1e400",
          "x".repeat(5_000));

  private static final List<String> ODD_DATES =
      List.of(
          "2025-02-29",
          "2025-13-01",
          "2025-04-31",
          "2025-1-1",
          "0000-00-00",
          "0000-01-01",
          "0001-01-01",
          "9999-12-31",
          "+999999999-12-31",
          "-999999999-01-01",
          "2025-01-01T00:00:00",
          "2025-03-09T02:30:00-05:00",
          "2025-01-01T24:00:00Z",
          "2025-01-01T00:00:60Z",
          "2025-01-01T00:00:00+18:01",
          "+1000000000-12-31T23:59:59Z",
          "-1000000000-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999-18:00",
          "\u0662\u0660\u0662\u0665-\u0660\u0661-\u0660\u0661");

  private static final List<String> ODD_NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "0.1",
          "1.0",
          "1E2",
          "1e-400",
          "1e400",
          "1e2147483647",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "0.005",
          "1".repeat(900));

  /** A value for each pattern of the documents: a new pattern needs a new line. */
  private static final Map<String, List<String>> OF_PATTERN =
      Map.of(
          "^\\d{4}-\\d{2}-\\d{2}$",
              List.of("2026-11-23", "2026-11-10", "2026-12-01", "2026-12-20", "2024-12-01"),
          "^[A-Z0-9]{5}$", List.of("97110", "70551", "J3490", "ZZZZZ"),
          "^[0-9]{10}$", List.of("1234567893", "1245319599", "1003000126", "1234567890"),
          "^A[0-9A-HJKMNP-TV-Z]{13}$", List.of("A00000000001VG", "A0000000000000"),
          "^[0-9A-Fa-f]{64}$", List.of("0a".repeat(32)),
          "^\\d{2}-\\d{7}$", List.of("12-3456789"),
          "^[1-9]\\d{0,2}$", List.of("1", "13", "999"),
          "^P[0-9]{1,3}[DW]$", List.of("P0D", "P14D", "P52W", "P999W"));

  /** What texts of these names mean something as. */
  private static final Map<String, List<String>> OF_NAME =
      Map.ofEntries(
          Map.entry("service", List.of("physical-therapy", "mri", "outpatient-therapy", "nothing")),
          Map.entry("administrator", List.of("bcbsma", "carelon", "nobody")),
          Map.entry("program", List.of("bcbsma.high-technology-radiology", "none")),
          Map.entry("topic", List.of("authorization", "none")),
          Map.entry("email", List.of("desk@harbor.example", "desk")),
          Map.entry("phone", List.of("617-555-0100", "1")),
          Map.entry("fax", List.of("617-555-0101")),
          Map.entry("url", List.of("https://hooks.harbor.example/x", "http://localhost/")),
          Map.entry("memberId", List.of("XXP123456789", "XXP 1")),
          Map.entry("reference", List.of("ACMP# 77-1004", "A00000000001VG", "#")),
          Map.entry("ask", List.of("a1", "a2", "a3", "a0")),
          Map.entry(
              "If-Match",
              List.of("\"1\"", "\"2\"", "*", "W/\"1\"", "1", "\"" + "9".repeat(30) + "\"")),
          Map.entry("Idempotency-Key", List.of("7f0e5c1a", "key", "\u00e9")));

  private static final List<String> INSTANTS =
      List.of(
          "2026-11-23T14:00:00-05:00",
          "2026-11-20T10:00:00Z",
          "2024-12-01T00:00:00+01:00",
          "2026-11-23T19:00:00.123456789Z");

  private final RandomGenerator random;
  private final Map<String, List<String>> there;

  /**
   * @param there what is there, by the names of parameters and members that mean it
   */
  Guess(RandomGenerator random, Map<String, List<String>> there) {
    this.random = random;
    this.there = there;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Once in so many times. */
  boolean once(int times) {
    return random.nextInt(times) == 0;
  }

  /** A value that the schema allows, as far as the schema says it. */
  JsonNode value(JsonNode schema) {
    return value("", schema);
  }

  /**
   * A value of a parameter or member.
   *
   * @param name tells which texts mean something
   */
  JsonNode value(String name, JsonNode unfollowed) {
    JsonNode schema = whole(unfollowed);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (type(schema)) {
      case "string" -> NODES.textNode(text(name, schema));
      case "integer" -> NODES.numberNode(number(schema));
      case "number" -> DecimalNode.valueOf(BigDecimal.valueOf(number(schema) * 100L + 5, 2));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      case "array" -> array(name, schema);
      case "object" -> object(schema);
      default -> throw new IllegalStateException("nothing is known of " + schema);
    };
  }

  private String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return type.get(random.nextInt(type.size())).asText();
    }
    return type.asText(schema.has("properties") ? "object" : "");
  }

  /** With what is referred to, all of allOf, and one of oneOf and anyOf. */
  private JsonNode whole(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    List<JsonNode> parts = new ArrayList<>();
    Optional.ofNullable(whole.remove("$ref"))
        .ifPresent(ref -> parts.add(Route.DOCUMENT.at(ref.asText().substring(1))));
    Optional.ofNullable(whole.remove("allOf")).ifPresent(all -> all.forEach(parts::add));
    for (String choice : List.of("oneOf", "anyOf")) {
      Optional.ofNullable(whole.remove(choice))
          .ifPresent(all -> parts.add(all.get(random.nextInt(all.size()))));
    }
    for (JsonNode part : parts) {
      whole(part).properties().forEach(member -> add(whole, member.getKey(), member.getValue()));
    }
    return whole;
  }

  private static void add(ObjectNode whole, String key, JsonNode value) {
    if (whole.get(key) instanceof ArrayNode list && key.equals("required")) {
      ArrayNode both = list.deepCopy();
      value.forEach(both::add);
      whole.set(key, both);
    } else if (!whole.has(key)) {
      whole.set(key, value);
    }
  }

  private String text(String name, JsonNode schema) {
    if (schema.path("format").asText().equals("date-time")) {
      return oneOf(INSTANTS);
    }
    if (schema.has("pattern")) {
      String pattern = schema.get("pattern").asText();
      if (!OF_PATTERN.containsKey(pattern)) {
        throw new IllegalStateException("no values are known for " + pattern);
      }
      return oneOf(OF_PATTERN.get(pattern));
    }
    if (there.containsKey(name)) {
      return oneOf(there.get(name));
    }
    if (OF_NAME.containsKey(name)) {
      return oneOf(OF_NAME.get(name));
    }
    int least = schema.path("minLength").asInt(1);
    int most = schema.path("maxLength").asInt(LONGEST);
    int length = once(OFTEN) ? most : Math.min(most, least + random.nextInt(LONGEST));
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private long number(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
    return switch (random.nextInt(OFTEN)) {
      case 0 -> least;
      case 1 -> most;
      default -> Math.min(most, least + random.nextInt(30));
    };
  }

  private ArrayNode array(String name, JsonNode schema) {
    int least = schema.path("minItems").asInt(0);
    int most = schema.path("maxItems").asInt(3);
    int size = once(20) ? most : Math.min(most, least + random.nextInt(3));
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      array.add(value(name, schema.get("items")));
    }
    return array;
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      if (required.contains(member.getKey()) || once(OFTEN)) {
        object.set(member.getKey(), value(member.getKey(), member.getValue()));
      }
    }
    if (schema.path("additionalProperties").isObject()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        String name =
            schema.has("propertyNames")
                ? text("", schema.get("propertyNames"))
                : "key" + random.nextInt(100);
        object.set(name, value("", schema.get("additionalProperties")));
      }
    }
    return object;
  }

  /** Something that is at hand where a value is wanted, and mostly is none of those allowed. */
  JsonNode odd() {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2, 3 -> DecimalNode.valueOf(new BigDecimal(oneOf(ODD_NUMBERS)));
      case 4, 5 -> NODES.textNode(oneOf(ODD_TEXTS));
      case 6 -> NODES.textNode(oneOf(ODD_DATES));
      case 7 -> NODES.objectNode().put("odd", 1);
      default -> NODES.arrayNode().add(oneOf(ODD_TEXTS)).addNull();
    };
  }

  /** The same with one thing in it that is not as it was. */
  JsonNode spoilt(JsonNode value) {
    JsonNode copy = value.deepCopy();
    List<JsonNode> containers = new ArrayList<>();
    collect(copy, containers);
    if (containers.isEmpty()) {
      return odd();
    }
    switch (oneOf(containers)) {
      case ObjectNode object -> spoil(object);
      case ArrayNode array when array.isEmpty() -> array.add(odd());
      case ArrayNode array when once(OFTEN) -> {
        JsonNode first = array.get(0);
        for (int i = 0; i < 1_000; i++) {
          array.add(first);
        }
      }
      case ArrayNode array -> array.set(random.nextInt(array.size()), odd());
      default -> throw new IllegalStateException("not a container");
    }
    return copy;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void spoil(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || once(OFTEN * 2)) {
      object.set(once(2) ? "unknown" : oneOf(ODD_TEXTS), odd());
      return;
    }
    String name = oneOf(names);
    if (once(OFTEN)) {
      object.remove(name);
    } else {
      object.set(name, odd());
    }
  }

  /** As JSON, in one of its spellings; at times with a member named twice. */
  String json(JsonNode value) {
    String text = once(2) ? value.toString() : ascii(value);
    return once(30) && value.isObject() && !value.isEmpty()
        ? "{\"" + value.fieldNames().next() + "\": 1, " + text.substring(1)
        : text;
  }

  private static String ascii(JsonNode value) {
    try {
      return ASCII.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
