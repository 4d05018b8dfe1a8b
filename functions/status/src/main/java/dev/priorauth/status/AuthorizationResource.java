package dev.priorauth.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.http.Access;
import dev.priorauth.http.AuthorizationView;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.Versions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;

/** One authorization, as it is now. */
@Path("/v1/authorizations")
@Produces(MediaType.APPLICATION_JSON)
public class AuthorizationResource {
  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Books books;
  private final InstantSource clock;

  public AuthorizationResource(
      Callers callers, AuthorizationStore authorizations, Books books, InstantSource clock) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.books = books;
    this.clock = clock;
  }

  @GET
  @Path("/{id}")
  public Response read(
      @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    Authorization state =
        Access.to(AuthorizationId.parse(id).flatMap(authorizations::find), caller, Action.READ);
    ObjectNode body = AuthorizationView.of(state, because(state), Now.of(clock));
    return Response.ok(body).tag(Versions.tag(state.version())).build();
  }

  /** The rules of the book that answered when it was submitted. */
  private List<Rule.Version> because(Authorization state) {
    Basis basis = state.dossier().basis();
    return books
        .byHash(state.submission().payer(), basis.book())
        .map(book -> book.versions(basis.rules()))
        .orElse(List.of());
  }
}
