package dev.priorauth.benchmarks;

import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.Derived;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer in the way that comes to mind first: look at every rule. Right only where all facts
 * are known.
 */
record LinearScan(RuleBook book) {

  Optional<Answer> answer(Facts given, LocalDate on, Instant knownOn) {
    Facts facts = Derived.from(given, book, on);
    LocalDate day = LocalDate.ofInstant(knownOn, book.payer().zone());
    List<Rule.Version> holding = new ArrayList<>();
    Set<String> overridden = new HashSet<>();
    for (Rule rule : book.rules()) {
      for (Rule.Version version : rule.versions()) {
        if (version.inForce().contains(on)
            && version.known().contains(day)
            && admits(version.when(), facts)) {
          holding.add(version);
          overridden.addAll(rule.overrides());
        }
      }
    }
    return holding.stream()
        .filter(version -> !overridden.contains(version.rule()))
        .flatMap(version -> version.then().verdict().stream())
        .map(verdict -> verdict.answer())
        .findFirst();
  }

  private static boolean admits(Box box, Facts facts) {
    return box.conditions().entrySet().stream()
        .allMatch(
            condition ->
                facts.get(condition.getKey()).filter(condition.getValue()::admits).isPresent());
  }
}
