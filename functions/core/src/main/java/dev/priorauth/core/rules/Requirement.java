package dev.priorauth.core.rules;

import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules say about one service on one day, with everything that made them say it.
 *
 * @param on the date of service
 * @param knownOn what was published after this instant is not seen
 * @param facts what was given and what follows from it
 * @param holding the rule versions that certainly hold, and those that the answer rests on
 * @param rejected the rule versions that do not hold, with the fact that failed
 * @param overridden the rule versions that would hold but for another one
 * @param questions the unknown facts that can still change something
 * @param contacts whom to ask, best first
 * @param notices troubles that were known and cover the day of {@code knownOn}
 * @param upcoming announced changes after {@code on}
 */
public record Requirement(
    LocalDate on,
    Instant knownOn,
    Facts facts,
    Outcome outcome,
    List<Rule.Version> holding,
    List<Rejected> rejected,
    List<Overridden> overridden,
    List<Question> questions,
    List<Contact> contacts,
    List<Notice> notices,
    List<Upcoming> upcoming) {

  /** The answer, or why there is none yet. */
  public sealed interface Outcome {

    /**
     * The rules give one answer, whatever the unknown facts are.
     *
     * @param term the payer's word; empty while an unknown fact decides between two
     * @param administrator who takes the request; empty while an unknown fact decides between two
     * @param because the rule versions that say so; never empty
     */
    record Decided(
        Answer answer,
        Optional<String> term,
        Optional<String> administrator,
        Optional<Effects.Verify> verify,
        List<Rule.Version> because)
        implements Outcome {
      public Decided {
        because = List.copyOf(because);
        if (because.isEmpty() || answer == Answer.UNDETERMINED) {
          throw new IllegalArgumentException("an answer needs a cited rule");
        }
      }
    }

    /** Facts are missing: the questions say which, and what each choice would give. */
    record NeedsFacts() implements Outcome {}

    /** No rule speaks about these facts. This does not mean that nothing is required. */
    record NoRule(String text) implements Outcome {}
  }

  public Answer answer() {
    return switch (outcome) {
      case Outcome.Decided decided -> decided.answer();
      case Outcome.NeedsFacts _, Outcome.NoRule _ -> Answer.UNDETERMINED;
    };
  }

  /**
   * @param failedOn the fact whose value the rule does not admit
   */
  public record Rejected(Rule.Version version, Fact failedOn) {}

  public record Overridden(Rule.Version version, List<Rule.Version> by) {}

  /** The parts of an answer that an unknown fact can change. */
  public enum Part {
    ANSWER("answer"),
    ADMINISTRATOR("administrator"),
    WINDOWS("windows"),
    ALLOTMENT("allotment"),
    CHECKLIST("checklist");

    private final String key;

    Part(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** An unknown fact that can still change something. */
  public record Question(Fact fact, Set<Part> changes, String text, List<Choice> choices) {}

  /**
   * @param value a value as a client would send it
   * @param label everyday words; for a number, the range in which nothing changes
   * @param answer the answer with this value; undetermined where it would need more facts, or no
   *     rule speaks
   */
  public record Choice(FactValue value, String label, Answer answer) {}

  /**
   * @param from the first date of service under the changed rule; for an ending, the first without
   *     it
   */
  public record Upcoming(LocalDate from, Rule.Version version) {}
}
