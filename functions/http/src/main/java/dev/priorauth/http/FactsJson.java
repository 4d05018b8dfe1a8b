package dev.priorauth.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts as JSON: choices, codes and dates as texts, numbers and flags as such. */
public final class FactsJson {
  private static final int MOST_SCALE = 9;

  private FactsJson() {}

  /**
   * Reads facts. What is not understood is left out and becomes a problem of the body.
   *
   * @param facts an object whose members are named like facts; all that apply stand in an array
   */
  public static Facts read(JsonObject facts, Vocabulary vocabulary) {
    return read(facts, facts.names(), vocabulary);
  }

  /**
   * Reads the facts that stand among other members. What is not understood is left out and becomes
   * a problem of the body.
   *
   * @param wanted the facts that may stand there
   */
  public static Facts read(JsonObject object, Set<Fact> wanted, Vocabulary vocabulary) {
    object.allow(wanted.stream().map(Fact::key).toList());
    List<String> there = wanted.stream().map(Fact::key).filter(object::has).toList();
    return read(object, there, vocabulary);
  }

  private static Facts read(JsonObject facts, List<String> names, Vocabulary vocabulary) {
    Vocabulary.Parsed parsed = vocabulary.parse(texts(facts, names), facts.path() + ".");
    facts.add(parsed.problems());
    return parsed.facts();
  }

  private static Map<String, List<String>> texts(JsonObject facts, List<String> names) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode value = facts.any(name).orElseThrow();
      Optional<Fact> fact = Fact.ofKey(name);
      if (fact.isEmpty()) {
        // The vocabulary reports the name; its value does not matter.
        texts.put(name, List.of());
      } else if (fits(fact.get().kind(), value)) {
        texts.put(name, texts(value));
      } else {
        facts.problem(name, expected(fact.get().kind()));
      }
    }
    return texts;
  }

  private static boolean fits(Fact.Kind kind, JsonNode value) {
    return switch (kind) {
      case CHOICE, CODE, DATE -> value.isTextual();
      case CHOICES -> value.isTextual() || value.isArray() && isAllTexts(value);
      case FLAG -> value.isBoolean();
      case NUMBER -> value.isIntegralNumber();
      // A few characters can stand for a number with a billion digits, such as 1e999999999.
      case MONEY -> value.isNumber() && Math.abs(value.decimalValue().scale()) <= MOST_SCALE;
    };
  }

  private static boolean isAllTexts(JsonNode array) {
    for (JsonNode item : array) {
      if (!item.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static String expected(Fact.Kind kind) {
    return switch (kind) {
      case CHOICE, CODE -> "This must be a text, in quotes.";
      case DATE -> "This must be a date in quotes, as in \"2025-01-31\".";
      case CHOICES -> "This must be a text in quotes, or an array of texts.";
      case FLAG -> "This must be true or false, without quotes.";
      case NUMBER -> "This must be a whole number, without quotes.";
      case MONEY -> "This must be an amount in USD, without quotes.";
    };
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> texts.add(item.textValue()));
    } else if (value.isNumber()) {
      texts.add(value.decimalValue().toPlainString());
    } else {
      texts.add(value.asText());
    }
    return texts;
  }

  /** Facts as a client would send them. */
  public static ObjectNode write(Facts facts) {
    ObjectNode json = Json.object();
    facts.known().forEach((fact, value) -> json.set(fact.key(), value(fact, value)));
    return json;
  }

  static JsonNode value(Fact fact, FactValue value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (value) {
      case FactValue.One one ->
          fact.kind() == Fact.Kind.FLAG
              ? json.booleanNode(Boolean.parseBoolean(one.value()))
              : json.textNode(one.value());
      case FactValue.Many many -> {
        ArrayNode array = json.arrayNode();
        many.values().forEach(array::add);
        yield array;
      }
      case FactValue.Number number ->
          fact.kind() == Fact.Kind.MONEY
              ? json.numberNode(new BigDecimal(value.texts(fact).getFirst()))
              : json.numberNode(number.value());
      case FactValue.Day day -> json.textNode(day.value().toString());
    };
  }
}
