package dev.priorauth.core.rules;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The facts under which a rule holds. A fact that is not named does not matter. */
public record Box(Map<Fact, Allowed> conditions) {

  public static final Box EVERYTHING = new Box(Map.of());

  public Box {
    EnumMap<Fact, Allowed> ordered = new EnumMap<>(Fact.class);
    ordered.putAll(conditions);
    conditions = Collections.unmodifiableMap(ordered);
  }

  /**
   * Whether this value of the fact lies in the box; so does any value of a fact that the box does
   * not name.
   */
  public boolean admits(Fact fact, FactValue value) {
    Allowed allowed = conditions.get(fact);
    return allowed == null || allowed.admits(value);
  }
}
