package dev.priorauth.http;

import dev.priorauth.core.authorizations.AccessPolicy;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

  /**
   * The same where the reference may be that of a divided request: what is done is done with its
   * parts, and they are named to whoever may see them.
   *
   * @param parts those of the request that has the reference; asked for where nothing is found
   */
  public static Authorization to(
      Optional<Authorization> found,
      Supplier<List<Authorization>> parts,
      Actor caller,
      Action action) {
    if (found.isEmpty()) {
      List<String> visible =
          parts.get().stream()
              .filter(
                  one -> AccessPolicy.may(caller, Action.READ, one) == AccessPolicy.Access.ALLOWED)
              .map(one -> one.id().text())
              .toList();
      if (!visible.isEmpty()) {
        throw RequestProblem.of(
                RequestProblem.Kind.CONFLICT,
                "It was divided. Act on its parts: " + String.join(", ", visible) + ".")
            .with("parts", SourceJson.texts(visible));
      }
    }
    return to(found, caller, action);
  }
}
