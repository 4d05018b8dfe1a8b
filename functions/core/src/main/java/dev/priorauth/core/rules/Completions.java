package dev.priorauth.core.rules;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import java.util.ArrayList;
import java.util.List;

/**
 * Every way in which the unknown facts can turn out, as far as the rules tell them apart.
 *
 * <p>An answer is certain exactly when all completions give it, and an unknown fact is worth asking
 * for exactly when two completions that differ in it alone give different ones.
 *
 * <p>Completions are numbered; {@link Open#stride} says how far apart two are that differ in one
 * fact by one class.
 */
final class Completions {

  /**
   * An unknown fact that at least one possible rule asks for.
   *
   * @param classes the sets of possible versions that its values admit, each different from the
   *     others
   * @param classOf for each cell of the fact, the index of its class
   * @param stride the distance between completions that differ in this fact by one class
   */
  record Open(
      Fact fact, List<ServiceRules.Cell> cells, long[] classes, int[] classOf, int stride) {}

  /**
   * The versions that may hold: known, in force, and not rejected by what is known of the facts.
   */
  final long possible;

  /** The versions that hold whatever the unknown facts are, but for overriding. */
  final long certain;

  final List<Open> open;

  /** For each completion, the versions that hold in it and that no other one overrides. */
  final long[] surviving;

  private Completions(long possible, long certain, List<Open> open, long[] surviving) {
    this.possible = possible;
    this.certain = certain;
    this.open = open;
    this.surviving = surviving;
  }

  /**
   * @param live the versions that are known and in force
   */
  static Completions of(ServiceRules rules, long live, Facts facts) {
    long possible = live;
    for (Fact fact : rules.cells().keySet()) {
      possible &= rules.admitting(fact, facts);
    }
    long certain = possible;
    int count = 1;
    List<Open> open = new ArrayList<>();
    for (Fact asked : rules.cells().keySet()) {
      if (facts.knows(asked)) {
        continue;
      }
      Open fact = open(asked, rules.cells().get(asked), possible, count);
      if (fact.classes().length > 1) {
        open.add(fact);
        count *= fact.classes().length;
      }
      for (long admitted : fact.classes()) {
        certain &= admitted;
      }
    }
    long[] surviving = new long[count];
    for (int i = 0; i < count; i++) {
      long holding = possible;
      for (Open fact : open) {
        holding &= fact.classes()[classIn(fact, i)];
      }
      surviving[i] = rules.surviving(holding);
    }
    return new Completions(possible, certain, open, surviving);
  }

  /** The class of an unknown fact in a completion. */
  static int classIn(Open fact, int completion) {
    return completion / fact.stride() % fact.classes().length;
  }

  private static Open open(Fact fact, List<ServiceRules.Cell> cells, long possible, int stride) {
    long[] classes = new long[cells.size()];
    int[] classOf = new int[cells.size()];
    int count = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      long admitted = cells.get(cell).admitting() & possible;
      int found = 0;
      while (found < count && classes[found] != admitted) {
        found++;
      }
      if (found == count) {
        classes[count++] = admitted;
      }
      classOf[cell] = found;
    }
    return new Open(fact, cells, java.util.Arrays.copyOf(classes, count), classOf, stride);
  }
}
