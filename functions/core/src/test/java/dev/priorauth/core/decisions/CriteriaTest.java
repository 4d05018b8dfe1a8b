package dev.priorauth.core.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.SmallBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CriteriaTest {
  static final CriteriaSet.Question PAIN =
      new CriteriaSet.Question(
          "pain",
          "How strong is the pain?",
          List.of("weak", "strong"),
          Set.of("strong"),
          Optional.empty(),
          false,
          SmallBook.CITE);
  private static final CriteriaSet.Question CARE =
      new CriteriaSet.Question(
          "care",
          "Was there care before?",
          List.of("yes", "no"),
          Set.of("yes"),
          Optional.empty(),
          false,
          SmallBook.CITE);
  private static final CriteriaSet SET =
      new CriteriaSet(
          "back",
          "1",
          "Back pain",
          new Box(Map.of(Fact.SERVICE, SmallBook.anyOf("back"))),
          "An example.",
          List.of(PAIN, CARE),
          SmallBook.CITE);
  private static final Facts FACTS = Facts.NONE.with(Fact.SERVICE, "back");

  private static CriteriaOutcome judge(Map<String, String> answers) {
    return Criteria.judge(List.of(SET), FACTS, answers);
  }

  @Test
  void allAnswersHaveToMeetTheCriteria() {
    assertThat(judge(Map.of("pain", "strong", "care", "yes")))
        .isEqualTo(new CriteriaOutcome.Met("back", "1"));
    assertThat(judge(Map.of("pain", "weak", "care", "yes")))
        .isEqualTo(new CriteriaOutcome.NotMet("back", "1", List.of(PAIN)));
  }

  @Test
  void aMissingOrUnknownAnswerIsAskedForBeforeAnythingIsJudged() {
    assertThat(judge(Map.of("pain", "weak")))
        .isEqualTo(new CriteriaOutcome.Incomplete("back", "1", List.of(CARE)));
    assertThat(judge(Map.of("pain", "unbearable", "care", "no")))
        .isEqualTo(new CriteriaOutcome.Incomplete("back", "1", List.of(PAIN)));
  }

  @Test
  void aSetIsOnlyForTheFactsThatItNames() {
    assertThat(Criteria.judge(List.of(SET), Facts.NONE, Map.of("pain", "strong")))
        .isEqualTo(new CriteriaOutcome.NoSet());
    assertThat(Criteria.judge(List.of(), FACTS, Map.of())).isEqualTo(new CriteriaOutcome.NoSet());
  }

  @Test
  void aSetIsOfferedUntilAFactExcludesIt() {
    List<CriteriaSet> sets = List.of(SET);
    assertThat(Criteria.applicable(sets, Facts.NONE)).containsExactly(SET);
    assertThat(Criteria.applicable(sets, FACTS.with(Fact.AGE, 40))).containsExactly(SET);
    assertThat(Criteria.applicable(sets, FACTS.with(Fact.SERVICE, "knee"))).isEmpty();
  }
}
