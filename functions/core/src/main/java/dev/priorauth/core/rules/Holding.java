package dev.priorauth.core.rules;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Requirement.Part;
import dev.priorauth.core.rules.Requirement.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules that hold for one case: those that certainly do, and those that would for each way the
 * unknown turns out.
 */
public final class Holding {
  final RuleBook book;
  final ServiceRules rules;

  /** The versions that were the latest word, whether in force or not. */
  final long known;

  /** The versions that were the latest word and are in force. */
  final long live;

  final Completions completions;

  /** The answer of each completion. */
  final Answer[] answers;

  private Holding(RuleBook book, ServiceRules rules, Facts facts, LocalDate on, LocalDate knownOn) {
    this.book = book;
    this.rules = rules;
    this.known = rules.knownOn(knownOn);
    this.live = known & rules.inForceOn(on);
    this.completions = Completions.of(rules, live, facts);
    this.answers = new Answer[completions.surviving.length];
    for (int i = 0; i < answers.length; i++) {
      Effects.Verdict verdict = rules.verdict(completions.surviving[i]);
      answers[i] = verdict == null ? Answer.UNDETERMINED : verdict.answer();
    }
  }

  /**
   * The rules for a case.
   *
   * @param facts the facts with what follows from them; they name a service of the vocabulary
   * @param on the date of service
   * @param knownOn the day whose state of knowledge counts, in the payer's zone
   */
  static Holding ofDerived(
      RuleBook book, ServiceRules rules, Facts facts, LocalDate on, LocalDate knownOn) {
    return new Holding(book, rules, facts, on, knownOn);
  }

  /**
   * The rules for a case.
   *
   * @throws IllegalArgumentException if the facts name no service and no listed code
   */
  public static Holding of(RuleBook book, Facts given, LocalDate on, Instant knownOn) {
    Facts facts = Derived.from(given, book, on);
    ServiceRules rules =
        facts
            .text(Fact.SERVICE)
            .flatMap(book::rulesFor)
            .orElseThrow(() -> new IllegalArgumentException("the facts name no service"));
    return ofDerived(book, rules, facts, on, day(book, knownOn));
  }

  /**
   * The versions that were the latest word and that what is known of the facts does not reject, in
   * force or not.
   */
  public static List<Rule.Version> knownVersions(
      RuleBook book, Facts given, LocalDate on, Instant knownOn) {
    Facts facts = Derived.from(given, book, on);
    return facts
        .text(Fact.SERVICE)
        .flatMap(book::rulesFor)
        .map(rules -> rules.select(rules.knownOn(day(book, knownOn)) & rules.admitting(facts)))
        .orElse(List.of());
  }

  private static LocalDate day(RuleBook book, Instant knownOn) {
    return LocalDate.ofInstant(knownOn, book.payer().zone());
  }

  /**
   * The versions that hold whatever the unknown facts are, unless one of those facts brings a rule
   * that overrides them.
   */
  long certainBits() {
    long somewhere = 0;
    for (long surviving : completions.surviving) {
      somewhere |= surviving;
    }
    return rules.surviving(completions.certain) & somewhere;
  }

  /**
   * The versions that hold whatever the unknown facts are, unless one of those facts brings a rule
   * that overrides them.
   */
  public List<Rule.Version> certain() {
    return rules.select(certainBits());
  }

  /** For each way in which the unknown facts can turn out, the versions that hold. */
  public List<List<Rule.Version>> completions() {
    return Arrays.stream(completions.surviving).distinct().mapToObj(rules::select).toList();
  }

  /** The unknown facts that can change what a function says of the versions that hold. */
  public List<Question> questionsAbout(Function<List<Rule.Version>, ?> function) {
    Map<Long, Object> values =
        Arrays.stream(completions.surviving)
            .boxed()
            .distinct()
            .collect(Collectors.toMap(bits -> bits, bits -> function.apply(rules.select(bits))));
    Object[] windows = Arrays.stream(completions.surviving).mapToObj(values::get).toArray();
    EnumMap<Part, Object[]> parts = new EnumMap<>(Part.class);
    parts.put(Part.WINDOWS, windows);
    return questions(parts);
  }

  /** The unknown facts that can change the answer or another part of it. */
  List<Question> questions() {
    if (completions.open.isEmpty()) {
      return List.of();
    }
    EnumMap<Part, Object[]> parts = new EnumMap<>(Part.class);
    parts.put(Part.ANSWER, answers);
    parts.put(
        Part.ADMINISTRATOR,
        project(
            bits -> {
              Effects.Verdict verdict = rules.verdict(bits);
              return verdict == null ? "" : verdict.administrator();
            }));
    parts.put(Part.WINDOWS, project(bits -> bits & rules.withWindows()));
    parts.put(
        Part.ALLOTMENT,
        project(
            bits ->
                rules.select(bits).stream()
                    .map(version -> version.then().allotment())
                    .flatMap(Optional::stream)
                    .findFirst()));
    parts.put(Part.CHECKLIST, project(bits -> bits & rules.withChecklist()));
    return questions(parts);
  }

  private Object[] project(java.util.function.LongFunction<Object> value) {
    return Arrays.stream(completions.surviving).mapToObj(value).toArray();
  }

  private List<Question> questions(EnumMap<Part, Object[]> parts) {
    List<Question> questions = new ArrayList<>();
    for (Completions.Open fact : completions.open) {
      Set<Part> changes = EnumSet.noneOf(Part.class);
      parts.forEach(
          (part, values) -> {
            if (changes(fact, values)) {
              changes.add(part);
            }
          });
      if (!changes.isEmpty()) {
        String text = book.vocabulary().facts().get(fact.fact()).question();
        questions.add(new Question(fact.fact(), changes, text, choices(fact)));
      }
    }
    return questions;
  }

  /** Whether two completions that differ in this fact alone differ in the part. */
  private static boolean changes(Completions.Open fact, Object[] part) {
    for (int i = 0; i < part.length; i++) {
      // Comparing neighbours is enough: all classes are alike exactly when each is like the next.
      boolean last = Completions.classIn(fact, i) == fact.classes().length - 1;
      if (!last && !part[i].equals(part[i + fact.stride()])) {
        return true;
      }
    }
    return false;
  }

  private List<Requirement.Choice> choices(Completions.Open fact) {
    Answer[] byClass = new Answer[fact.classes().length];
    for (int i = 0; i < answers.length; i++) {
      int choice = Completions.classIn(fact, i);
      byClass[choice] =
          byClass[choice] == null || byClass[choice] == answers[i]
              ? answers[i]
              : Answer.UNDETERMINED;
    }
    List<Requirement.Choice> choices = new ArrayList<>();
    for (int cell = 0; cell < fact.cells().size(); cell++) {
      ServiceRules.Cell values = fact.cells().get(cell);
      choices.add(
          new Requirement.Choice(values.value(), values.label(), byClass[fact.classOf()[cell]]));
    }
    return choices;
  }
}
