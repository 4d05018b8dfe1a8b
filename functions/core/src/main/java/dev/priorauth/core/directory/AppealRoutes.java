package dev.priorauth.core.directory;

import dev.priorauth.core.rules.RuleBook;
import java.util.List;

/** Finds the ways to have a decision looked at again. */
public final class AppealRoutes {
  private AppealRoutes() {}

  /**
   * The appeals that the sources print; empty where they print none, which does not mean that there
   * is none.
   *
   * @param administrator who decided
   * @param stage the key of an {@link AppealStage}; another one has no routes
   */
  public static List<AppealRoute> of(
      RuleBook book, String administrator, String service, String stage) {
    return AppealStage.ofKey(stage)
        .map(
            at ->
                routes(book, AppealRoute.Kind.APPEAL, administrator, service).stream()
                    .filter(route -> route.stages().contains(at))
                    .toList())
        .orElse(List.of());
  }

  /** The ways to talk with the clinician who reviewed a request. */
  public static List<AppealRoute> peerToPeer(RuleBook book, String administrator, String service) {
    return routes(book, AppealRoute.Kind.PEER_TO_PEER, administrator, service);
  }

  private static List<AppealRoute> routes(
      RuleBook book, AppealRoute.Kind kind, String administrator, String service) {
    return book.appealRoutes().stream()
        .filter(route -> route.kind() == kind && route.isFor(administrator, service))
        .toList();
  }
}
