package dev.priorauth.core.rules;

import dev.priorauth.core.facts.FactValue;
import java.util.Set;

/** The values of one fact that a rule asks for. */
public sealed interface Allowed {

  /** One of these texts; of a fact with several values, at least one must be among them. */
  record AnyOf(Set<String> values) implements Allowed {
    public AnyOf {
      values = Set.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("a condition needs at least one value");
      }
    }
  }

  /** A number in this range, both ends included. */
  record Between(long from, long to) implements Allowed {
    public Between {
      if (from > to) {
        throw new IllegalArgumentException(
            "a range must not end before it begins: " + from + " to " + to);
      }
    }
  }

  default boolean admits(FactValue value) {
    return switch (this) {
      case AnyOf(Set<String> values) ->
          switch (value) {
            case FactValue.One one -> values.contains(one.value());
            case FactValue.Many many -> many.values().stream().anyMatch(values::contains);
            case FactValue.Number _, FactValue.Day _ -> false;
          };
      case Between(long from, long to) ->
          value instanceof FactValue.Number(long number) && from <= number && number <= to;
    };
  }
}
