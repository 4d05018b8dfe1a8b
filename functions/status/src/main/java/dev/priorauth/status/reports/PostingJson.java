package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.http.Json;

/** A posting for people. */
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

  static String link(AuthorizationId id) {
    return "/v1/authorizations/" + id.text();
  }
}
