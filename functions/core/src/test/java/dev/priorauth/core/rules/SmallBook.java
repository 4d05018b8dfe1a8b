package dev.priorauth.core.rules;

import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.sources.Citation;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes books with a few facts and rules, for tests. */
public final class SmallBook {
  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  public static final Citation CITE =
      new Citation("000.txt", "1", "A quote.", Optional.empty(), LocalDate.of(2026, 1, 1));

  private static final Contact PAYERS_CONTACT =
      new Contact(
          "payer.questions.phone",
          "payer",
          List.of("questions"),
          List.of(),
          List.of(),
          "phone",
          "1-800-000-0000",
          Optional.empty(),
          Optional.empty(),
          "Questions",
          Optional.empty(),
          Span.ALWAYS,
          List.of(),
          CITE);

  private SmallBook() {}

  public static Vocabulary vocabulary() {
    Map<Fact, Vocabulary.Definition> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      facts.put(fact, new Vocabulary.Definition(fact, fact + "?", Map.of()));
    }
    facts.put(Fact.PRODUCT, choices(Fact.PRODUCT, "gold", "silver", "bronze"));
    facts.put(Fact.SETTING, choices(Fact.SETTING, "office", "home", "emergency-department"));
    facts.put(
        Fact.ADMISSION_FROM, choices(Fact.ADMISSION_FROM, "emergency-department", "elective"));
    facts.put(Fact.CONDITION, choices(Fact.CONDITION, "mental-health", "substance-use"));
    facts.put(
        Fact.CASE_MANAGEMENT_ENROLLED, choices(Fact.CASE_MANAGEMENT_ENROLLED, "true", "false"));
    return new Vocabulary(
        facts,
        List.of(
            new Vocabulary.Payer(
                "payer", "Payer", ZONE, List.of("gold", "silver", "bronze"), PAYERS_CONTACT.id())),
        List.of(
            new Vocabulary.Service("mri", "MRI", List.of(), Map.of()),
            new Vocabulary.Service("ct", "CT", List.of(), Map.of())));
  }

  private static Vocabulary.Definition choices(Fact fact, String... values) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String value : values) {
      labels.put(value, value);
    }
    return new Vocabulary.Definition(fact, fact + "?", labels);
  }

  public static RuleBook of(List<Rule> rules) {
    Vocabulary vocabulary = vocabulary();
    return new RuleBook(
        vocabulary,
        vocabulary.payers().getFirst(),
        "hash",
        rules,
        List.of(),
        List.of(),
        new Directory(List.of(), List.of(), List.of(PAYERS_CONTACT), List.of(), List.of()),
        List.of());
  }

  public static Rule rule(String id, Map<Fact, Allowed> when, Effects then, String... overrides) {
    return rule(id, Span.ALWAYS, Span.ALWAYS, when, then, overrides);
  }

  public static Rule rule(
      String id,
      Span inForce,
      Span known,
      Map<Fact, Allowed> when,
      Effects then,
      String... overrides) {
    return new Rule(
        id, id, Set.of(), Set.of(overrides), List.of(version(id, "1", inForce, known, when, then)));
  }

  public static Rule.Version version(
      String id, String version, Span inForce, Span known, Map<Fact, Allowed> when, Effects then) {
    return new Rule.Version(
        id, version, inForce, known, new Box(when), id, Optional.empty(), CITE, List.of(), then);
  }

  public static Effects answering(Answer answer) {
    return effects(
        Optional.of(new Effects.Verdict(answer, "authorization", "payer", Optional.empty())),
        List.of());
  }

  public static Effects effects(Optional<Effects.Verdict> verdict, List<DateWindow> windows) {
    return new Effects(
        verdict,
        windows,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public static Allowed anyOf(String... values) {
    return new Allowed.AnyOf(Set.of(values));
  }
}
