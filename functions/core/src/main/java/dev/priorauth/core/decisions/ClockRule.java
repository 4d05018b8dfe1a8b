package dev.priorauth.core.decisions;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.Span;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A law's time limit for decisions.
 *
 * @param when the facts for which it is made
 * @param urgencies the requests for which it is made; never empty
 * @param submitted the days of submission on which it holds
 * @param within by when to decide, from the submission on
 * @param answersWithin by when what is asked for has to come, from the submission on
 * @param text what it says, in plain words
 * @param reviewedOn the day on which the time limit was compared with the law's own words; empty
 *     where it was not
 */
public record ClockRule(
    String id,
    Box when,
    Set<Urgency> urgencies,
    Span submitted,
    TimeLimit within,
    TimeLimit answersWithin,
    String text,
    Law law,
    Optional<LocalDate> reviewedOn) {

  /** How soon an answer is needed. */
  public enum Urgency {
    STANDARD("standard"),
    EXPEDITED("expedited");

    private final String key;

    Urgency(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /**
   * Where a time limit stands.
   *
   * @param law such as 42 CFR
   * @param section such as 422.572(a)
   */
  public record Law(String law, String section, String title) {}

  public ClockRule {
    urgencies = Set.copyOf(urgencies);
    if (urgencies.isEmpty()) {
      throw new IllegalArgumentException("a clock is for standard or expedited requests, or both");
    }
  }

  /**
   * Whether it can hold. A fact that is not known may have any value: a clock that might hold is
   * obeyed, since to decide early is never wrong.
   */
  public boolean mayHold(Facts facts, Urgency urgency, LocalDate submittedOn) {
    return urgencies.contains(urgency) && submitted.contains(submittedOn) && admits(facts);
  }

  private boolean admits(Facts facts) {
    for (Map.Entry<Fact, Allowed> condition : when.conditions().entrySet()) {
      if (!facts.get(condition.getKey()).map(condition.getValue()::admits).orElse(true)) {
        return false;
      }
    }
    return true;
  }
}
