package dev.priorauth.rulebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Counts which statements of the sources are carried: each by rule data, or by a reason why not.
 */
final class CoverageCheck {
  private static final String INVENTORY = "inventory.csv";
  private static final String REASONS = "not-carried.json";

  private CoverageCheck() {}

  /**
   * What is carried.
   *
   * @param types the type of each statement by its id, in the order of the inventory
   * @param carried the ids that some rule, contact, notice, programme, code or reference carries
   * @param reasons why the others are not
   */
  record Coverage(
      Map<String, String> types, SortedSet<String> carried, Map<String, String> reasons) {}

  static Coverage count(RuleSources sources) {
    Map<String, String> types = new LinkedHashMap<>();
    sources
        .text(INVENTORY)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              String[] cells = line.split(",", 3);
              types.put(cells[0], cells[1]);
            });
    TreeSet<String> carried = new TreeSet<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    sources
        .files()
        .forEach(
            (name, json) -> {
              if (name.equals(REASONS)) {
                json.path("rows")
                    .forEach(
                        row ->
                            reasons.put(
                                row.path("inventory").asText(), row.path("reason").asText()));
              } else if (!name.startsWith("schema/")) {
                json.findValues("inventory")
                    .forEach(ids -> ids.forEach(id -> carried.add(id.asText())));
              }
            });
    return new Coverage(types, carried, reasons);
  }

  static List<Finding> run(RuleSources sources) {
    Coverage coverage = count(sources);
    List<Finding> findings = new ArrayList<>();
    int line = 1;
    for (String id : coverage.types().keySet()) {
      line++;
      if (!coverage.carried().contains(id) && !coverage.reasons().containsKey(id)) {
        findings.add(
            new Finding(
                INVENTORY,
                "line " + line,
                "nothing carries "
                    + id
                    + "; name it in a rule's \"inventory\" or say why not in "
                    + REASONS));
      }
    }
    for (String id : coverage.carried()) {
      if (!coverage.types().containsKey(id)) {
        findings.add(
            new Finding(
                INVENTORY,
                "line 1",
                "an \"inventory\" names " + id + ", but it is not listed here; correct it"));
      }
    }
    for (Node row : sources.node(REASONS).required("rows").elements()) {
      Node id = row.required("inventory");
      if (coverage.carried().contains(id.text())) {
        findings.add(id.problem(id.text() + " is carried; remove it from this list").finding());
      }
      if (!coverage.types().containsKey(id.text())) {
        findings.add(
            id.problem(INVENTORY + " does not have " + id.text() + "; correct it").finding());
      }
    }
    return findings;
  }
}
