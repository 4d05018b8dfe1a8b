package dev.priorauth.status;

import dev.priorauth.core.authorizations.AccessPolicy;
import dev.priorauth.core.authorizations.AccessPolicy.Access;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.http.Callers;
import dev.priorauth.http.RequestProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Predicate;

/** Who may read, and what. */
final class Readers {
  private Readers() {}

  /**
   * The caller.
   *
   * @throws RequestProblem without a valid token, and for operators, who have nothing to read here
   */
  static Actor of(Callers callers, HttpHeaders headers) {
    Actor caller = callers.of(headers);
    if (caller.role() == Role.OPERATOR) {
      throw RequestProblem.notFound();
    }
    return caller;
  }

  /** Whether the caller may see an authorization. */
  static Predicate<Authorization> maySee(Actor caller) {
    return state -> AccessPolicy.may(caller, Action.READ, state) == Access.ALLOWED;
  }
}
