package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Extensions;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer to a stored submission.
 *
 * <p>It is not kept: it follows from the first event of each authorization, the book that answered
 * and what was extended, as that was then. So the same request gets the same bytes again whatever
 * has become of the authorization since, until a release writes answers differently; and a
 * submission costs no more to write for the length of its answer.
 *
 * @param id the authorization's, or that of the parent of a divided request
 * @param tag the entity tag
 * @param body JSON; personal, not in {@link #toString()}
 */
record FirstAnswer(AuthorizationId id, String tag, ObjectNode body) {

  /**
   * The answer to what has just been decided.
   *
   * @param states as they begin
   * @param extended what is extended, before it notes that; empty for most
   */
  static FirstAnswer of(
      AuthorizationId id,
      List<Authorization> states,
      RuleBook book,
      Optional<Authorization> extended) {
    return new FirstAnswer(id, tag(states), SubmittedJson.of(id, states, book, extended));
  }

  /** The answer that was given when this was stored. */
  static FirstAnswer again(AuthorizationId id, AuthorizationStore authorizations, Books books) {
    List<Authorization> states =
        authorizations.submitted(id).stream()
            .map(entry -> Authorization.replay(List.of(entry)))
            .toList();
    Authorization first = states.getFirst();
    Submission submission = first.submission();
    RuleBook book =
        books
            .byHash(submission.payer(), first.dossier().basis().book())
            .orElseThrow(() -> new IllegalStateException("a book that has decided is gone"));
    return of(
        id,
        states,
        book,
        submission
            .extending()
            .map(extended -> Extensions.before(id, authorizations.history(extended))));
  }

  /** The entity tag of a whole: other versions of any part give another one. */
  static String tag(List<? extends Authorization> parts) {
    return parts.stream()
        .map(part -> Long.toString(part.version()))
        .collect(Collectors.joining("-"));
  }

  @Override
  public String toString() {
    return "FirstAnswer[id=" + id + "]";
  }
}
