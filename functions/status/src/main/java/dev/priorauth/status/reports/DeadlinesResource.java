package dev.priorauth.status.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Due;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.Cursor;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is due for the authorizations of an office, soonest first. */
@Path("/v1/deadlines")
public class DeadlinesResource {
  /** So many authorizations are looked at for one answer, the newest first. */
  private static final int LOOKED_AT = 500;

  private static final Period USUAL = Period.ofDays(14);

  private final Callers callers;
  private final OfficeStore offices;
  private final Books books;
  private final InstantSource clock;

  public DeadlinesResource(Callers callers, OfficeStore offices, Books books, InstantSource clock) {
    this.callers = callers;
    this.offices = offices;
    this.books = books;
    this.clock = clock;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, DeadlineCalendar.MEDIA_TYPE})
  public Response due(@Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Office.provider(callers, headers);
    Instant now = Now.of(clock);
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Set<Npi> office = Office.of(caller, query);
    Period within = Within.read(query).orElse(USUAL);
    Optional<String> kind =
        query.oneOf("kind", Arrays.stream(Deadline.Kind.values()).map(Deadline.Kind::key).toList());
    Optional<Cursor> before = Cursors.request("cursor", query.text("cursor"), query);
    query.end();
    List<Authorization> found = offices.newestRequests(office, before, LOOKED_AT + 1);
    List<Authorization> looked = found.subList(0, Math.min(LOOKED_AT, found.size()));
    List<Due> due =
        Due.until(
                now.atZone(Zones.first(books.vocabulary())).toLocalDate().plus(within), looked, now)
            .stream()
            .filter(one -> kind.map(one.deadline().kind().key()::equals).orElse(true))
            .toList();
    if (DeadlineCalendar.isWanted(headers)) {
      return DeadlineCalendar.answer(due, now);
    }
    ObjectNode json = Json.object();
    json.set("deadlines", Json.array(due, DeadlinesResource::json));
    json.put("next", found.size() > LOOKED_AT ? Cursor.after(looked.getLast()).text() : null);
    return Response.ok(json).type(MediaType.APPLICATION_JSON).build();
  }

  private static ObjectNode json(Due due) {
    return Json.object()
        .put("kind", due.deadline().kind().key())
        .put("on", due.deadline().on().toString())
        .put("overdue", due.overdue())
        .put("owner", due.owner().key())
        .put("text", due.deadline().text())
        .put("authorization", due.state().id().text())
        .put("link", PostingJson.link(due.state().id()));
  }
}
