package dev.priorauth.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.messages.Posting;

/** A posting as a CloudEvent 1.0, the same wherever programs are told of it. */
public final class PostingEvent {
  private PostingEvent() {}

  public static String type(Posting posting) {
    return "authorization." + posting.kind().key();
  }

  /** Where the authorization is read, by who may. */
  public static String link(Posting posting) {
    return "/v1/authorizations/" + posting.about().text();
  }

  public static ObjectNode write(Posting posting) {
    ObjectNode event =
        Trees.object()
            .put("specversion", "1.0")
            .put("id", PostingId.of(posting).text())
            .put("source", "/v1/events")
            .put("type", type(posting))
            .put("time", posting.at().toString())
            .put("subject", posting.about().text());
    event.set("data", Trees.object().put("link", link(posting)));
    return event;
  }
}
