package dev.priorauth.core.decisions;

import java.util.List;

/** What the answers to clinical questions come to. */
public sealed interface CriteriaOutcome {

  /** Each question has an answer that meets it. */
  record Met(String set, String version) implements CriteriaOutcome {}

  /**
   * Each question has an answer, and some do not meet the criteria. This is no denial: a physician
   * sees it.
   *
   * @param unmet the questions whose answers do not; never empty
   */
  record NotMet(String set, String version, List<CriteriaSet.Question> unmet)
      implements CriteriaOutcome {
    public NotMet {
      unmet = List.copyOf(unmet);
    }
  }

  /**
   * Some questions have no answer, or one that is not among their choices.
   *
   * @param missing those questions; never empty
   */
  record Incomplete(String set, String version, List<CriteriaSet.Question> missing)
      implements CriteriaOutcome {
    public Incomplete {
      missing = List.copyOf(missing);
    }
  }

  /** No set of criteria is loaded for the service. */
  record NoSet() implements CriteriaOutcome {}
}
