package dev.priorauth.rulebook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A folder of rules after all checks.
 *
 * @param findings what is wrong, each once
 * @param books each payer's book; empty when anything is wrong, so that nothing unsound can be
 *     published
 */
public record CheckedRules(List<Finding> findings, List<StoredBook> books) {
  public CheckedRules {
    findings = List.copyOf(new LinkedHashSet<>(findings));
    books = List.copyOf(books);
  }

  public boolean sound() {
    return findings.isEmpty();
  }

  public Optional<StoredBook> book(String payer) {
    return books.stream().filter(book -> book.payer().equals(payer)).findFirst();
  }
}
