package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.http.Json;

/** A posting for people, and for programs as a CloudEvent 1.0. */
final class PostingJson {
  private PostingJson() {}

  static ObjectNode message(Posting posting, boolean read) {
    return Json.object()
        .put("id", PostingId.of(posting).text())
        .put("kind", posting.kind().key())
        .put("topic", posting.kind().topic().key())
        .put("text", posting.kind().text())
        .put("at", posting.at().toString())
        .put("authorization", posting.about().text())
        .put("link", link(posting.about()))
        .put("read", read);
  }

  static ObjectNode event(Posting posting) {
    ObjectNode event =
        Json.object()
            .put("specversion", "1.0")
            .put("id", PostingId.of(posting).text())
            .put("source", "/v1/events")
            .put("type", "authorization." + posting.kind().key())
            .put("time", posting.at().toString())
            .put("subject", posting.about().text());
    event.set("data", Json.object().put("link", link(posting.about())));
    return event;
  }

  static String link(AuthorizationId id) {
    return "/v1/authorizations/" + id.text();
  }
}
