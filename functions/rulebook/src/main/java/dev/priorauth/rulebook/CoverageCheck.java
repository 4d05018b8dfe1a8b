package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   * @param types the type of each statement by its id
   * @param carried the ids that some rule, contact, notice, programme, code or reference carries
   * @param reasons why the others are not
   */
  record Coverage(
      Map<String, String> types, TreeSet<String> carried, Map<String, String> reasons) {}

  static Coverage count(RuleSources sources) {
    Map<String, String> types = new HashMap<>();
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
    Map<String, String> reasons = new HashMap<>();
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
    for (String id : new TreeSet<>(coverage.types().keySet())) {
      boolean carried = coverage.carried().contains(id);
      boolean excused = coverage.reasons().containsKey(id);
      if (!carried && !excused) {
        findings.add(
            new Finding(
                INVENTORY,
                id,
                "nothing carries it; name it in a rule's \"inventory\" or say why not in "
                    + REASONS));
      }
      if (carried && excused) {
        findings.add(new Finding(REASONS, id, "it is carried; remove it from this list"));
      }
    }
    for (String id : coverage.carried()) {
      if (!coverage.types().containsKey(id)) {
        findings.add(
            new Finding(
                INVENTORY, id, "an \"inventory\" names it, but it is not listed here; correct it"));
      }
    }
    for (JsonNode row : sources.json(REASONS).path("rows")) {
      if (!coverage.types().containsKey(row.path("inventory").asText())) {
        findings.add(
            new Finding(
                REASONS,
                row.path("inventory").asText(),
                "the inventory does not have it; correct it"));
      }
    }
    return findings;
  }
}
