package dev.priorauth.datewindows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.Books;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.rulebook.PackagedVocabulary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayerBookTest {

  @Test
  void of_says503_whileNoBookIsPublished() {
    RequestProblem problem =
        catchThrowableOfType(
            RequestProblem.class,
            () -> PayerBook.of(new NoBooks(), Facts.NONE.with(Fact.PAYER, "bcbsma")));

    assertThat(problem.kind().status()).isEqualTo(503);
    assertThat(problem).hasMessageContaining("bcbsma");
  }

  private static final class NoBooks implements Books {
    @Override
    public Vocabulary vocabulary() {
      return PackagedVocabulary.load();
    }

    @Override
    public Optional<RuleBook> book(String payer) {
      return Optional.empty();
    }

    @Override
    public List<RuleBook> all() {
      return List.of();
    }

    @Override
    public Optional<RuleBook> byHash(String payer, String hash) {
      return Optional.empty();
    }
  }
}
