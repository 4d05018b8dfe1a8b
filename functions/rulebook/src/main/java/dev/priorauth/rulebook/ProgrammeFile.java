package dev.priorauth.rulebook;

import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.Reference;
import dev.priorauth.core.rules.Rule;
import java.time.LocalDate;
import java.util.List;

/**
 * One file of rules.
 *
 * @param covers the boxes in which every case gets an answer
 * @param reviewedOn when a person last confirmed that nothing newer exists
 */
record ProgrammeFile(
    String owner,
    String programme,
    String title,
    List<String> payers,
    LocalDate reviewedOn,
    List<Box> covers,
    List<Rule> rules,
    List<Reference> references) {

  /** The JSON path of a rule of this file. */
  String path(Rule rule) {
    return "$.rules[" + rules.indexOf(rule) + "]";
  }

  /** The JSON path of a version of a rule of this file. */
  String path(Rule rule, Rule.Version version) {
    return path(rule) + ".versions[" + rule.versions().indexOf(version) + "]";
  }
}
