package dev.priorauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayerBookTest {

  @Test
  void of_says503_whileNoBookIsPublished() {
    RequestProblem problem =
        catchThrowableOfType(RequestProblem.class, () -> PayerBook.of(new NoBooks(), "bcbsma"));

    assertThat(problem.kind().status()).isEqualTo(503);
    assertThat(problem).hasMessageContaining("bcbsma");
  }

  private static final class NoBooks implements Books {
    @Override
    public Vocabulary vocabulary() {
      throw new UnsupportedOperationException("nobody asks for it");
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
