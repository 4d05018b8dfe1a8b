package dev.priorauth.core.decisions;

import dev.priorauth.core.rules.Box;
import dev.priorauth.core.sources.Citation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clinical questions with the answers that meet them. Sets are data that an editor loads: the
 * criteria that the documents name are licensed and not part of this project.
 *
 * @param version changes whenever a question or an accepted answer does
 * @param when the facts for which the set is made
 * @param text what the set is, and what it is not
 * @param questions all of them have to be met; never empty
 */
public record CriteriaSet(
    String id,
    String version,
    String title,
    Box when,
    String text,
    List<Question> questions,
    Citation cite) {

  /**
   * @param choices what can be answered, in the order in which it is offered
   * @param meeting the choices that meet the criterion
   * @param reading what was read into the source's words
   * @param lasting whether the answer that was given for the authorization that is extended counts
   *     for the extension; else each request needs its own
   */
  public record Question(
      String id,
      String text,
      List<String> choices,
      Set<String> meeting,
      Optional<String> reading,
      boolean lasting,
      Citation cite) {
    public Question {
      choices = List.copyOf(choices);
      meeting = Set.copyOf(meeting);
      if (!choices.containsAll(meeting) || meeting.isEmpty()) {
        throw new IllegalArgumentException("some of a question's choices meet the criterion");
      }
    }
  }

  public CriteriaSet {
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("a set of criteria needs questions");
    }
  }
}
