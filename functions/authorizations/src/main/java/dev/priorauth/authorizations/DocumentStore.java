package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Event.Document;
import dev.priorauth.core.requests.AuthorizationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Where documents lie. A document is named by its authorization and its id there, never by its
 * file's name.
 */
public interface DocumentStore {
  /** The largest document: 25 MiB. */
  int MOST_BYTES = 25 << 20;

  /** How long something can be sent to a target. */
  Duration VALID = Duration.ofMinutes(15);

  /** How long something can be fetched from a source. */
  Duration FETCHABLE = Duration.ofMinutes(5);

  /**
   * Where to send a document, once or again: so many bytes of this type with this checksum, and
   * nothing else.
   */
  Target target(AuthorizationId id, Document document, Instant now);

  /** What has come so far. */
  Arrival look(AuthorizationId id, Document document);

  /** Where a document that has come is to be fetched. */
  Source source(AuthorizationId id, Document document);

  /**
   * @param headers that have to be sent with it, as they are
   * @param expiresAt the last instant, included
   */
  record Target(URI url, SortedMap<String, String> headers, Instant expiresAt) {
    /** The address is a key: who has it can send. */
    @Override
    public String toString() {
      return "Target[expiresAt=" + expiresAt + "]";
    }
  }

  /** Where a document is to be fetched, and what a scanner says of it. */
  sealed interface Source {
    /**
     * @param scanned whether a scanner found nothing in it; otherwise none has looked
     * @param expiresAt the last instant, included
     */
    record Ready(URI url, boolean scanned, Instant expiresAt) implements Source {
      /** The address is a key: who has it can fetch. */
      @Override
      public String toString() {
        return "Ready[scanned=" + scanned + ", expiresAt=" + expiresAt + "]";
      }
    }

    /** A scanner found something in it: nobody gets it. */
    record Unsafe() implements Source {}
  }

  /** What has become of a document. */
  sealed interface Arrival {
    record Missing() implements Arrival {}

    /**
     * It lies there as it was announced.
     *
     * @param at when it came, which can be long before anybody looks
     */
    record Came(Instant at) implements Arrival {}

    /** Something lies there that is not what was announced. */
    record Differs(String problem) implements Arrival {}
  }
}
