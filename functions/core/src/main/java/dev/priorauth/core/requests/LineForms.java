package dev.priorauth.core.requests;

import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Holding;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Says what the lines of a request have to name. */
public final class LineForms {
  private LineForms() {}

  /**
   * What the rules want the lines to name.
   *
   * @param facts with the service; what is unknown of the others decides nothing
   * @return empty where they name codes
   */
  public static Optional<Effects.LineForm> of(
      RuleBook book, Facts facts, LocalDate on, Instant knownOn) {
    return Holding.of(book, facts, on, knownOn).certain().stream()
        .flatMap(version -> version.then().lines().stream())
        .findFirst();
  }
}
