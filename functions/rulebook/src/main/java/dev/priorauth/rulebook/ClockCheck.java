package dev.priorauth.rulebook;

import dev.priorauth.core.decisions.ClockRule;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that every request of a payer, submitted on any day, has a clock. */
final class ClockCheck {
  private final RuleBook book;
  private final Set<Finding> findings = new LinkedHashSet<>();

  private ClockCheck(RuleBook book) {
    this.book = book;
  }

  static List<Finding> run(RuleBook book) {
    ClockCheck check = new ClockCheck(book);
    for (String product : book.payer().products()) {
      for (Vocabulary.Service service : book.vocabulary().services()) {
        Facts facts =
            Facts.NONE
                .with(Fact.PAYER, book.payer().id())
                .with(Fact.PRODUCT, product)
                .with(Fact.SERVICE, service.id());
        for (Facts request : check.byFunding(facts)) {
          check.clocks(product, request);
        }
      }
    }
    return List.copyOf(check.findings);
  }

  private List<Facts> byFunding(Facts facts) {
    Collection<String> values = book.vocabulary().allowed(Fact.FUNDING, Optional.empty());
    return values.isEmpty()
        ? List.of(facts)
        : values.stream().map(value -> facts.with(Fact.FUNDING, value)).toList();
  }

  private void clocks(String product, Facts facts) {
    for (ClockRule.Urgency urgency : ClockRule.Urgency.values()) {
      // A gap begins with the first of all days, or where some clock ends.
      List<LocalDate> days = new ArrayList<>(List.of(LocalDate.MIN));
      for (ClockRule rule : book.clocks().rules()) {
        Span submitted = rule.submitted();
        submitted.until().ifPresent(days::add);
      }
      for (LocalDate day : days) {
        if (book.clocks().rules().stream().noneMatch(rule -> rule.mayHold(facts, urgency, day))) {
          findings.add(
              new Finding(
                  "decision-clocks.json",
                  "$.clocks",
                  "no clock says by when a "
                      + urgency.key()
                      + " request of "
                      + book.payer().id()
                      + " "
                      + product
                      + facts.text(Fact.FUNDING).map(funding -> " (" + funding + ")").orElse("")
                      + " has to be decided"
                      + (day.equals(LocalDate.MIN) ? "" : " from " + day + " on")
                      + "; add one, or widen a \"when\" or \"submitted\""));
        }
      }
    }
  }
}
