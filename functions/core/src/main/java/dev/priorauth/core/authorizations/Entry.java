package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;

/**
 * An event with its place in an authorization's life.
 *
 * @param version the version of the authorization after it, from 1
 * @param sub the subject who did it; can name a person, not in {@link #toString()}
 * @param templates the number of the set of templates with which a letter that it owes is made
 */
public record Entry(
    AuthorizationId id,
    long version,
    Instant at,
    String sub,
    Role role,
    Event event,
    int templates) {
  @Override
  public String toString() {
    return "Entry[id=" + id + ", version=" + version + ", event=" + event.kind() + "]";
  }
}
