package dev.priorauth.core.rules;

import dev.priorauth.core.sources.Citation;
import java.util.List;
import java.util.Optional;

/**
 * The codes that a payer's programme lists for one year. A code that no list has is unknown, never
 * free.
 */
public record CodeList(String programme, int year, List<Entry> entries) {

  public record Entry(
      String code,
      String description,
      String category,
      String service,
      List<String> inventory,
      Citation cite) {}

  Optional<String> serviceOf(String code) {
    return entries.stream()
        .filter(entry -> entry.code().equals(code))
        .map(Entry::service)
        .findFirst();
  }
}
