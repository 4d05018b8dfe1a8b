package dev.priorauth.datewindows;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.http.FactsJson;
import dev.priorauth.http.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads the facts of a body, among which there must be a payer, and a service or a code. */
final class FactsReader {
  static final String FACTS = "facts";

  private FactsReader() {}

  static Facts read(JsonObject body, Vocabulary vocabulary) {
    body.need(FACTS);
    Optional<JsonObject> object = body.object(FACTS);
    if (object.isEmpty()) {
      return Facts.NONE;
    }
    JsonObject facts = object.get();
    if (!facts.has(Fact.PAYER.key())) {
      facts.add(
          List.of(
              new Problem(
                  facts.path(Fact.PAYER.key()),
                  "This is missing.",
                  List.copyOf(vocabulary.allowed(Fact.PAYER, Optional.empty())))));
    }
    if (!facts.has(Fact.SERVICE.key()) && !facts.has(Fact.CODE.key())) {
      facts.problem(
          Fact.SERVICE.key(), "Name the service or the code. /v1/services lists services.");
    }
    return FactsJson.read(facts, vocabulary);
  }
}
