package dev.priorauth.core.authorizations;

import java.util.Optional;

/**
 * A document that was announced for an ask.
 *
 * @param problem why it could not be used; given exactly when it is unreadable
 */
public record SentDocument(
    String ask, Event.Document document, State state, Optional<String> problem) {

  public enum State {
    /** It was announced; nothing has come yet. */
    AWAITING_UPLOAD("awaiting-upload"),
    /** It came as it was announced; nobody has looked at it yet. */
    RECEIVED("received"),
    ACCEPTED("accepted"),
    /** It could not be used: another one has to come. */
    UNREADABLE("unreadable");

    private final String key;

    State(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public SentDocument {
    if (problem.isPresent() != (state == State.UNREADABLE)) {
      throw new IllegalArgumentException("a document has a problem exactly when it is unreadable");
    }
  }

  static SentDocument announced(String ask, Event.Document document) {
    return new SentDocument(ask, document, State.AWAITING_UPLOAD, Optional.empty());
  }

  public String id() {
    return document.id();
  }

  SentDocument received() {
    return new SentDocument(ask, document, State.RECEIVED, Optional.empty());
  }

  SentDocument accepted() {
    return new SentDocument(ask, document, State.ACCEPTED, Optional.empty());
  }

  SentDocument unreadable(String why) {
    return new SentDocument(ask, document, State.UNREADABLE, Optional.of(why));
  }

  boolean isAwaited() {
    return state == State.AWAITING_UPLOAD;
  }
}
