package dev.priorauth.core.directory;

import dev.priorauth.core.rules.RuleBook;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ways to have a decision looked at again.
 *
 * <p>Where the sources print none, none is given, and never that of another payer. That does not
 * mean that there is none.
 */
public final class AppealRoutes {
  private AppealRoutes() {}

  /**
   * What is known of the decision; what is empty does not matter.
   *
   * @param administrator who decided
   */
  public record Asked(
      Optional<AppealRoute.Kind> kind,
      Optional<String> administrator,
      Optional<String> service,
      Optional<AppealStage> stage) {

    private boolean admits(AppealRoute route) {
      return kind.map(route.kind()::equals).orElse(true)
          && administrator.map(route.administrators()::contains).orElse(true)
          && service
              .map(one -> route.services().isEmpty() || route.services().contains(one))
              .orElse(true)
          && stage.map(route.stages()::contains).orElse(true);
    }
  }

  /** The routes of a book, in its order. */
  public static List<AppealRoute> find(RuleBook book, Asked asked) {
    return book.appealRoutes().stream().filter(asked::admits).toList();
  }

  /** The kinds, of those that are asked for, for which the sources print no route. */
  public static List<AppealRoute.Kind> unprinted(RuleBook book, Asked asked) {
    List<AppealRoute> found = find(book, asked);
    return Arrays.stream(AppealRoute.Kind.values())
        .filter(kind -> asked.kind().map(kind::equals).orElse(true))
        .filter(kind -> found.stream().noneMatch(route -> route.kind() == kind))
        .toList();
  }

  /**
   * The appeals that the sources print.
   *
   * @param administrator who decided
   * @param stage the key of an {@link AppealStage}; another one has no routes
   */
  public static List<AppealRoute> of(
      RuleBook book, String administrator, String service, String stage) {
    return AppealStage.ofKey(stage)
        .map(
            at ->
                find(
                    book,
                    new Asked(
                        Optional.of(AppealRoute.Kind.APPEAL),
                        Optional.of(administrator),
                        Optional.of(service),
                        Optional.of(at))))
        .orElse(List.of());
  }

  /** The ways to talk with the clinician who reviewed a request. */
  public static List<AppealRoute> peerToPeer(RuleBook book, String administrator, String service) {
    return find(
        book,
        new Asked(
            Optional.of(AppealRoute.Kind.PEER_TO_PEER),
            Optional.of(administrator),
            Optional.of(service),
            Optional.empty()));
  }
}
