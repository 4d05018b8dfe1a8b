package dev.priorauth.core.decisions;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Allowed;
import java.util.List;
import java.util.Map;

/** Judges answers to clinical questions. */
public final class Criteria {
  private Criteria() {}

  /**
   * Judges the answers by the first set that is made for these facts. A set that asks for a fact
   * that is unknown is not.
   *
   * @param answers the answers by the question's id
   */
  public static CriteriaOutcome judge(
      List<CriteriaSet> sets, Facts facts, Map<String, String> answers) {
    return sets.stream()
        .filter(set -> isFor(set, facts))
        .findFirst()
        .map(set -> judge(set, answers))
        .orElseGet(CriteriaOutcome.NoSet::new);
  }

  /**
   * The sets that what is known of the facts does not exclude, in the order of the list: one of
   * them is made for the case, or none is.
   */
  public static List<CriteriaSet> applicable(List<CriteriaSet> sets, Facts facts) {
    return sets.stream()
        .filter(
            set ->
                facts.known().entrySet().stream()
                    .allMatch(fact -> set.when().admits(fact.getKey(), fact.getValue())))
        .toList();
  }

  private static boolean isFor(CriteriaSet set, Facts facts) {
    for (Map.Entry<Fact, Allowed> condition : set.when().conditions().entrySet()) {
      if (!facts.get(condition.getKey()).map(condition.getValue()::admits).orElse(false)) {
        return false;
      }
    }
    return true;
  }

  private static CriteriaOutcome judge(CriteriaSet set, Map<String, String> answers) {
    List<CriteriaSet.Question> missing =
        set.questions().stream()
            .filter(
                question ->
                    !answers.containsKey(question.id())
                        || !question.choices().contains(answers.get(question.id())))
            .toList();
    if (!missing.isEmpty()) {
      return new CriteriaOutcome.Incomplete(set.id(), set.version(), missing);
    }
    List<CriteriaSet.Question> unmet =
        set.questions().stream()
            .filter(question -> !question.meeting().contains(answers.get(question.id())))
            .toList();
    return unmet.isEmpty()
        ? new CriteriaOutcome.Met(set.id(), set.version())
        : new CriteriaOutcome.NotMet(set.id(), set.version(), unmet);
  }
}
