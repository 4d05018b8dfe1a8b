package dev.priorauth.core.rules;

import static dev.priorauth.core.rules.SmallBook.answering;
import static dev.priorauth.core.rules.SmallBook.anyOf;
import static dev.priorauth.core.rules.SmallBook.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Requirement.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RequirementLookupTest {
  private static final LocalDate ON = LocalDate.of(2025, 1, 10);
  private static final Instant KNOWN_ON = Instant.parse("2025-01-01T12:00:00Z");
  private static final Facts MRI = Facts.NONE.with(Fact.PAYER, "payer").with(Fact.SERVICE, "mri");

  private static final Rule ASK =
      rule("p.x.ask", Map.of(), answering(Answer.AUTHORIZATION_REQUIRED));
  private static final Rule EMERGENCY =
      rule(
          "p.x.emergency",
          Map.of(Fact.SETTING, anyOf("emergency-department")),
          answering(Answer.NOT_REQUIRED),
          "p.x.ask");

  private static Requirement answer(Facts facts, Rule... rules) {
    return RequirementLookup.answer(SmallBook.of(List.of(rules)), facts, ON, KNOWN_ON);
  }

  @Test
  void aRuleThatHoldsDecides() {
    Requirement requirement = answer(MRI.with(Fact.SETTING, "office"), ASK, EMERGENCY);
    assertThat(requirement.answer()).isEqualTo(Answer.AUTHORIZATION_REQUIRED);
    assertThat(requirement.questions()).isEmpty();
    assertThat(requirement.rejected())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.version().rule()).isEqualTo("p.x.emergency");
              assertThat(rejected.failedOn()).isEqualTo(Fact.SETTING);
            });
  }

  @Test
  void aNarrowerRuleOverridesTheGeneralOne() {
    Requirement requirement =
        answer(MRI.with(Fact.SETTING, "emergency-department"), ASK, EMERGENCY);
    assertThat(requirement.answer()).isEqualTo(Answer.NOT_REQUIRED);
    assertThat(requirement.overridden())
        .singleElement()
        .satisfies(
            overridden -> {
              assertThat(overridden.version().rule()).isEqualTo("p.x.ask");
              assertThat(overridden.by())
                  .extracting(Rule.Version::rule)
                  .containsExactly("p.x.emergency");
            });
  }

  @Test
  void anUnknownFactThatDecidesIsAskedForWithTheOutcomeOfEachChoice() {
    Requirement requirement = answer(MRI, ASK, EMERGENCY);
    assertThat(requirement.answer()).isEqualTo(Answer.UNDETERMINED);
    assertThat(requirement.outcome()).isInstanceOf(Outcome.NeedsFacts.class);
    assertThat(requirement.questions())
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.fact()).isEqualTo(Fact.SETTING);
              assertThat(question.choices())
                  .extracting(Requirement.Choice::answer)
                  .containsExactly(
                      Answer.AUTHORIZATION_REQUIRED,
                      Answer.AUTHORIZATION_REQUIRED,
                      Answer.NOT_REQUIRED);
            });
  }

  @Test
  void silenceIsNeverNotRequiredAndNamesWhomToAsk() {
    Requirement requirement = answer(Facts.NONE.with(Fact.SERVICE, "ct"), onlyMri());
    assertThat(requirement.outcome())
        .isInstanceOfSatisfying(
            Outcome.NoRule.class,
            gap ->
                assertThat(gap.text())
                    .contains("CT")
                    .contains("does not mean that nothing is required"));
    assertThat(requirement.questions()).isEmpty();
    assertThat(requirement.contacts()).isNotEmpty();
  }

  private static Rule onlyMri() {
    return rule(
        "p.x.mri", Map.of(Fact.SERVICE, anyOf("mri")), answering(Answer.AUTHORIZATION_REQUIRED));
  }

  @Test
  void aCodeThatNoListHasIsUndeterminedWithoutAQuestion() {
    Requirement requirement = answer(Facts.NONE.with(Fact.CODE, "12345"), ASK);
    assertThat(requirement.outcome())
        .isInstanceOfSatisfying(
            Outcome.NoRule.class, gap -> assertThat(gap.text()).contains("12345"));
    assertThat(requirement.questions()).isEmpty();
  }

  @Test
  void anAdmissionThroughTheEmergencyDepartmentComesFromThere() {
    Rule notify =
        rule(
            "p.x.notify",
            Map.of(Fact.ADMISSION_FROM, anyOf("emergency-department")),
            answering(Answer.NOTIFICATION_REQUIRED));
    assertThat(answer(MRI.with(Fact.SETTING, "emergency-department"), notify).answer())
        .isEqualTo(Answer.NOTIFICATION_REQUIRED);
  }

  @Test
  void aRuleIsInForceFromItsFirstDayToTheDayBeforeItsLast() {
    Rule lateYear =
        rule(
            "p.x.late",
            new Span(
                Optional.of(LocalDate.of(2024, 11, 1)), Optional.of(LocalDate.of(2024, 12, 1))),
            Span.ALWAYS,
            Map.of(),
            answering(Answer.AUTHORIZATION_REQUIRED));
    RuleBook book = SmallBook.of(List.of(lateYear));
    assertThat(
            List.of("2024-10-31", "2024-11-01", "2024-11-30", "2024-12-01").stream()
                .map(LocalDate::parse)
                .map(on -> RequirementLookup.answer(book, MRI, on, KNOWN_ON).answer()))
        .containsExactly(
            Answer.UNDETERMINED,
            Answer.AUTHORIZATION_REQUIRED,
            Answer.AUTHORIZATION_REQUIRED,
            Answer.UNDETERMINED);
  }

  @Test
  void aPublicationCountsFromMidnightInThePayersZone() {
    Rule announced =
        rule(
            "p.x.announced",
            Span.ALWAYS,
            new Span(Optional.of(LocalDate.of(2024, 11, 1)), Optional.empty()),
            Map.of(),
            answering(Answer.AUTHORIZATION_REQUIRED));
    RuleBook book = SmallBook.of(List.of(announced));
    assertThat(
            RequirementLookup.answer(book, MRI, ON, Instant.parse("2024-11-01T03:59:59Z")).answer())
        .isEqualTo(Answer.UNDETERMINED);
    assertThat(
            RequirementLookup.answer(book, MRI, ON, Instant.parse("2024-11-01T04:00:00Z")).answer())
        .isEqualTo(Answer.AUTHORIZATION_REQUIRED);
  }

  @Test
  void anAnnouncedChangeIsShownBeforeItsDay() {
    Rule announced =
        rule(
            "p.x.announced",
            new Span(Optional.of(LocalDate.of(2025, 2, 1)), Optional.empty()),
            Span.ALWAYS,
            Map.of(),
            answering(Answer.AUTHORIZATION_REQUIRED));
    assertThat(answer(MRI, announced).upcoming())
        .extracting(Requirement.Upcoming::from)
        .containsExactly(LocalDate.of(2025, 2, 1));
    RuleBook book = SmallBook.of(List.of(announced));
    assertThat(RequirementLookup.answer(book, MRI, LocalDate.of(2025, 2, 1), KNOWN_ON).upcoming())
        .isEmpty();
  }

  @Test
  void anyOfSeveralConditionsIsEnough() {
    Rule substance =
        rule(
            "p.x.substance",
            Map.of(Fact.CONDITION, anyOf("substance-use")),
            answering(Answer.NOTIFICATION_REQUIRED));
    Facts both =
        MRI.with(
            Fact.CONDITION,
            new FactValue.Many(new TreeSet<>(Set.of("mental-health", "substance-use"))));
    assertThat(answer(both, substance).answer()).isEqualTo(Answer.NOTIFICATION_REQUIRED);
  }

  @Test
  void aRangeIncludesBothItsEnds() {
    Rule young =
        rule(
            "p.x.young",
            Map.of(Fact.AGE, new Allowed.Between(0, 22)),
            answering(Answer.NOTIFICATION_REQUIRED));
    assertThat(answer(MRI.with(Fact.AGE, 22), young).answer())
        .isEqualTo(Answer.NOTIFICATION_REQUIRED);
    assertThat(answer(MRI.with(Fact.AGE, 23), young).answer()).isEqualTo(Answer.UNDETERMINED);
    assertThat(answer(MRI, young).questions().getFirst().choices())
        .extracting(Requirement.Choice::label)
        .containsExactly("0 to 22", "23 or more");
  }

  @Test
  void moreThanSixtyFourRulesForOneServiceAreRefused() {
    List<Rule> many =
        java.util.stream.IntStream.range(0, 65)
            .mapToObj(i -> rule("p.x.r" + i, Map.of(), answering(Answer.NOT_REQUIRED)))
            .toList();
    assertThatThrownBy(() -> SmallBook.of(many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 64");
  }
}
