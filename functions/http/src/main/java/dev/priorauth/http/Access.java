package dev.priorauth.http;

import dev.priorauth.core.authorizations.AccessPolicy;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import java.util.Optional;

/** Hides authorizations from those who may not see them, as if they were not there. */
public final class Access {
  private Access() {}

  /**
   * An authorization for somebody who may do this with it.
   *
   * @throws RequestProblem the same where there is none and where the caller may not
   */
  public static Authorization to(Optional<Authorization> found, Actor caller, Action action) {
    return found
        .filter(one -> AccessPolicy.may(caller, action, one) == AccessPolicy.Access.ALLOWED)
        .orElseThrow(RequestProblem::notFound);
  }
}
