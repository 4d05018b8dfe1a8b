package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.ServiceRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No answer may look like "nothing is required" unless a cited rule says so. */
class NotRequiredTest {
  private static final LocalDate ON = LocalDate.of(2025, 1, 10);

  @Test
  void answer_neverSaysNotRequired_withoutACitedRule() {
    int notRequired = 0;
    for (RuleBook book : RealRules.books()) {
      for (Facts facts : cases(book)) {
        JsonNode answer = new Inquiry(book, facts, ON, RealRules.NOW).json();
        String said = answer.get("answer").asText();
        if (said.equals("not-required")) {
          notRequired++;
          assertThat(answer.at("/because/0/rule").asText()).as(facts.toString()).isNotEmpty();
          assertThat(answer.at("/because/0/cite/quote").asText()).isNotEmpty();
        }
        if (said.equals("undetermined")) {
          assertThat(answer.get("term").isNull()).isTrue();
          assertThat(answer.get("because").isEmpty())
              .as("either a question is open, or it says that no rule speaks: " + facts)
              .isNotEqualTo(answer.get("questions").isEmpty());
          assertThat(answer.at("/because/0").has("rule")).isFalse();
        }
      }
    }
    assertThat(notRequired).isPositive();
  }

  /** Every product and service, alone and with each value that the rules tell apart. */
  private static List<Facts> cases(RuleBook book) {
    List<Facts> cases = new ArrayList<>();
    for (String product : book.payer().products()) {
      for (Vocabulary.Service service : book.vocabulary().services()) {
        Facts facts =
            Facts.NONE
                .with(Fact.PAYER, book.payer().id())
                .with(Fact.PRODUCT, product)
                .with(Fact.SERVICE, service.id());
        cases.add(facts);
        Map<Fact, List<ServiceRules.Cell>> cells =
            book.rulesFor(service.id()).orElseThrow().cells();
        cells.forEach(
            (fact, values) -> values.forEach(cell -> cases.add(with(facts, fact, cell.value()))));
      }
    }
    return cases;
  }

  private static Facts with(Facts facts, Fact fact, FactValue value) {
    return facts.knows(fact) ? facts : facts.with(fact, value);
  }
}
