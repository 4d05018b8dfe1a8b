package dev.priorauth.core.rules;

import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.facts.Fact;
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
    LocalDate day = LocalDate.ofInstant(knownOn, book.payer().zone());
    Facts facts = Derived.from(given, book, on);
    Optional<ServiceRules> table = facts.text(Fact.SERVICE).flatMap(book::rulesFor);
    if (table.isEmpty()) {
      return silent(book, facts, on, knownOn, day, unlisted(book, facts, on));
    }
    ServiceRules rules = table.get();
    Holding holding = Holding.ofDerived(book, rules, facts, on, day);
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
        verify(because),
        because);
  }

  private static Optional<Effects.Verify> verify(List<Rule.Version> because) {
    for (Rule.Version version : because) {
      Optional<Effects.Verify> verify = version.then().verdict().orElseThrow().verify();
      if (verify.isPresent()) {
        return verify;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> common(
      List<Rule.Version> versions, Function<Effects.Verdict, String> part) {
    String first = part.apply(versions.getFirst().then().verdict().orElseThrow());
    for (Rule.Version version : versions) {
      if (!part.apply(version.then().verdict().orElseThrow()).equals(first)) {
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  private static List<Rejected> rejected(Holding holding, Facts facts) {
    List<Rule.Version> versions = holding.rules.versions();
    Fact[] failedOn = new Fact[versions.size()];
    long rejected = holding.known & ~holding.completions.possible;
    // A version that is not in force fails on the date, whatever the facts are.
    mark(rejected & ~holding.live, Fact.SERVICE_DATE, failedOn);
    long rest = rejected & holding.live;
    for (Fact fact : holding.rules.cells().keySet()) {
      long admitting = holding.rules.admitting(fact, facts);
      mark(rest & ~admitting, fact, failedOn);
      rest &= admitting;
    }
    List<Rejected> list = new ArrayList<>(Long.bitCount(rejected));
    for (int i = 0; i < failedOn.length; i++) {
      if (failedOn[i] != null) {
        list.add(new Rejected(versions.get(i), failedOn[i]));
      }
    }
    return list;
  }

  private static void mark(long versions, Fact failedOn, Fact[] marks) {
    for (long rest = versions; rest != 0; rest &= rest - 1) {
      marks[Long.numberOfTrailingZeros(rest)] = failedOn;
    }
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
    List<Contact> contacts = new ArrayList<>(ids.size());
    for (String id : ids) {
      Optional<Contact> contact = book.directory().contact(id);
      if (contact.isPresent() && contact.get().known().contains(day)) {
        contacts.add(contact.get());
      }
    }
    return contacts;
  }

  private static List<Notice> notices(RuleBook book, Facts facts, Outcome outcome, LocalDate day) {
    Optional<String> service = facts.text(Fact.SERVICE);
    Optional<String> administrator =
        outcome instanceof Outcome.Decided decided ? decided.administrator() : Optional.empty();
    List<Notice> notices = new ArrayList<>();
    for (Notice notice : book.directory().notices()) {
      boolean concerned =
          notice.services().isEmpty()
              ? administrator.isEmpty() || administrator.get().equals(notice.administrator())
              : service.isPresent() && notice.services().contains(service.get());
      if (concerned && notice.known().contains(day) && notice.period().contains(day)) {
        notices.add(notice);
      }
    }
    return notices;
  }

  private static List<Upcoming> upcoming(Holding holding, Facts facts, LocalDate on) {
    long changing = holding.known & holding.rules.changing();
    if (changing == 0) {
      return List.of();
    }
    List<Upcoming> upcoming = new ArrayList<>();
    for (Rule.Version version : holding.rules.select(changing & holding.rules.admitting(facts))) {
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
