package dev.priorauth.core.rules;

import dev.priorauth.core.sources.Citation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing a payer says, with its whole history.
 *
 * @param id {@code owner.programme.name}
 * @param inventory the statements of the sources that it carries
 * @param overrides the ids of the rules that do not hold where this one does
 * @param versions oldest first
 */
public record Rule(
    String id,
    String summary,
    Set<String> inventory,
    Set<String> overrides,
    List<Version> versions) {

  public Rule {
    inventory = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(inventory));
    overrides = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(overrides));
    versions = List.copyOf(versions);
  }

  /**
   * What was said at one time.
   *
   * @param inForce the dates of service for which it holds
   * @param known the publication dates between which it was the latest word
   * @param also further places that say it
   */
  public record Version(
      String rule,
      String version,
      Span inForce,
      Span known,
      Box when,
      String text,
      Optional<String> reading,
      Citation cite,
      List<Citation> also,
      Effects then) {

    /** A name that no other version of any rule has. */
    public String name() {
      return rule + "@" + version;
    }
  }
}
