package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.rules.RuleBook;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of rules-json/cases, each under its own sentence. */
class WorkedCasesTest {
  private static final RuleSources SOURCES = RuleSources.read(RealRules.FOLDER);
  private static final List<RuleBook> BOOKS = RealRules.books(SOURCES);
  private static final Map<String, RuleBook> BY_PAYER = CaseCheck.byPayer(BOOKS);

  static Stream<Arguments> examples() {
    return CaseCheck.examples(SOURCES).stream()
        .map(example -> Arguments.of(programme(example.file()), example.name(), example.json()));
  }

  private static String programme(String file) {
    return file.substring("cases/".length(), file.length() - ".json".length());
  }

  @ParameterizedTest(name = "{0}: {1}", quoteTextArguments = false)
  @MethodSource("examples")
  void answer_isTheExpectedOne(String programme, String sentence, JsonNode example) {
    WorkedCase worked = WorkedCase.run(example, BY_PAYER, CaseCheck.today(BOOKS));
    assertThat(worked.differences()).as("%s: %s", programme, sentence).isEmpty();
  }

  @Test
  void check_findsNothing_inTheRulesOfThisProject() {
    assertThat(RuleFolder.check(RealRules.FOLDER).findings()).isEmpty();
  }
}
