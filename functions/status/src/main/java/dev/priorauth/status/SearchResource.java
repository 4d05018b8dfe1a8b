package dev.priorauth.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Filter;
import dev.priorauth.dynamodb.Page;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Grounds;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds authorizations by whatever is known of them, with any payer. */
@Path("/v1/authorizations")
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
  private static final String REFERENCE = "reference";

  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Books books;
  private final Grounds grounds;
  private final InstantSource clock;

  public SearchResource(
      Callers callers, AuthorizationStore authorizations, Books books, InstantSource clock) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.books = books;
    this.grounds = new Grounds(books);
    this.clock = clock;
  }

  @GET
  public ObjectNode byReference(@Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Readers.of(callers, headers);
    Instant now = Now.of(clock);
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> reference = query.text(REFERENCE);
    if (!uri.getQueryParameters().containsKey(REFERENCE)) {
      query.add(List.of(Problem.of(REFERENCE, "This is missing.")));
    }
    query.end();
    SearchRequest request =
        new SearchRequest.ByReference(
            reference.orElseThrow(), Filter.all(Readers.maySee(caller), now));
    return answer(request, request.page(authorizations), Optional.empty(), now);
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode search(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Readers.of(callers, headers);
    Instant now = Now.of(clock);
    new QueryReader(uri.getQueryParameters()).end();
    SearchReader.Read read = SearchReader.read(body, caller, books.vocabulary(), now);
    Page page = read.request().page(authorizations);
    return answer(read.request(), page, page.next().map(read.cursor()::text), now);
  }

  private ObjectNode answer(SearchRequest request, Page page, Optional<String> next, Instant now) {
    ObjectNode json = Json.object();
    List<Authorization> extensions = authorizations.extensions(page.hits());
    json.set("authorizations", Json.array(page.hits(), hit -> grounds.view(hit, extensions, now)));
    return TypingError.put(json.put("next", next.orElse(null)), request.hasTypingError(page));
  }
}
