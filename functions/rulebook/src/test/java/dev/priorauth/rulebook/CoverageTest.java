package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.rulebook.CoverageCheck.Coverage;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every statement of the sources is carried by the rule data, or left out for a stated reason. */
class CoverageTest {
  /** Those of the first five documents; more documents bring more. */
  private static final int AT_LEAST = 440;

  @Test
  void statement_isCarriedOrLeftOutForAReason_always() {
    RuleSources sources = RuleSources.read(RealRules.FOLDER);
    Coverage coverage = CoverageCheck.count(sources);
    System.out.println(table(coverage));
    coverage
        .reasons()
        .forEach((id, reason) -> System.out.println(id + " is not carried: " + reason));

    assertThat(coverage.types()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    assertThat(CoverageCheck.run(sources)).isEmpty();
    assertThat(coverage.carried().size() + coverage.reasons().size())
        .isEqualTo(coverage.types().size());
  }

  private static String table(Coverage coverage) {
    StringBuilder table = new StringBuilder();
    line(table, "statements", "carried", "not, with a reason", "of");
    new TreeMap<>(
            coverage.types().entrySet().stream()
                .collect(
                    Collectors.groupingBy(
                        Map.Entry::getValue,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toSet()))))
        .forEach(
            (type, ids) ->
                line(
                    table,
                    type,
                    ids.stream().filter(coverage.carried()::contains).count(),
                    ids.stream().filter(coverage.reasons()::containsKey).count(),
                    ids.size()));
    line(
        table,
        "all",
        coverage.carried().size(),
        coverage.reasons().size(),
        coverage.types().size());
    return table.toString();
  }

  private static void line(
      StringBuilder table, String type, Object carried, Object excused, Object total) {
    table.append("%-12s %8s %19s %5s%n".formatted(type, carried, excused, total));
  }
}
