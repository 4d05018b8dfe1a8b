package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code vocabulary.json} and {@code services.json}. */
final class VocabularyReader {
  private VocabularyReader() {}

  static Vocabulary read(Node vocabulary, Node services) {
    Map<Fact, Vocabulary.Definition> facts = new EnumMap<>(Fact.class);
    for (Node node : vocabulary.required("facts").elements()) {
      Vocabulary.Definition definition = definition(node);
      facts.put(definition.fact(), definition);
    }
    List<Vocabulary.Payer> payers = vocabulary.list("payers", VocabularyReader::payer);
    return new Vocabulary(facts, payers, services.list("services", VocabularyReader::service));
  }

  private static Vocabulary.Definition definition(Node node) {
    Node key = node.required("fact");
    Fact fact = fact(key.text(), key);
    Map<String, String> labels = new LinkedHashMap<>();
    for (Node value : node.list("values", value -> value)) {
      labels.put(value.text("value"), value.text("label"));
    }
    return new Vocabulary.Definition(fact, node.text("question"), labels);
  }

  private static Fact fact(String name, Node place) {
    return Fact.ofKey(name)
        .orElseThrow(() -> place.problem("there is no fact of this name; correct it"));
  }

  private static Vocabulary.Payer payer(Node node) {
    return new Vocabulary.Payer(
        node.text("id"),
        node.text("name"),
        node.required("zone").sound(() -> ZoneId.of(node.text("zone"))),
        node.texts("products"),
        node.text("contact"));
  }

  private static Vocabulary.Service service(Node node) {
    Map<Fact, String> implies = new EnumMap<>(Fact.class);
    node.optional("implies")
        .ifPresent(
            facts ->
                facts
                    .members()
                    .forEach((key, value) -> implies.put(fact(key, value), value.text())));
    return new Vocabulary.Service(
        node.text("id"), node.text("name"), node.texts("phrases"), implies);
  }
}
