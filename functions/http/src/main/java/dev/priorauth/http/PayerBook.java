package dev.priorauth.http;

import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.RequestProblem.Kind;

/** The book that answers for a payer. */
public final class PayerBook {
  private PayerBook() {}

  /**
   * The current book, which the log of the request then names.
   *
   * @param payer a payer of the vocabulary
   * @throws RequestProblem if no rules are published for the payer
   */
  public static RuleBook of(Books books, String payer) {
    RuleBook book =
        books
            .book(payer)
            .orElseThrow(
                () ->
                    RequestProblem.of(
                        Kind.NOT_PUBLISHED,
                        "No rules of "
                            + payer
                            + " have been published here yet. Ask again later."));
    RequestLog.answeredBy(book);
    return book;
  }
}
