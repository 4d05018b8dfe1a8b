package dev.priorauth.core.rules;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Facts that follow from others: the only place that draws such conclusions. A given fact is never
 * replaced.
 */
public final class Derived {
  private Derived() {}

  /**
   * Adds what follows for a date of service.
   *
   * <ul>
   *   <li>a code that the payer's list of that year has names the service;
   *   <li>a service says what the vocabulary lets follow from it;
   *   <li>a setting in the emergency department says where an admission comes from.
   * </ul>
   */
  public static Facts from(Facts facts, RuleBook book, LocalDate on) {
    Facts derived = facts;
    Optional<String> code = derived.text(Fact.CODE);
    if (code.isPresent() && !derived.knows(Fact.SERVICE)) {
      Optional<String> listed = book.serviceOf(code.get(), on.getYear());
      if (listed.isPresent()) {
        derived = derived.with(Fact.SERVICE, listed.get());
      }
    }
    Optional<String> service = derived.text(Fact.SERVICE);
    if (service.isPresent()) {
      for (Map.Entry<Fact, String> implied : book.impliedBy(service.get()).entrySet()) {
        if (!derived.knows(implied.getKey())) {
          derived = derived.with(implied.getKey(), implied.getValue());
        }
      }
    }
    if (!derived.knows(Fact.ADMISSION_FROM)
        && derived.text(Fact.SETTING).filter("emergency-department"::equals).isPresent()) {
      derived = derived.with(Fact.ADMISSION_FROM, "emergency-department");
    }
    return derived;
  }

  /**
   * The age in whole years.
   *
   * @param on the day on which it counts, such as the admission
   */
  public static FactValue age(LocalDate dateOfBirth, LocalDate on) {
    return new FactValue.Number(Math.max(0, ChronoUnit.YEARS.between(dateOfBirth, on)));
  }
}
