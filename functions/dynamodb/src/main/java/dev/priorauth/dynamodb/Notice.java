package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.util.Optional;

/**
 * A deadline of an authorization that has passed or, for an extension, is about to: an event of its
 * life and a message to the offices, at once. It names no person.
 *
 * @param at the instant of the deadline, whenever the notice was written
 * @param status at that instant
 * @param requester the provider who requested
 * @param servicing the provider who treats, where it is another one
 */
public record Notice(
    AuthorizationId id,
    Deadline.Kind kind,
    Instant at,
    String payer,
    Status status,
    Npi requester,
    Optional<Npi> servicing) {

  static Notice of(Authorization state, Deadline deadline) {
    Npi requester = state.submission().requester().npi();
    return new Notice(
        state.id(),
        deadline.kind(),
        deadline.noticeAt(),
        state.submission().payer(),
        state.statusOn(deadline.noticeAt().atZone(state.dossier().basis().zone()).toLocalDate()),
        requester,
        Optional.of(state.submission().servicing()).filter(npi -> !npi.equals(requester)));
  }
}
