package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Event.Document;
import dev.priorauth.core.requests.AuthorizationId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A store of documents to which tests send. */
class MemoryDocuments implements DocumentStore {
  private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
  private volatile boolean silent;
  private final Set<String> unsafe = ConcurrentHashMap.newKeySet();

  void send(String id, String document, Instant at) {
    arrivals.put(id + "/" + document, new Arrival.Came(at));
  }

  void sendSomethingElse(String id, String document) {
    arrivals.put(id + "/" + document, new Arrival.Differs("It has other bytes."));
  }

  @Override
  public Target target(AuthorizationId id, Document document, Instant now) {
    return new Target(
        URI.create("https://documents.example/" + id + "/" + document.id()),
        new TreeMap<>(Map.of("content-type", document.mediaType())),
        now.plus(VALID));
  }

  /** What a scanner finds something in. */
  void infect(String id, String document) {
    unsafe.add(id + "/" + document);
  }

  @Override
  public Source source(AuthorizationId id, Document document) {
    return unsafe.contains(id + "/" + document.id())
        ? new Source.Unsafe()
        : new Source.Ready(
            URI.create("https://documents.example/" + id + "/" + document.id()),
            false,
            Instant.parse("2026-11-23T19:05:00Z"));
  }

  /** Whether it does not answer. */
  void fallSilent(boolean now) {
    silent = now;
  }

  @Override
  public Arrival look(AuthorizationId id, Document document) {
    if (silent) {
      throw SdkClientException.create("silent about " + id);
    }
    return arrivals.getOrDefault(id + "/" + document.id(), new Arrival.Missing());
  }
}
