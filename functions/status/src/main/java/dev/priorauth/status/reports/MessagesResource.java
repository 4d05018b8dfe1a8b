package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Json;
import dev.priorauth.http.Page;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an office is told of its authorizations, and what it has read of that. */
@Path("/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {
  private final Callers callers;
  private final OfficeStore offices;

  public MessagesResource(Callers callers, OfficeStore offices) {
    this.callers = callers;
    this.offices = offices;
  }

  @GET
  public ObjectNode list(@Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Office.provider(callers, headers);
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Set<Npi> office = Office.of(caller, query);
    Page page = query.page();
    Optional<PostingId> after = Cursors.posting("cursor", page.cursor(), query);
    Optional<String> unread = query.oneOf("unread", List.of("true", "false"));
    query.end();
    Inbox inbox = new Inbox(offices, office);
    Inbox.Part part =
        inbox.part(after, page.limit(), unread.map(Boolean::parseBoolean).orElse(false));
    ObjectNode json = Json.object();
    json.set(
        "messages",
        Json.array(part.messages(), one -> PostingJson.message(one.posting(), one.read())));
    json.set("unread", Json.object().put("count", inbox.unread()).put("among", Inbox.LOOKED_AT));
    return json.put("next", part.next().map(PostingId::text).orElse(null));
  }

  /** Marks some as read; those that were read before stay so. */
  @POST
  @Path("/read")
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode read(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Office.provider(callers, headers);
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Set<Npi> office = Office.of(caller, query);
    query.end();
    List<PostingId> ids = ReadReader.read(body);
    List<Problem> unknown = new ArrayList<>();
    for (PostingId id : ids) {
      if (!offices.markRead(office, id)) {
        unknown.add(ReadReader.unknown(ids.indexOf(id)));
      }
    }
    if (!unknown.isEmpty()) {
      throw RequestProblem.invalidBody(unknown);
    }
    ObjectNode json = Json.object().put("read", ids.size());
    return json.set(
        "unread",
        Json.object()
            .put("count", new Inbox(offices, office).unread())
            .put("among", Inbox.LOOKED_AT));
  }
}
