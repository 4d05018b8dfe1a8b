package dev.priorauth.http;

import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.RequestProblem.Kind;
import java.util.Optional;

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

  /**
   * The book that answered once, which the log of the request then names; empty where none of this
   * hash was ever published.
   */
  public static Optional<RuleBook> thatAnswered(Books books, String payer, String hash) {
    Optional<RuleBook> book = books.byHash(payer, hash);
    book.ifPresent(RequestLog::answeredBy);
    return book;
  }
}
