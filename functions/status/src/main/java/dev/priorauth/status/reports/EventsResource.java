package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.PostingEvent;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Json;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same happenings as the messages, oldest first, for the systems of an office: who keeps the
 * cursor of the last answer gets each of them, also those of a time in which it did not ask.
 */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
  /**
   * Events are given when they are so old. A call that writes takes twenty seconds at most and the
   * index follows within the second, so that none appears before one that was given already.
   */
  private static final Duration SETTLES_AFTER = Duration.ofSeconds(30);

  private static final int USUAL = 25;
  private static final int MOST = 100;

  private final Callers callers;
  private final OfficeStore offices;
  private final InstantSource clock;

  public EventsResource(Callers callers, OfficeStore offices, InstantSource clock) {
    this.callers = callers;
    this.offices = offices;
    this.clock = clock;
  }

  @GET
  public ObjectNode list(@Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Office.provider(callers, headers);
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Set<Npi> office = Office.of(caller, query);
    int limit = query.number("limit", 1, MOST).orElse(USUAL);
    Optional<PostingId> after = Cursors.posting("after", query.text("after"), query);
    query.end();
    List<Posting> found =
        offices.oldest(office, after, clock.instant().minus(SETTLES_AFTER), limit + 1);
    List<Posting> events = found.subList(0, Math.min(limit, found.size()));
    Optional<PostingId> last =
        events.isEmpty() ? after : Optional.of(PostingId.of(events.getLast()));
    ObjectNode json = Json.object();
    json.set("events", Json.array(events, PostingEvent::write));
    return json.put("cursor", last.map(PostingId::text).orElse(null))
        .put("more", found.size() > limit);
  }
}
