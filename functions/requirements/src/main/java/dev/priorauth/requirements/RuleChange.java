package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.Span;
import dev.priorauth.http.Json;
import dev.priorauth.http.SourceJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A day on which something about a rule changed.
 *
 * @param on the day; of an end, the first day without
 */
record RuleChange(LocalDate on, Kind kind, Published<Rule> rule, Rule.Version version) {

  /** What changed. */
  enum Kind {
    /** The version was published. */
    PUBLISHED("published"),
    /** Another version was published in its place, or it was withdrawn. */
    REPLACED("replaced"),
    /** The first date of service for which the version holds. */
    TAKES_EFFECT("takes-effect"),
    /** The first date of service for which it no longer does. */
    ENDS("ends");

    private final String key;

    Kind(String key) {
      this.key = key;
    }
  }

  /** The changes within a stretch of days, oldest first. An undated version brings none. */
  static List<RuleChange> within(Span days, List<Published<Rule>> rules) {
    List<RuleChange> changes = new ArrayList<>();
    for (Published<Rule> rule : rules) {
      for (Rule.Version version : rule.item().versions()) {
        add(changes, version.known().from(), Kind.PUBLISHED, rule, version);
        add(changes, version.known().until(), Kind.REPLACED, rule, version);
        add(changes, version.inForce().from(), Kind.TAKES_EFFECT, rule, version);
        add(changes, version.inForce().until(), Kind.ENDS, rule, version);
      }
    }
    changes.removeIf(change -> !days.contains(change.on()));
    changes.sort(
        Comparator.comparing(RuleChange::on)
            .thenComparing(change -> change.version().name())
            .thenComparing(RuleChange::kind));
    return changes;
  }

  private static void add(
      List<RuleChange> changes,
      Optional<LocalDate> on,
      Kind kind,
      Published<Rule> rule,
      Rule.Version version) {
    on.ifPresent(day -> changes.add(new RuleChange(day, kind, rule, version)));
  }

  /** What no other change has. */
  String key() {
    return on + "/" + kind.key + "/" + version.name();
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("on", on.toString())
            .put("kind", kind.key)
            .put("rule", version.rule())
            .put("version", version.version());
    json.set("payers", SourceJson.texts(rule.payers()));
    json.put("text", version.text());
    return json.set("cite", SourceJson.cite(version.cite()));
  }
}
