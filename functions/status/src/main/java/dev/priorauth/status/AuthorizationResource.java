package dev.priorauth.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.http.Callers;
import dev.priorauth.http.DividedView;
import dev.priorauth.http.Grounds;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.Versions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** One authorization, or the parts of a divided request, as they are now. */
@Path("/v1/authorizations")
@Produces(MediaType.APPLICATION_JSON)
public class AuthorizationResource {
  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Grounds grounds;
  private final InstantSource clock;

  public AuthorizationResource(
      Callers callers, AuthorizationStore authorizations, Books books, InstantSource clock) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.grounds = new Grounds(books);
    this.clock = clock;
  }

  /**
   * A reference with a typing error is answered as an unknown one is: it names nothing either, and
   * one answer for all of these tells nobody anything. {@code GET /v1/authorizations?reference=} is
   * for references that people type, and says so.
   */
  @GET
  @Path("/{id}")
  public Response read(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Readers.of(callers, headers);
    new QueryReader(uri.getQueryParameters()).end();
    AuthorizationId wanted = AuthorizationId.parse(id).orElseThrow(RequestProblem::notFound);
    List<Authorization> visible =
        authorizations.byOwnReference(wanted).stream().filter(Readers.maySee(caller)).toList();
    if (visible.isEmpty()) {
      throw RequestProblem.notFound();
    }
    Instant now = Now.of(clock);
    Authorization first = visible.getFirst();
    List<Authorization> extensions = authorizations.extensions(visible);
    return first.id().equals(wanted)
        ? Response.ok(grounds.view(first, extensions, now))
            .tag(Versions.tag(first.version()))
            .build()
        : Response.ok(whole(wanted, visible, extensions, now)).tag(tag(visible)).build();
  }

  private ObjectNode whole(
      AuthorizationId id, List<Authorization> parts, List<Authorization> extensions, Instant now) {
    return DividedView.of(
        id, parts, parts.stream().map(part -> grounds.view(part, extensions, now)).toList(), now);
  }

  /** Another one as soon as any part has changed. */
  private static EntityTag tag(List<Authorization> parts) {
    return new EntityTag(
        parts.stream().map(part -> Long.toString(part.version())).collect(Collectors.joining("-")));
  }
}
