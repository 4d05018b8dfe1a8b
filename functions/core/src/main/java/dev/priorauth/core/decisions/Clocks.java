package dev.priorauth.core.decisions;

import java.util.List;
import java.util.Optional;

/**
 * The time limits that a book knows.
 *
 * @param closesAfter how long information that was asked for at the submission is waited for; empty
 *     where nothing is stated beyond the day on which it is due
 */
public record Clocks(List<ClockRule> rules, Optional<TimeLimit> closesAfter) {

  public static final Clocks NONE = new Clocks(List.of(), Optional.empty());

  public Clocks {
    rules = List.copyOf(rules);
  }
}
