package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Result.Refused;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.SentDocument;
import dev.priorauth.dynamodb.AppendResult;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Backoff;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notices which announced documents have come. It asks the store of documents itself, so that
 * nothing depends on a notification: what came in time counts, however late it is noticed.
 */
@Singleton
public class Arrivals {
  /** In whose name it is recorded: nobody sends anything again. */
  private static final Actor STORE = new Actor("documents", Role.OPERATOR, Set.of(), Set.of());

  private final DocumentStore documents;
  private final AuthorizationStore authorizations;

  public Arrivals(DocumentStore documents, AuthorizationStore authorizations) {
    this.documents = documents;
    this.authorizations = authorizations;
  }

  /**
   * An authorization with all documents that have come.
   *
   * @param problems why what lies there was not taken, by the document's id
   */
  public record Looked(Authorization state, Map<String, String> problems) {}

  /**
   * Records what has come for this authorization, and was not recorded yet.
   *
   * @param backoff of all attempts, those of the step that follows included
   */
  public Looked look(Authorization seen, Instant now, Backoff backoff) {
    Authorization state = seen;
    Map<String, String> problems = new TreeMap<>();
    for (SentDocument sent : Operations.awaitedDocuments(seen)) {
      switch (documents.look(seen.id(), sent.document())) {
        case DocumentStore.Arrival.Missing _ -> {
          // It can still come.
        }
        case DocumentStore.Arrival.Differs(String problem) -> problems.put(sent.id(), problem);
        case DocumentStore.Arrival.Came(Instant at) ->
            // The clock of the store can be ahead of ours.
            state = received(state, sent.id(), at.isAfter(now) ? now : at, now, backoff);
      }
    }
    return new Looked(state, problems);
  }

  /** Where it cannot be recorded, because others write, whoever looks next does it. */
  private Authorization received(
      Authorization seen, String document, Instant came, Instant now, Backoff backoff) {
    Authorization state = seen;
    while (!backoff.isOver()) {
      switch (Operations.receiveDocument(state, document, STORE, came)) {
        case Refused _ -> {
          return state;
        }
        case Done done -> {
          if (authorizations.append(done, now, backoff) instanceof AppendResult.Appended) {
            return done.state();
          }
          state = authorizations.find(state.id()).orElseThrow();
        }
      }
    }
    return state;
  }
}
