package dev.priorauth.requirements;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.PayerBook;
import dev.priorauth.http.QueryReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that stands in the book of one payer or of several, as the programmes of a vendor do.
 *
 * @param books the books that have it, at least one
 */
record Published<T>(T item, List<RuleBook> books) {

  /** What the books have, each once, in the order of the books. */
  static <T> List<Published<T>> in(
      List<RuleBook> books, Function<RuleBook, List<T>> items, Function<T, String> id) {
    Map<String, Published<T>> found = new LinkedHashMap<>();
    for (RuleBook book : books) {
      for (T item : items.apply(book)) {
        found
            .computeIfAbsent(id.apply(item), _ -> new Published<>(item, new ArrayList<>()))
            .books()
            .add(book);
      }
    }
    return List.copyOf(found.values());
  }

  List<String> payers() {
    return books.stream().map(book -> book.payer().id()).toList();
  }

  /** Reads {@code payer}, where a route can do without. */
  static Optional<String> payer(QueryReader query, Vocabulary vocabulary) {
    Collection<String> payers = vocabulary.allowed(Fact.PAYER, Optional.empty());
    return query.oneOf(Fact.PAYER.key(), payers);
  }

  /** The books of the payer, or of all payers where none is named. */
  static List<RuleBook> booksOf(Optional<String> payer, Books books) {
    return payer.map(id -> List.of(PayerBook.of(books, id))).orElseGet(books::all);
  }
}
