package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Ask;
import java.time.Instant;
import java.util.Optional;

/**
 * A document that was announced for an ask.
 *
 * @param problem why it could not be used; given exactly when it is unreadable
 * @param item the item of a checklist that the ask was for; empty where no checklist asked
 * @param receivedAt when it came; empty until then
 */
public record SentDocument(
    String ask,
    Event.Document document,
    State state,
    Optional<String> problem,
    Optional<Ask.Item> item,
    Optional<Instant> receivedAt) {

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

  static SentDocument announced(String ask, Event.Document document, Optional<Ask.Item> item) {
    return new SentDocument(
        ask, document, State.AWAITING_UPLOAD, Optional.empty(), item, Optional.empty());
  }

  public String id() {
    return document.id();
  }

  SentDocument received(Instant at) {
    return new SentDocument(ask, document, State.RECEIVED, Optional.empty(), item, Optional.of(at));
  }

  SentDocument accepted() {
    return new SentDocument(ask, document, State.ACCEPTED, Optional.empty(), item, receivedAt);
  }

  SentDocument unreadable(String why) {
    return new SentDocument(ask, document, State.UNREADABLE, Optional.of(why), item, receivedAt);
  }

  boolean isAwaited() {
    return state == State.AWAITING_UPLOAD;
  }
}
