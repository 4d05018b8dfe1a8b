package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Event.Document;
import java.util.List;
import java.util.Optional;

/**
 * What an office says of a document before it sends it.
 *
 * @param ask the ask that it answers
 * @param name the file's name; can be personal, not in {@link #toString()}
 * @param pageNote which pages are sent and what they show; can be personal, not in {@link
 *     #toString()}
 * @param bytes its size
 * @param sha256 its checksum, in lower-case hexadecimal
 */
public record Announcement(
    String ask, String name, String pageNote, String mediaType, long bytes, String sha256) {

  Document named(String id) {
    return new Document(id, name, pageNote, mediaType, bytes, sha256);
  }

  /** The document that was announced in the same words and has come, or can still come. */
  public Optional<SentDocument> in(Authorization state) {
    List<SentDocument> awaited = Operations.awaitedDocuments(state);
    return state.dossier().documents().stream()
        .filter(sent -> sent.ask().equals(ask) && sent.document().equals(named(sent.id())))
        .filter(
            sent ->
                switch (sent.state()) {
                  case RECEIVED, ACCEPTED -> true;
                  case AWAITING_UPLOAD -> awaited.contains(sent);
                  case UNREADABLE -> false;
                })
        .findFirst();
  }

  @Override
  public String toString() {
    return "Announcement[ask=" + ask + "]";
  }
}
