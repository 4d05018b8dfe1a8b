package dev.priorauth.core.facts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What is known about one service. A fact that is not here is unknown: it is never assumed. */
public record Facts(Map<Fact, FactValue> known) {

  public static final Facts NONE = new Facts(Map.of());

  public Facts {
    EnumMap<Fact, FactValue> ordered = new EnumMap<>(Fact.class);
    ordered.putAll(known);
    known = Collections.unmodifiableMap(ordered);
  }

  public Optional<FactValue> get(Fact fact) {
    return Optional.ofNullable(known.get(fact));
  }

  public boolean knows(Fact fact) {
    return known.containsKey(fact);
  }

  /** The single text of a choice, flag or code; empty when it is unknown. */
  public Optional<String> text(Fact fact) {
    return known.get(fact) instanceof FactValue.One(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  public Facts with(Fact fact, FactValue value) {
    EnumMap<Fact, FactValue> more = new EnumMap<>(Fact.class);
    more.putAll(known);
    more.put(fact, value);
    return new Facts(more);
  }

  public Facts with(Fact fact, String value) {
    return with(fact, new FactValue.One(value));
  }

  public Facts with(Fact fact, long value) {
    return with(fact, new FactValue.Number(value));
  }

  public Facts without(Fact fact) {
    EnumMap<Fact, FactValue> fewer = new EnumMap<>(Fact.class);
    fewer.putAll(known);
    fewer.remove(fact);
    return new Facts(fewer);
  }
}
