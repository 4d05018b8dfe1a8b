package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.ServiceRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Checks the rules of one payer against one another: no two that can hold together contradict each
 * other, none is always overridden, and what a file declares as covered gets an answer.
 */
final class RuleCheck {
  private final RuleBook book;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  private record Place(String file, String path) {}

  private RuleCheck(RuleBook book) {
    this.book = book;
  }

  static List<Finding> run(RuleBook book, Map<String, ProgrammeFile> programmes) {
    RuleCheck check = new RuleCheck(book);
    programmes.forEach(
        (file, programme) ->
            programme
                .rules()
                .forEach(
                    rule -> check.places.put(rule.id(), new Place(file, programme.path(rule)))));
    book.rules().forEach(rule -> check.rules.put(rule.id(), rule));
    for (Vocabulary.Service service : book.vocabulary().services()) {
      check.overlaps(book.rulesFor(service.id()).orElseThrow());
    }
    book.rules().forEach(check::reachable);
    programmes.forEach(
        (file, programme) -> {
          if (programme.payers().contains(book.payer().id())) {
            for (int i = 0; i < programme.covers().size(); i++) {
              check.gaps(new Place(file, "$.covers[" + i + "]"), programme.covers().get(i));
            }
          }
        });
    return List.copyOf(check.findings);
  }

  private void add(String rule, String step, String message) {
    Place place = places.get(rule);
    findings.add(new Finding(place.file(), place.path() + step, message));
  }

  private void overlaps(ServiceRules table) {
    List<Rule.Version> versions = table.versions();
    for (int i = 0; i < versions.size(); i++) {
      for (int j = i + 1; j < versions.size(); j++) {
        Rule.Version one = versions.get(i);
        Rule.Version other = versions.get(j);
        if (!one.rule().equals(other.rule())
            && one.known().meets(other.known())
            && one.inForce().meets(other.inForce())
            && boxesMeet(table, 1L << i | 1L << j)
            && !overrides(one, other)
            && !overrides(other, one)) {
          contradiction(one.then(), other.then())
              .ifPresent(
                  part ->
                      add(
                          one.rule(),
                          "",
                          one.rule()
                              + " and "
                              + other.rule()
                              + " can both hold for "
                              + table.service()
                              + " and differ in "
                              + part
                              + "; say with \"overrides\" which one wins, or narrow a box"));
        }
      }
    }
  }

  private boolean overrides(Rule.Version one, Rule.Version other) {
    return rules.get(one.rule()).overrides().contains(other.rule());
  }

  private static boolean boxesMeet(ServiceRules table, long both) {
    return table.cells().values().stream()
        .allMatch(cells -> cells.stream().anyMatch(cell -> (cell.admitting() & both) == both));
  }

  private static Optional<String> contradiction(Effects one, Effects other) {
    if (differ(
        one.verdict(), other.verdict(), v -> List.of(v.answer(), v.term(), v.administrator()))) {
      return Optional.of("answer, term or administrator");
    }
    if (differ(one.validity(), other.validity(), v -> List.of(v.anchor(), v.days(), v.period()))) {
      return Optional.of("validity");
    }
    if (differ(
        one.allotment(),
        other.allotment(),
        a -> List.of(a.limit(), a.unit(), a.per(), a.combined(), a.period(), a.automatic()))) {
      return Optional.of("allotment");
    }
    if (differ(one.consequence(), other.consequence(), c -> c.text())) {
      return Optional.of("consequence");
    }
    if (differ(one.requester(), other.requester(), r -> Set.copyOf(r.roles()))) {
      return Optional.of("requester");
    }
    if (differ(one.transition(), other.transition(), t -> t)) {
      return Optional.of("transition");
    }
    if (differ(one.lines(), other.lines(), l -> List.of(l.names(), l.most()))) {
      return Optional.of("lines");
    }
    return Optional.empty();
  }

  private static <T> boolean differ(
      Optional<T> one, Optional<T> other, Function<T, Object> essence) {
    return one.isPresent()
        && other.isPresent()
        && !essence.apply(one.get()).equals(essence.apply(other.get()));
  }

  /** Some case must be left in which the rule holds and nothing overrides it. */
  private void reachable(Rule rule) {
    for (int i = 0; i < rule.versions().size(); i++) {
      Rule.Version version = rule.versions().get(i);
      boolean reachable = false;
      boolean possible = false;
      for (Vocabulary.Service service : book.vocabulary().services()) {
        ServiceRules table = book.rulesFor(service.id()).orElseThrow();
        int bit = table.versions().indexOf(version);
        if (bit < 0) {
          continue;
        }
        possible |= boxesMeet(table, 1L << bit);
        reachable |= survivesSomewhere(table, bit, enclosing(table, version));
      }
      if (!possible) {
        add(
            rule.id(),
            ".versions[" + i + "].when",
            "no case of "
                + book.payer().id()
                + " lies in the box of "
                + version.name()
                + "; mend its \"when\" or the file's \"payers\"");
      } else if (!reachable) {
        add(
            rule.id(),
            ".versions[" + i + "]",
            "other rules override "
                + version.name()
                + " in every case of "
                + book.payer().id()
                + "; remove it or narrow them");
      }
    }
  }

  /** The versions that override this one on all its dates. */
  private long enclosing(ServiceRules table, Rule.Version version) {
    long bits = 0;
    for (int i = 0; i < table.versions().size(); i++) {
      Rule.Version other = table.versions().get(i);
      if (overrides(other, version)
          && other.known().encloses(version.known())
          && other.inForce().encloses(version.inForce())) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  private static boolean survivesSomewhere(ServiceRules table, int bit, long overriding) {
    List<long[]> choices = new ArrayList<>();
    for (List<ServiceRules.Cell> cells : table.cells().values()) {
      choices.add(
          cells.stream()
              .filter(cell -> (cell.admitting() & 1L << bit) != 0)
              .mapToLong(cell -> cell.admitting() & overriding)
              .distinct()
              .toArray());
    }
    return !everyCase(choices, 0, overriding, holding -> holding != 0);
  }

  /** Whether a predicate holds for the AND of every way to choose one set from each list. */
  private static boolean everyCase(
      List<long[]> choices, int index, long holding, LongPredicate predicate) {
    if (index == choices.size()) {
      return predicate.test(holding);
    }
    for (long choice : choices.get(index)) {
      if (!everyCase(choices, index + 1, holding & choice, predicate)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Every case in a declared box gets an answer from the rules that are the latest word without an
   * announced end.
   */
  private void gaps(Place place, Box cover) {
    for (Vocabulary.Service service : book.vocabulary().services()) {
      FactValue asked = new FactValue.One(service.id());
      if (!cover.admits(Fact.SERVICE, asked)) {
        continue;
      }
      ServiceRules table = book.rulesFor(service.id()).orElseThrow();
      long answering = 0;
      for (int i = 0; i < table.versions().size(); i++) {
        Rule.Version version = table.versions().get(i);
        if (version.known().until().isEmpty() && version.inForce().until().isEmpty()) {
          answering |= 1L << i;
        }
      }
      List<Fact> facts = List.copyOf(table.cells().keySet());
      gap(table, cover, facts, 0, answering, new ArrayList<>())
          .ifPresent(
              where ->
                  findings.add(
                      new Finding(
                          place.file(),
                          place.path(),
                          "no rule answers for "
                              + service.id()
                              + where
                              + " ("
                              + book.payer().id()
                              + "); add a rule, or leave the case out of \"covers\"")));
    }
  }

  private static Optional<String> gap(
      ServiceRules table,
      Box cover,
      List<Fact> facts,
      int index,
      long holding,
      List<String> chosen) {
    if (index == facts.size()) {
      boolean answered =
          table.select(table.surviving(holding)).stream()
              .anyMatch(version -> version.then().verdict().isPresent());
      return answered ? Optional.empty() : Optional.of(String.join("", chosen));
    }
    Fact fact = facts.get(index);
    Set<Long> tried = new LinkedHashSet<>();
    List<ServiceRules.Cell> cells = table.cells().get(fact);
    for (int i = 0; i < cells.size(); i++) {
      ServiceRules.Cell cell = cells.get(i);
      if (!meets(cover, fact, cells, i) || !tried.add(cell.admitting() & holding)) {
        continue;
      }
      chosen.add(" with " + fact + " " + cell.label());
      Optional<String> found =
          gap(table, cover, facts, index + 1, holding & cell.admitting(), chosen);
      chosen.removeLast();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether a cover has some value of a cell; a cell of numbers ends where the next one begins. */
  private static boolean meets(Box cover, Fact fact, List<ServiceRules.Cell> cells, int index) {
    return switch (cover.conditions().get(fact)) {
      case null -> true;
      case Allowed.AnyOf anyOf -> anyOf.admits(cells.get(index).value());
      case Allowed.Between(long from, long to) -> {
        boolean beginsInTime = first(cells.get(index)) <= to;
        boolean endsInTime = index + 1 == cells.size() || from < first(cells.get(index + 1));
        yield beginsInTime && endsInTime;
      }
    };
  }

  private static long first(ServiceRules.Cell cell) {
    return ((FactValue.Number) cell.value()).value();
  }
}
