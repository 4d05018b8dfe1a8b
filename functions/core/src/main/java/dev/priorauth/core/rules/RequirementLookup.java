package dev.priorauth.core.rules;

import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Requirement.Outcome;
import dev.priorauth.core.rules.Requirement.Overridden;
import dev.priorauth.core.rules.Requirement.Rejected;
import dev.priorauth.core.rules.Requirement.Upcoming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks a book what a service needs. */
public final class RequirementLookup {
  private RequirementLookup() {}

  /**
   * What the payer's rules say.
   *
   * @param given the facts; those that are not given are unknown
   * @param on the date of service
   * @param knownOn the instant whose state of knowledge counts; a publication date counts from
   *     00:00 of that day in the payer's zone
   */
  public static Requirement answer(RuleBook book, Facts given, LocalDate on, Instant knownOn) {
    LocalDate day = knownOn.atZone(book.payer().zone()).toLocalDate();
    Facts facts = Derived.from(given, book, on);
    Optional<ServiceRules> table = facts.text(Fact.SERVICE).flatMap(book::rulesFor);
    if (table.isEmpty()) {
      return silent(book, facts, on, knownOn, day, unlisted(book, facts, on));
    }
    ServiceRules rules = table.get();
    Holding holding = Holding.ofDerived(book, rules, facts, on, knownOn);
    List<Rule.Version> held = holding.certain();
    Outcome outcome = outcome(book, holding, facts, on);
    return new Requirement(
        on,
        knownOn,
        facts,
        outcome,
        held,
        rejected(holding, facts),
        overridden(holding),
        outcome instanceof Outcome.NoRule ? List.of() : holding.questions(),
        contacts(book, held, outcome, day),
        notices(book, facts, outcome, day),
        upcoming(holding, facts, on));
  }

  private static Outcome outcome(RuleBook book, Holding holding, Facts facts, LocalDate on) {
    Answer first = holding.answers[0];
    for (Answer answer : holding.answers) {
      if (answer != first) {
        return new Outcome.NeedsFacts();
      }
    }
    return first == Answer.UNDETERMINED
        ? new Outcome.NoRule(gap(book, facts, on))
        : decided(holding, first);
  }

  private static Requirement silent(
      RuleBook book, Facts facts, LocalDate on, Instant knownOn, LocalDate day, String text) {
    Outcome outcome = new Outcome.NoRule(text);
    return new Requirement(
        on,
        knownOn,
        facts,
        outcome,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        contacts(book, List.of(), outcome, day),
        notices(book, facts, outcome, day),
        List.of());
  }

  private static Outcome decided(Holding holding, Answer answer) {
    long deciding = 0;
    for (long surviving : holding.completions.surviving) {
      deciding |= surviving & holding.rules.withVerdict();
    }
    // Where a rule holds in any case it says enough; else all that hold for some value of an
    // unknown fact do.
    long certainly = deciding & holding.certainBits();
    List<Rule.Version> because = holding.rules.select(certainly != 0 ? certainly : deciding);
    return new Outcome.Decided(
        answer,
        common(because, Effects.Verdict::term),
        common(holding.rules.select(deciding), Effects.Verdict::administrator),
        because.stream()
            .flatMap(version -> version.then().verdict().orElseThrow().verify().stream())
            .findFirst(),
        because);
  }

  private static Optional<String> common(
      List<Rule.Version> versions, Function<Effects.Verdict, String> part) {
    List<String> distinct =
        versions.stream()
            .map(version -> part.apply(version.then().verdict().orElseThrow()))
            .distinct()
            .toList();
    return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
  }

  private static List<Rejected> rejected(Holding holding, Facts facts) {
    List<Rejected> rejected = new ArrayList<>();
    for (long rest = holding.known & ~holding.completions.possible; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      Rule.Version version = holding.rules.versions().get(i);
      Fact failedOn = Fact.SERVICE_DATE;
      if ((holding.live & 1L << i) != 0) {
        for (Map.Entry<Fact, FactValue> entry : facts.known().entrySet()) {
          if (!version.when().admits(entry.getKey(), entry.getValue())) {
            failedOn = entry.getKey();
            break;
          }
        }
      }
      rejected.add(new Rejected(version, failedOn));
    }
    return rejected;
  }

  private static List<Overridden> overridden(Holding holding) {
    ServiceRules rules = holding.rules;
    long certain = holding.completions.certain;
    List<Overridden> overridden = new ArrayList<>();
    for (long rest = certain & ~rules.surviving(certain); rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      overridden.add(
          new Overridden(rules.versions().get(i), rules.select(rules.overriding(i, certain))));
    }
    return overridden;
  }

  private static List<Contact> contacts(
      RuleBook book, List<Rule.Version> holding, Outcome outcome, LocalDate day) {
    Set<String> ids = new LinkedHashSet<>();
    // Those of the rules that decide come first.
    if (outcome instanceof Outcome.Decided decided) {
      decided.because().forEach(version -> ids.addAll(version.then().channels()));
    }
    holding.forEach(version -> ids.addAll(version.then().channels()));
    if (ids.isEmpty()) {
      ids.add(book.payer().contact());
    }
    return ids.stream()
        .map(book.directory()::contact)
        .flatMap(Optional::stream)
        .filter(contact -> contact.known().contains(day))
        .toList();
  }

  private static List<Notice> notices(RuleBook book, Facts facts, Outcome outcome, LocalDate day) {
    Optional<String> service = facts.text(Fact.SERVICE);
    Optional<String> administrator =
        outcome instanceof Outcome.Decided decided ? decided.administrator() : Optional.empty();
    return book.directory().notices().stream()
        .filter(notice -> notice.known().contains(day) && notice.period().contains(day))
        .filter(
            notice ->
                notice.services().isEmpty()
                    ? administrator.map(notice.administrator()::equals).orElse(true)
                    : service.filter(notice.services()::contains).isPresent())
        .toList();
  }

  private static List<Upcoming> upcoming(Holding holding, Facts facts, LocalDate on) {
    List<Upcoming> upcoming = new ArrayList<>();
    for (Rule.Version version :
        holding.rules.select(holding.known & holding.rules.admitting(facts))) {
      version
          .inForce()
          .from()
          .filter(from -> from.isAfter(on))
          .or(() -> version.inForce().until().filter(until -> until.isAfter(on)))
          .ifPresent(from -> upcoming.add(new Upcoming(from, version)));
    }
    // Of one day, what changes the answer comes first.
    upcoming.sort(
        Comparator.comparing(Upcoming::from)
            .thenComparing(change -> change.version().then().verdict().isEmpty()));
    return upcoming;
  }

  private static String unlisted(RuleBook book, Facts facts, LocalDate on) {
    return "No code list that we hold for "
        + book.payer().name()
        + " and "
        + on.getYear()
        + " has the code "
        + facts.text(Fact.CODE).orElse("")
        + ". This does not mean that nothing is required: ask again with the service, or ask the payer.";
  }

  private static String gap(RuleBook book, Facts facts, LocalDate on) {
    return "No rule that we hold speaks about "
        + book.vocabulary().describe(facts.without(Fact.CODE))
        + " on "
        + on
        + ". This does not mean that nothing is required: ask the payer.";
  }
}
