package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Document;
import dev.priorauth.http.DirectoryJson;
import dev.priorauth.http.EffectsJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.SourceJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules as JSON: what they say and when, with the same names as rule data. */
final class RuleJson {
  private RuleJson() {}

  /** A rule in one line of a list. */
  static ObjectNode brief(Published<Rule> published) {
    Rule rule = published.item();
    ObjectNode json = Json.object().put("id", rule.id());
    json.set("payers", SourceJson.texts(published.payers()));
    json.put("summary", rule.summary());
    return json.set(
        "versions", SourceJson.texts(rule.versions().stream().map(Rule.Version::version).toList()));
  }

  /** A rule with its whole history and the documents that it rests on. */
  static ObjectNode whole(Published<Rule> published) {
    Rule rule = published.item();
    List<Rule> others = published.books().getFirst().rules();
    ObjectNode json = Json.object().put("id", rule.id());
    json.set("payers", SourceJson.texts(published.payers()));
    json.put("summary", rule.summary());
    json.set("inventory", SourceJson.texts(rule.inventory()));
    json.set("overrides", SourceJson.texts(rule.overrides()));
    json.set(
        "overriddenBy",
        SourceJson.texts(
            others.stream()
                .filter(other -> other.overrides().contains(rule.id()))
                .map(Rule::id)
                .toList()));
    json.set("versions", Json.array(rule.versions(), RuleJson::version));
    return json.set("sources", Json.array(sources(published), RuleJson::source));
  }

  private static List<Document> sources(Published<Rule> published) {
    Set<String> cited = new TreeSet<>();
    for (Rule.Version version : published.item().versions()) {
      Stream.concat(Stream.of(version.cite()), version.also().stream())
          .map(Citation::document)
          .forEach(cited::add);
    }
    return published.books().getFirst().documents().stream()
        .filter(document -> cited.contains(document.name()))
        .toList();
  }

  /** A document without its text. */
  static ObjectNode source(Document document) {
    return Json.object()
        .put("name", document.name())
        .put("title", document.title())
        .put("publisher", document.publisher())
        .put("publishedOn", document.publishedOn().map(Object::toString).orElse(null))
        .put("retrievedOn", document.retrievedOn().toString())
        .put("note", document.note().orElse(null))
        .put("sha256", document.sha256());
  }

  private static ObjectNode version(Rule.Version version) {
    ObjectNode json = Json.object().put("version", version.version());
    json.set("inForce", DirectoryJson.span(Json.object(), version.inForce()));
    json.set("known", DirectoryJson.span(Json.object(), version.known()));
    json.set("when", when(version.when()));
    json.put("text", version.text());
    version.reading().ifPresent(reading -> json.put("reading", reading));
    json.set("cite", SourceJson.cite(version.cite()));
    json.set("also", SourceJson.cites(version.also()));
    return json.set("then", then(version.then()));
  }

  /** The values that a rule asks for, by fact; a range has both ends, an open one lacks one. */
  static ObjectNode when(Box box) {
    ObjectNode json = Json.object();
    box.conditions()
        .forEach(
            (fact, allowed) -> {
              switch (allowed) {
                case Allowed.AnyOf(Set<String> values) ->
                    json.set(fact.key(), SourceJson.texts(new TreeSet<>(values)));
                case Allowed.Between(long from, long to) ->
                    json.set(fact.key(), range(fact, from, to));
              }
            });
    return json;
  }

  private static ObjectNode range(Fact fact, long from, long to) {
    ObjectNode json = Json.object();
    if (from > 0) {
      json.put("from", number(fact, from));
    }
    if (to < Long.MAX_VALUE) {
      json.put("to", number(fact, to));
    }
    return json;
  }

  private static BigDecimal number(Fact fact, long value) {
    return new BigDecimal(new FactValue.Number(value).texts(fact).getFirst());
  }

  private static ObjectNode then(Effects then) {
    ObjectNode json = Json.object();
    then.verdict()
        .ifPresent(
            verdict -> {
              json.put("answer", verdict.answer().key())
                  .put("term", verdict.term())
                  .put("administrator", verdict.administrator());
              verdict.verify().ifPresent(verify -> json.set("verify", EffectsJson.verify(verify)));
            });
    json.set("windows", Json.array(then.windows(), RuleJson::window));
    then.validity().ifPresent(part -> json.set("validity", EffectsJson.validity(part)));
    then.allotment().ifPresent(part -> json.set("allotment", EffectsJson.allotment(part)));
    json.set("benefitLimits", Json.array(then.benefitLimits(), EffectsJson::benefitLimit));
    json.set("checklist", Json.array(then.checklist(), EffectsJson::checklistItem));
    json.set("channels", SourceJson.texts(then.channels()));
    then.consequence().ifPresent(part -> json.set("consequence", SourceJson.statement(part)));
    then.requester().ifPresent(part -> json.set("requester", EffectsJson.requester(part)));
    json.set("guidance", Json.array(then.guidance(), EffectsJson::guidance));
    json.set("conflicts", Json.array(then.conflicts(), EffectsJson::conflict));
    then.lines().ifPresent(part -> json.set("lines", EffectsJson.lineForm(part)));
    then.transition().ifPresent(part -> json.set("transition", transition(part)));
    return json;
  }

  private static ObjectNode window(DateWindow window) {
    ObjectNode json =
        Json.object()
            .put("id", window.id())
            .put("action", window.action().key())
            .put("anchor", window.anchor().key());
    window.visit().ifPresent(visit -> json.put("visit", visit));
    window.earliest().map(Offset::iso).ifPresent(offset -> json.put("earliest", offset));
    window.latest().map(Offset::iso).ifPresent(offset -> json.put("latest", offset));
    return SourceJson.put(json.put("severity", window.severity().key()), window.statement());
  }

  private static ObjectNode transition(Effects.Transition transition) {
    ObjectNode json = Json.object();
    json.set("kept", SourceJson.statement(transition.kept()));
    json.set("dateOutside", SourceJson.statement(transition.dateOutside()));
    return json.set("codeNotIncluded", SourceJson.statement(transition.codeNotIncluded()));
  }
}
