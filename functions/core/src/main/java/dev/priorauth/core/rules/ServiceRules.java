package dev.priorauth.core.rules;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rule versions that can speak about one service, as sets of bits: bit {@code i} stands for
 * {@code versions.get(i)}.
 *
 * <p>For each fact that some version asks for, the values fall into a few cells between which no
 * version distinguishes more than the named values and range ends do. Each cell has the set of
 * versions that admit it, so matching is one AND for each fact.
 */
public final class ServiceRules {
  /** One bit for each version. */
  public static final int MOST_VERSIONS = Long.SIZE;

  /**
   * Of a fact with more values than this, such as a state, those that no rule names are offered as
   * one choice.
   */
  private static final int TOO_MANY_TO_LIST = 20;

  private final String service;
  private final List<Rule.Version> versions;
  private final long[] overrides;
  private final Map<Fact, List<Cell>> cells;
  private final Map<Fact, Map<FactValue, Long>> admittingByValue = new EnumMap<>(Fact.class);
  private final long withVerdict;
  private final long withWindows;
  private final long withChecklist;
  private final long changing;
  private final long revised;

  /**
   * Values of one fact that the rules treat alike.
   *
   * @param value one of them, as a client would send it
   * @param label everyday words for all of them
   * @param admitting the versions that admit them
   */
  public record Cell(FactValue value, String label, long admitting) {}

  private ServiceRules(
      String service, List<Rule.Version> versions, long[] overrides, Map<Fact, List<Cell>> cells) {
    this.service = service;
    this.versions = versions;
    this.overrides = overrides;
    this.cells = cells;
    cells.forEach(
        (fact, values) ->
            admittingByValue.put(
                fact, values.stream().collect(Collectors.toMap(Cell::value, Cell::admitting))));
    this.withVerdict = where(version -> version.then().verdict().isPresent());
    this.withWindows =
        where(
            version ->
                !version.then().windows().isEmpty() || version.then().validity().isPresent());
    this.withChecklist = where(version -> !version.then().checklist().isEmpty());
    this.changing = where(version -> !version.inForce().equals(Span.ALWAYS));
    this.revised = where(version -> !version.known().equals(Span.ALWAYS));
  }

  private long where(Predicate<Rule.Version> wanted) {
    long bits = 0;
    for (int i = 0; i < versions.size(); i++) {
      if (wanted.test(versions.get(i))) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  static ServiceRules of(
      String service, List<Rule> rules, Vocabulary vocabulary, Vocabulary.Payer payer) {
    FactValue asked = new FactValue.One(service);
    List<Rule.Version> versions = new ArrayList<>();
    List<Rule> owners = new ArrayList<>();
    for (Rule rule : rules) {
      for (Rule.Version version : rule.versions()) {
        if (version.when().admits(Fact.SERVICE, asked)) {
          versions.add(version);
          owners.add(rule);
        }
      }
    }
    if (versions.size() > MOST_VERSIONS) {
      throw new IllegalArgumentException(
          service
              + " has "
              + versions.size()
              + " rule versions; at most "
              + MOST_VERSIONS
              + " can be asked at once");
    }
    long[] overrides = new long[versions.size()];
    for (int i = 0; i < overrides.length; i++) {
      for (int j = 0; j < overrides.length; j++) {
        if (owners.get(i).overrides().contains(versions.get(j).rule())) {
          overrides[i] |= 1L << j;
        }
      }
    }
    Map<Fact, List<Cell>> cells = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      boolean matters =
          versions.stream().anyMatch(version -> version.when().conditions().containsKey(fact));
      if (matters && fact != Fact.SERVICE && fact != Fact.PAYER) {
        cells.put(fact, cells(fact, versions, vocabulary, payer));
      }
    }
    return new ServiceRules(service, List.copyOf(versions), overrides, cells);
  }

  private static List<Cell> cells(
      Fact fact, List<Rule.Version> versions, Vocabulary vocabulary, Vocabulary.Payer payer) {
    List<Cell> cells = new ArrayList<>();
    switch (fact.kind()) {
      case CHOICE, FLAG -> {
        Collection<String> values = vocabulary.allowed(fact, Optional.of(payer.id()));
        List<String> others = new ArrayList<>();
        for (String value : values) {
          if (values.size() > TOO_MANY_TO_LIST && !isNamed(fact, value, versions)) {
            others.add(value);
          } else {
            FactValue one = new FactValue.One(value);
            cells.add(new Cell(one, vocabulary.label(fact, value), admitting(fact, one, versions)));
          }
        }
        if (!others.isEmpty()) {
          FactValue one = new FactValue.One(others.getFirst());
          cells.add(
              new Cell(
                  one, "any other, such as " + others.getFirst(), admitting(fact, one, versions)));
        }
      }
      case CHOICES -> {
        for (FactValue.Many many : subsets(vocabulary.allowed(fact, Optional.of(payer.id())))) {
          String label =
              many.values().stream()
                  .map(value -> vocabulary.label(fact, value))
                  .collect(Collectors.joining(" and "));
          cells.add(new Cell(many, label, admitting(fact, many, versions)));
        }
      }
      case NUMBER, MONEY -> {
        TreeSet<Long> starts = new TreeSet<>(List.of(0L));
        for (Rule.Version version : versions) {
          if (version.when().conditions().get(fact)
              instanceof Allowed.Between(long from, long to)) {
            starts.add(Math.max(from, 0));
            if (to < Long.MAX_VALUE) {
              starts.add(to + 1);
            }
          }
        }
        for (long start : starts) {
          FactValue number = new FactValue.Number(start);
          Long next = starts.higher(start);
          cells.add(new Cell(number, range(fact, start, next), admitting(fact, number, versions)));
        }
      }
      case CODE, DATE -> throw new IllegalArgumentException("no rule may ask for " + fact);
    }
    return List.copyOf(cells);
  }

  private static boolean isNamed(Fact fact, String value, List<Rule.Version> versions) {
    return versions.stream()
        .anyMatch(
            version ->
                version.when().conditions().get(fact) instanceof Allowed.AnyOf(Set<String> named)
                    && named.contains(value));
  }

  private static String range(Fact fact, long start, Long next) {
    String first = new FactValue.Number(start).texts(fact).getFirst();
    if (next == null) {
      return first + " or more";
    }
    String last = new FactValue.Number(next - 1).texts(fact).getFirst();
    return first.equals(last) ? first : first + " to " + last;
  }

  /** All sets of values that can apply together, single ones first. */
  private static List<FactValue.Many> subsets(Collection<String> values) {
    List<String> all = List.copyOf(values);
    List<FactValue.Many> subsets = new ArrayList<>();
    for (int bits = 1; bits < 1 << all.size(); bits++) {
      TreeSet<String> subset = new TreeSet<>();
      for (int i = 0; i < all.size(); i++) {
        if ((bits & 1 << i) != 0) {
          subset.add(all.get(i));
        }
      }
      subsets.add(new FactValue.Many(subset));
    }
    subsets.sort(Comparator.comparingInt(subset -> subset.values().size()));
    return subsets;
  }

  private static long admitting(Fact fact, FactValue value, List<Rule.Version> versions) {
    long bits = 0;
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).when().admits(fact, value)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  public String service() {
    return service;
  }

  public List<Rule.Version> versions() {
    return versions;
  }

  /** The facts that some version asks for, with the values that they tell apart. */
  public Map<Fact, List<Cell>> cells() {
    return cells;
  }

  /** The versions that were the latest word on a day. */
  public long knownOn(LocalDate knownOn) {
    long bits = all();
    for (long rest = revised; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (!versions.get(i).known().contains(knownOn)) {
        bits &= ~(1L << i);
      }
    }
    return bits;
  }

  /** The versions that hold for a date of service. */
  public long inForceOn(LocalDate on) {
    long bits = all();
    for (long rest = changing; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (!versions.get(i).inForce().contains(on)) {
        bits &= ~(1L << i);
      }
    }
    return bits;
  }

  private long all() {
    return versions.isEmpty() ? 0 : -1L >>> -versions.size();
  }

  /** The versions that admit what is known of one fact; all where it is unknown. */
  long admitting(Fact fact, Facts facts) {
    FactValue value = facts.known().get(fact);
    if (value == null) {
      return -1L;
    }
    List<Cell> values = cells.get(fact);
    if (values == null) {
      return -1L;
    }
    if (value instanceof FactValue.Number(long number)) {
      for (int i = values.size() - 1; i >= 0; i--) {
        if (((FactValue.Number) values.get(i).value()).value() <= number) {
          return values.get(i).admitting();
        }
      }
    }
    // A value that no rule names lies in the cell of all others, which comes last.
    Long admitting = admittingByValue.get(fact).get(value);
    return admitting == null ? values.getLast().admitting() : admitting;
  }

  /** The versions that admit all that is known of the facts. */
  long admitting(Facts facts) {
    long bits = all();
    for (Fact fact : cells.keySet()) {
      bits &= admitting(fact, facts);
    }
    return bits;
  }

  /** The versions of a set that carry an answer. */
  long withVerdict() {
    return withVerdict;
  }

  long withWindows() {
    return withWindows;
  }

  long withChecklist() {
    return withChecklist;
  }

  /** The versions that come into force or end on some day. */
  long changing() {
    return changing;
  }

  /** The answer that these versions give; null where none of them has one. */
  Effects.Verdict verdict(long surviving) {
    long answering = surviving & withVerdict;
    return answering == 0
        ? null
        : versions.get(Long.numberOfTrailingZeros(answering)).then().verdict().orElseThrow();
  }

  /** Those of these versions that no other of them overrides. */
  public long surviving(long holding) {
    long beaten = 0;
    for (long rest = holding; rest != 0; rest &= rest - 1) {
      beaten |= overrides[Long.numberOfTrailingZeros(rest)];
    }
    return holding & ~beaten;
  }

  /** The versions among {@code holding} that override the given one. */
  long overriding(int version, long holding) {
    long bits = 0;
    for (long rest = holding; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if ((overrides[i] & 1L << version) != 0) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  /** The versions of a set, in the order of their rules' ids. */
  public List<Rule.Version> select(long bits) {
    List<Rule.Version> selected = new ArrayList<>(Long.bitCount(bits));
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      selected.add(versions.get(Long.numberOfTrailingZeros(rest)));
    }
    return selected;
  }
}
