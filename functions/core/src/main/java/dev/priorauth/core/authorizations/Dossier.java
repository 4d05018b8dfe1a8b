package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every authorization has, whatever its state.
 *
 * @param version the number of events so far, from 1; it grows by one with each
 * @param submission what was asked for, with its dates as they were moved since
 * @param createdBy the subject who submitted it
 * @param reference the administrator's own reference, such as an ACMP number: opaque text; empty
 *     until an outside decision names one
 * @param visits the visits that were recorded, by day, soonest first
 * @param extensions the authorizations that ask to extend this one, oldest first
 * @param documents what was announced for asks, oldest first
 * @param letters oldest first
 * @param history oldest first
 */
public record Dossier(
    AuthorizationId id,
    long version,
    Submission submission,
    Basis basis,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    Optional<String> reference,
    List<Visit> visits,
    List<AuthorizationId> extensions,
    List<SentDocument> documents,
    List<Letter> letters,
    List<Step> history) {
  public Dossier {
    visits = List.copyOf(visits);
    extensions = List.copyOf(extensions);
    documents = List.copyOf(documents);
    letters = List.copyOf(letters);
    history = List.copyOf(history);
  }

  @Override
  public String toString() {
    return "Dossier[id=" + id + ", version=" + version + "]";
  }
}
