package dev.priorauth.status;

import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.http.Access;
import dev.priorauth.http.Callers;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
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

/** One letter of an authorization: the same bytes each time. */
@Path("/v1/authorizations/{id}/letters/{number}")
public class LetterResource {
  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Books books;

  public LetterResource(Callers callers, AuthorizationStore authorizations, Books books) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.books = books;
  }

  @GET
  public Response read(
      @PathParam("id") String id,
      @PathParam("number") String number,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context Request request) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    MediaType form = Prints.form(request);
    Authorization state =
        Access.to(AuthorizationId.parse(id).flatMap(authorizations::find), caller, Action.READ);
    Letter letter =
        state.dossier().letters().stream()
            .filter(one -> Integer.toString(one.number()).equals(number))
            .findFirst()
            .orElseThrow(RequestProblem::notFound);
    return Prints.answer(
        Letters.letter(letter, authorizations.history(state.id()), Prints.book(books, state)),
        form,
        "letter-" + state.id() + "-" + letter.number());
  }
}
