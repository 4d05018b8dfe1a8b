package dev.priorauth.status;

import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.http.Access;
import dev.priorauth.http.Callers;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.letters.Letters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** What was approved, as it is now, to print and to send along. */
@Path("/v1/authorizations/{id}/sheet")
public class SheetResource {
  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Books books;

  public SheetResource(Callers callers, AuthorizationStore authorizations, Books books) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.books = books;
  }

  @GET
  public Response read(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context Request request) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    MediaType form = Prints.form(request);
    Authorization state =
        Access.to(AuthorizationId.parse(id).flatMap(authorizations::find), caller, Action.READ);
    if (state.usable().isEmpty()) {
      throw RequestProblem.of(
          Kind.CONFLICT, "Nothing is approved in it: there is no authorization sheet.");
    }
    return Prints.answer(
        Letters.sheet(state, Prints.book(books, state)),
        form,
        "authorization-" + state.id() + "-" + state.version());
  }
}
