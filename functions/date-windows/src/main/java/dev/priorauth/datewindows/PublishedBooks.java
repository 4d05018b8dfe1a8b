package dev.priorauth.datewindows;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.CachedBooks;
import dev.priorauth.http.Books;
import java.util.List;
import java.util.Optional;

/** The books of the rules table. */
record PublishedBooks(Vocabulary vocabulary, CachedBooks books) implements Books {

  @Override
  public Optional<RuleBook> book(String payer) {
    return books.current(payer);
  }

  @Override
  public List<RuleBook> all() {
    return vocabulary.payers().stream()
        .map(Vocabulary.Payer::id)
        .map(books::current)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Optional<RuleBook> byHash(String payer, String hash) {
    return books.byHash(payer, hash);
  }
}
