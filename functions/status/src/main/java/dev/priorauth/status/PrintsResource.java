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
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.letters.Letters;
import dev.priorauth.letters.Printed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is printed of an authorization. */
@Path("/v1/authorizations/{id}")
public class PrintsResource {
  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Books books;
  private final InstantSource clock;

  public PrintsResource(
      Callers callers, AuthorizationStore authorizations, Books books, InstantSource clock) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.books = books;
    this.clock = clock;
  }

  /** One letter: the same bytes each time. */
  @GET
  @Path("/letters/{number}")
  public Response letter(
      @PathParam("id") String id,
      @PathParam("number") String number,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context Request request) {
    return print(id, headers, uri, request, state -> letter(state, number));
  }

  /** What was approved, as it is now, to print and to send along. */
  @GET
  @Path("/sheet")
  public Response sheet(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context Request request) {
    return print(id, headers, uri, request, this::sheet);
  }

  /**
   * @param name the name to keep it under, without extension
   */
  private record Print(Printed printed, String name) {}

  private Response print(
      String id,
      HttpHeaders headers,
      UriInfo uri,
      Request request,
      Function<Authorization, Print> printing) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    MediaType form = Prints.form(request);
    Optional<AuthorizationId> wanted = AuthorizationId.parse(id);
    Authorization state =
        Access.to(
            wanted.flatMap(authorizations::find),
            () -> wanted.map(authorizations::byOwnReference).orElse(List.of()),
            caller,
            Action.READ);
    Print print = printing.apply(state);
    return Prints.answer(print.printed(), form, print.name());
  }

  private Print letter(Authorization state, String number) {
    Letter letter =
        state.dossier().letters().stream()
            .filter(one -> Integer.toString(one.number()).equals(number))
            .findFirst()
            .orElseThrow(RequestProblem::notFound);
    return new Print(
        Letters.letter(letter, authorizations.history(state.id()), Prints.book(books, state)),
        "letter-" + state.id() + "-" + letter.number());
  }

  private Print sheet(Authorization state) {
    if (state.usable().isEmpty()) {
      throw RequestProblem.of(
          Kind.CONFLICT, "Nothing is approved in it: there is no authorization sheet.");
    }
    return new Print(
        Letters.sheet(state, Prints.book(books, state), Now.of(clock)),
        "authorization-" + state.id() + "-" + state.version());
  }
}
