package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.ClaimRules;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
   * The authorization as it is now, with the words of its rules.
   *
   * @param extensions those that it has are looked for among these
   */
  public ObjectNode view(Authorization state, List<Authorization> extensions, Instant now) {
    Basis basis = state.dossier().basis();
    List<Rule.Version> because =
        book(state).map(book -> book.versions(basis.rules())).orElse(List.of());
    return AuthorizationView.of(
        state, extensions, because, claimRules(state).beyondValidity(), now);
  }
}
