package dev.priorauth.core.rules;

import dev.priorauth.core.facts.Vocabulary;
import java.util.List;
import java.util.Optional;

/** The published rule books. */
public interface Books {

  Vocabulary vocabulary();

  /** The current book of a payer; empty while none is published. */
  Optional<RuleBook> book(String payer);

  /** The current books of all payers, in the order of the vocabulary. */
  List<RuleBook> all();

  /** A book as it was published, current or not; empty where it never was. */
  Optional<RuleBook> byHash(String payer, String hash);
}
