package dev.priorauth.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Requirement.Outcome;
import dev.priorauth.core.rules.Requirement.Part;
import dev.priorauth.core.rules.Requirement.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every book whose rules do not contradict one another. */
class LookupPropertiesTest {
  private static final LocalDate ON = LocalDate.of(2025, 1, 10);
  private static final Instant KNOWN_ON = Instant.parse("2025-01-01T12:00:00Z");

  /** Each rule overrides all before it, so that any two may meet. */
  @Provide
  Arbitrary<List<Rule>> rules() {
    return when()
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .flatMap(
            boxes ->
                Arbitraries.of(
                        Answer.AUTHORIZATION_REQUIRED, Answer.NOT_REQUIRED, Answer.CHECK_BENEFITS)
                    .list()
                    .ofSize(boxes.size())
                    .map(
                        answers -> {
                          List<Rule> rules = new ArrayList<>();
                          for (int i = 0; i < boxes.size(); i++) {
                            String[] before = rules.stream().map(Rule::id).toArray(String[]::new);
                            rules.add(
                                SmallBook.rule(
                                    "p.x.r" + i,
                                    boxes.get(i),
                                    SmallBook.answering(answers.get(i)),
                                    before));
                          }
                          return rules;
                        }));
  }

  private static Arbitrary<Map<Fact, Allowed>> when() {
    Arbitrary<Optional<Allowed>> product = subset("gold", "silver", "bronze").optional(0.5);
    Arbitrary<Optional<Allowed>> setting =
        subset("office", "home", "emergency-department").optional(0.5);
    Arbitrary<Optional<Allowed>> condition = subset("mental-health", "substance-use").optional(0.3);
    Arbitrary<Optional<Allowed>> age =
        Combinators.combine(Arbitraries.longs().between(0, 30), Arbitraries.longs().between(0, 30))
            .as((a, b) -> (Allowed) new Allowed.Between(Math.min(a, b), Math.max(a, b)))
            .optional(0.5);
    return Combinators.combine(product, setting, condition, age)
        .as(
            (p, s, c, a) -> {
              Map<Fact, Allowed> when = new EnumMap<>(Fact.class);
              p.ifPresent(allowed -> when.put(Fact.PRODUCT, allowed));
              s.ifPresent(allowed -> when.put(Fact.SETTING, allowed));
              c.ifPresent(allowed -> when.put(Fact.CONDITION, allowed));
              a.ifPresent(allowed -> when.put(Fact.AGE, allowed));
              return when;
            });
  }

  private static Arbitrary<Allowed> subset(String... values) {
    return Arbitraries.subsetOf(values)
        .filter(chosen -> !chosen.isEmpty())
        .map(chosen -> new Allowed.AnyOf(Set.copyOf(chosen)));
  }

  @Provide
  Arbitrary<Facts> facts() {
    Arbitrary<Optional<String>> product = Arbitraries.of("gold", "silver", "bronze").optional(0.5);
    Arbitrary<Optional<String>> setting =
        Arbitraries.of("office", "home", "emergency-department").optional(0.5);
    Arbitrary<Optional<Long>> age = Arbitraries.longs().between(0, 31).optional(0.5);
    return Combinators.combine(product, setting, age)
        .as(
            (p, s, a) -> {
              Facts facts = Facts.NONE.with(Fact.SERVICE, "mri");
              facts = p.isPresent() ? facts.with(Fact.PRODUCT, p.get()) : facts;
              facts = s.isPresent() ? facts.with(Fact.SETTING, s.get()) : facts;
              return a.isPresent() ? facts.with(Fact.AGE, a.get()) : facts;
            });
  }

  private static Requirement answer(List<Rule> rules, Facts facts) {
    return RequirementLookup.answer(SmallBook.of(rules), facts, ON, KNOWN_ON);
  }

  @Property(tries = 500)
  void anAnswerAlwaysHasACitedRuleThatSaysSo(
      @ForAll("rules") List<Rule> rules, @ForAll("facts") Facts facts) {
    Requirement requirement = answer(rules, facts);
    if (requirement.outcome() instanceof Outcome.Decided decided) {
      assertThat(decided.because())
          .isNotEmpty()
          .allSatisfy(
              version -> {
                assertThat(version.then().verdict().orElseThrow().answer())
                    .isEqualTo(decided.answer());
                assertThat(version.cite()).isNotNull();
              });
    }
  }

  @Property(tries = 500)
  void theAnswerIsUndeterminedExactlyWhenAQuestionIsOpenOrNoRuleSpeaks(
      @ForAll("rules") List<Rule> rules, @ForAll("facts") Facts facts) {
    Requirement requirement = answer(rules, facts);
    boolean asked =
        requirement.questions().stream()
            .anyMatch(question -> question.changes().contains(Part.ANSWER));
    switch (requirement.outcome()) {
      case Outcome.Decided _ -> assertThat(asked).isFalse();
      case Outcome.NeedsFacts _ -> assertThat(asked).isTrue();
      case Outcome.NoRule _ -> assertThat(requirement.questions()).isEmpty();
    }
  }

  @Property(tries = 500)
  void aFurtherFactGivesWhatItsQuestionAnnounced(
      @ForAll("rules") List<Rule> rules, @ForAll("facts") Facts facts) {
    Requirement requirement = answer(rules, facts);
    for (Question question : requirement.questions()) {
      for (Requirement.Choice choice : question.choices()) {
        assertThat(answer(rules, facts.with(question.fact(), choice.value())).answer())
            .isEqualTo(choice.answer());
      }
    }
  }

  @Property(tries = 500)
  void aFurtherFactNeverTakesAnAnswerBack(
      @ForAll("rules") List<Rule> rules, @ForAll("facts") Facts facts) {
    Requirement requirement = answer(rules, facts);
    if (!(requirement.outcome() instanceof Outcome.Decided)) {
      return;
    }
    for (Map.Entry<Fact, List<ServiceRules.Cell>> fact :
        SmallBook.of(rules).rulesFor("mri").orElseThrow().cells().entrySet()) {
      if (!facts.knows(fact.getKey())) {
        for (ServiceRules.Cell cell : fact.getValue()) {
          assertThat(answer(rules, facts.with(fact.getKey(), cell.value())).answer())
              .isEqualTo(requirement.answer());
        }
      }
    }
  }

  @Property(tries = 300)
  void theOrderOfTheRulesDoesNotMatter(
      @ForAll("rules") List<Rule> rules, @ForAll("facts") Facts facts, @ForAll Random random) {
    List<Rule> shuffled = new ArrayList<>(rules);
    Collections.shuffle(shuffled, random);
    Requirement one = answer(rules, facts);
    Requirement other = answer(shuffled, facts);
    assertThat(other.answer()).isEqualTo(one.answer());
    assertThat(other.questions()).isEqualTo(one.questions());
    assertThat(Set.copyOf(other.holding())).isEqualTo(Set.copyOf(one.holding()));
    assertThat(Set.copyOf(other.rejected())).isEqualTo(Set.copyOf(one.rejected()));
  }

  /** With all facts known the index must agree with looking at every rule in turn. */
  @Property(tries = 500)
  void theIndexAgreesWithLookingAtEveryRule(
      @ForAll("rules") List<Rule> rules,
      @ForAll("facts") Facts facts,
      @ForAll("facts") Facts filling) {
    Facts all =
        facts.with(
            Fact.CONDITION, new FactValue.Many(new java.util.TreeSet<>(Set.of("mental-health"))));
    for (Fact fact : List.of(Fact.PRODUCT, Fact.SETTING, Fact.AGE)) {
      if (!all.knows(fact)) {
        if (!filling.knows(fact)) {
          return;
        }
        all = all.with(fact, filling.get(fact).orElseThrow());
      }
    }
    Answer expected = Answer.UNDETERMINED;
    for (Rule rule : rules) {
      Box box = rule.versions().getFirst().when();
      boolean holds = true;
      for (Map.Entry<Fact, FactValue> fact : all.known().entrySet()) {
        holds &= box.admits(fact.getKey(), fact.getValue());
      }
      if (holds) {
        expected = rule.versions().getFirst().then().verdict().orElseThrow().answer();
      }
    }
    assertThat(answer(rules, all).answer()).isEqualTo(expected);
  }
}
