package dev.priorauth.core.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is known of one fact. */
public sealed interface FactValue {

  /** One value of the vocabulary; also a code, a flag or a state. */
  record One(String value) implements FactValue {}

  /** All values that apply, in alphabetical order; never empty. */
  record Many(SortedSet<String> values) implements FactValue {
    public Many {
      values = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
      if (values.isEmpty()) {
        throw new IllegalArgumentException("a fact with several values needs at least one");
      }
    }
  }

  /** A count, or an amount of money in cents. */
  record Number(long value) implements FactValue {}

  /** A calendar date in the payer's zone. */
  record Day(LocalDate value) implements FactValue {}

  /** The value as a client would send it, one text for each value. */
  default List<String> texts(Fact fact) {
    return switch (this) {
      case One one -> List.of(one.value);
      case Many many -> List.copyOf(many.values);
      case Number number ->
          List.of(
              fact.kind() == Fact.Kind.MONEY
                  ? BigDecimal.valueOf(number.value, 2).stripTrailingZeros().toPlainString()
                  : Long.toString(number.value));
      case Day day -> List.of(day.value.toString());
    };
  }
}
