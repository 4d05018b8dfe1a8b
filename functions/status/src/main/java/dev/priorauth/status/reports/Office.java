package dev.priorauth.status.reports;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.http.Callers;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whose messages and reports a caller gets: those of the providers that the token names. */
final class Office {
  static final String NPI = "npi";

  /** So many providers at once; who has more asks for one of them. */
  private static final int MOST = 10;

  private Office() {}

  /**
   * The caller, who has to work in an office.
   *
   * @throws RequestProblem without a valid token, and for everybody else
   */
  static Actor provider(Callers callers, HttpHeaders headers) {
    Actor caller = callers.of(headers);
    if (caller.role() != Role.PROVIDER) {
      throw RequestProblem.notFound();
    }
    return caller;
  }

  /** The providers that are asked for: the one that the query names, or all of the token. */
  static Set<Npi> of(Actor caller, QueryReader query) {
    Optional<String> asked = query.text(NPI);
    if (asked.isPresent()) {
      Optional<Npi> one = asked.flatMap(Npi::parse).filter(caller.npis()::contains);
      if (one.isEmpty()) {
        query.add(List.of(problem("Your token does not name this provider.", caller)));
      }
      return one.map(Set::of).orElse(Set.of());
    }
    if (caller.npis().size() > MOST) {
      query.add(
          List.of(problem("Your token names more than " + MOST + " providers. Name one.", caller)));
    }
    return caller.npis();
  }

  private static Problem problem(String message, Actor caller) {
    TreeSet<String> allowed = new TreeSet<>();
    caller.npis().forEach(npi -> allowed.add(npi.digits()));
    return new Problem(NPI, message, List.copyOf(allowed));
  }
}
