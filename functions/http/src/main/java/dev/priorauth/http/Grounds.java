package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Appeal;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.ClaimRules;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.directory.AppealRoutes;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that authorizations rest on: those of the book that answered when each was submitted.
 */
public record Grounds(Books books) {

  /** Empty where the book is no longer held. */
  public Optional<RuleBook> book(Authorization state) {
    return books.byHash(state.submission().payer(), state.dossier().basis().book());
  }

  /** What its rules say about claims of it. */
  public ClaimRules claimRules(Authorization state) {
    return ClaimRules.of(state, book(state));
  }

  /**
   * The authorization as it is now, with the words of its rules, and the printed ways for an appeal
   * against what is denied in it.
   *
   * @param extensions those that it has are looked for among these
   */
  public ObjectNode view(Authorization state, List<Authorization> extensions, Instant now) {
    Basis basis = state.dossier().basis();
    List<Rule.Version> because =
        book(state).map(book -> book.versions(basis.rules())).orElse(List.of());
    ObjectNode json =
        AuthorizationView.of(state, extensions, because, claimRules(state).beyondValidity(), now);
    return json.set("appealRoutes", Json.array(appealRoutes(state, now), one -> one));
  }

  /** For the stage of the appeal, or that of today; none where the sources print none. */
  private List<ObjectNode> appealRoutes(Authorization state, Instant now) {
    Optional<String> stage =
        switch (state) {
          case Authorization.Denied _, Authorization.PartiallyApproved _ ->
              state
                  .openAppeal()
                  .map(Appeal::stage)
                  .or(() -> Optional.of(Operations.appealStage(state, now).key()));
          case Authorization.Pended _,
              Authorization.Approved _,
              Authorization.Withdrawn _,
              Authorization.Closed _,
              Authorization.NotRequired _ ->
              Optional.empty();
        };
    return stage.stream()
        .flatMap(at -> book(state).stream().flatMap(book -> appealRoutes(book, state, at, now)))
        .toList();
  }

  private static Stream<ObjectNode> appealRoutes(
      RuleBook book, Authorization state, String stage, Instant now) {
    return AppealRoutes.of(
            book, state.dossier().basis().administrator(), state.submission().service(), stage)
        .stream()
        .map(route -> AppealJson.route(route, List.of(book.payer().id()), book.directory(), now));
  }
}
