package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Result;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * What a caller wants done with an authorization.
 *
 * @param action what the caller has to be entitled to
 * @param isDone whether the state shows that it was done already
 */
record Step(Action action, Operation operation, Predicate<Authorization> isDone) {

  /** An operation of the core with its arguments; it can be asked again of another state. */
  interface Operation {
    Result on(Authorization state, Actor by, Instant at);
  }

  static Step of(Action action, Operation operation) {
    return new Step(action, operation, _ -> false);
  }
}
