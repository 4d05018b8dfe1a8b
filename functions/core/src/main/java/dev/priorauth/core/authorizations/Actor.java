package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.Npi;
import java.util.Set;

/**
 * Who calls. It can name a person, so that only the role shows in {@link #toString()}.
 *
 * @param sub the token's subject; for a member, the member's number
 * @param npis the providers of the caller's office
 * @param administrators those that the caller reviews for; empty unless a reviewer
 */
public record Actor(String sub, Role role, Set<Npi> npis, Set<String> administrators) {
  public Actor {
    npis = Set.copyOf(npis);
    administrators = Set.copyOf(administrators);
  }

  @Override
  public String toString() {
    return "Actor[role=" + role.key() + "]";
  }
}
