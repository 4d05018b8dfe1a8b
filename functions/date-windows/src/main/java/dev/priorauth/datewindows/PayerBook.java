package dev.priorauth.datewindows;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.Books;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;

/** The book that answers for a payer. */
final class PayerBook {
  private PayerBook() {}

  /**
   * @param facts with a payer of the vocabulary
   * @throws RequestProblem if no rules are published for the payer
   */
  static RuleBook of(Books books, Facts facts) {
    String payer = facts.text(Fact.PAYER).orElseThrow();
    return books
        .book(payer)
        .orElseThrow(
            () ->
                RequestProblem.of(
                    Kind.NOT_PUBLISHED,
                    "No rules of " + payer + " have been published here yet. Ask again later."));
  }
}
