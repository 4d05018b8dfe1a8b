package dev.priorauth.core.dates;

import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Holding;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an authorization from before a change of administrator still covers a planned service.
 */
public final class Transitions {
  private Transitions() {}

  /**
   * The earlier authorization.
   *
   * @param from the first authorized day, included
   * @param to the last authorized day, included
   */
  public record Earlier(LocalDate from, LocalDate to, Set<String> codes) {
    public Earlier {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("an authorization must not end before it begins");
      }
      codes = Set.copyOf(codes);
    }
  }

  public record Planned(LocalDate on, String code) {}

  /** What becomes of a planned service. */
  public sealed interface Result {
    /** The earlier authorization covers it. */
    record Covered(Statement because) implements Result {}

    /** Its date lies outside the earlier authorization. */
    record DateOutside(Statement because) implements Result {}

    /** The earlier authorization does not have its code. */
    record CodeNotIncluded(Statement because) implements Result {}

    /** No rule about earlier authorizations is known for these facts. */
    record NoTransition() implements Result {}
  }

  /** Judges the planned services one by one, in their order. */
  public static List<Result> check(
      RuleBook book, Facts facts, Earlier earlier, List<Planned> planned, Instant knownOn) {
    return planned.stream().map(service -> one(book, facts, earlier, service, knownOn)).toList();
  }

  private static Result one(
      RuleBook book, Facts facts, Earlier earlier, Planned service, Instant knownOn) {
    Optional<Effects.Transition> found =
        Holding.knownVersions(book, facts, service.on(), knownOn).stream()
            .flatMap(version -> version.then().transition().stream())
            .findFirst();
    if (found.isEmpty()) {
      return new Result.NoTransition();
    }
    Effects.Transition transition = found.get();
    if (service.on().isBefore(earlier.from()) || service.on().isAfter(earlier.to())) {
      return new Result.DateOutside(transition.dateOutside());
    }
    return earlier.codes().contains(service.code())
        ? new Result.Covered(transition.kept())
        : new Result.CodeNotIncluded(transition.codeNotIncluded());
  }
}
