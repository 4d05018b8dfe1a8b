package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.SentDocument;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.http.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The documents of an authorization as JSON, with what is asked for. */
final class DocumentsJson {
  private DocumentsJson() {}

  static ObjectNode list(Arrivals.Looked looked) {
    Authorization state = looked.state();
    ObjectNode json = Json.object();
    json.set(
        "documents",
        Json.array(
            state.dossier().documents(),
            sent -> document(sent, Optional.ofNullable(looked.problems().get(sent.id())))));
    return json.set("asks", Json.array(asks(state), DocumentsJson::ask));
  }

  /**
   * A document and where to send it.
   *
   * @param target empty where it has come already
   */
  static ObjectNode announced(
      SentDocument sent, Optional<DocumentStore.Target> target, ZoneId zone) {
    return document(sent, Optional.empty())
        .set("upload", target.map(one -> upload(one, zone)).orElse(null));
  }

  /** A document and where to fetch it. */
  static ObjectNode fetchable(SentDocument sent, DocumentStore.Source.Ready ready, ZoneId zone) {
    ObjectNode json = document(sent, Optional.empty());
    json.putObject("download")
        .put("method", "GET")
        .put("url", ready.url().toString())
        .put("scanned", ready.scanned())
        .put("expiresAt", new Moment.At(ready.expiresAt()).iso(zone));
    return json;
  }

  /**
   * @param lying why what lies there was not taken
   */
  private static ObjectNode document(SentDocument sent, Optional<String> lying) {
    return Json.object()
        .put("id", sent.id())
        .put("ask", sent.ask())
        .put("name", sent.document().name())
        .put("pageNote", sent.document().pageNote())
        .put("mediaType", sent.document().mediaType())
        .put("bytes", sent.document().bytes())
        .put("sha256", sent.document().sha256())
        .put("state", sent.state().key())
        .put("problem", sent.problem().or(() -> lying).orElse(null));
  }

  private static ObjectNode upload(DocumentStore.Target target, ZoneId zone) {
    ObjectNode json = Json.object().put("method", "PUT").put("url", target.url().toString());
    ObjectNode headers = json.putObject("headers");
    target.headers().forEach(headers::put);
    return json.put("expiresAt", new Moment.At(target.expiresAt()).iso(zone));
  }

  /** The documents that are, or were, asked for. Of what is decided nothing is asked any more. */
  private static List<Ask> asks(Authorization state) {
    return switch (state) {
      case Authorization.Pended(_, var pend, _) -> documents(pend.asks());
      case Authorization.Closed(_, var pend) -> documents(pend.asks());
      case Authorization.Approved _,
          Authorization.PartiallyApproved _,
          Authorization.Denied _,
          Authorization.Withdrawn _,
          Authorization.NotRequired _ ->
          List.of();
    };
  }

  private static List<Ask> documents(List<Ask> asks) {
    return asks.stream().filter(ask -> ask.kind() == Ask.Kind.DOCUMENT).toList();
  }

  private static ObjectNode ask(Ask ask) {
    return Json.object()
        .put("id", ask.id())
        .put("what", ask.what())
        .put("from", ask.from().key())
        .put("dueBy", ask.dueBy().toString())
        .put("state", ask.state().key())
        .put("problem", ask.problem().orElse(null));
  }
}
