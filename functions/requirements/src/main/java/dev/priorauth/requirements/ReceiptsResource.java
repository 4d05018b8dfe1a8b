package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;

/** Answers that were given, given again. */
@Path("/v1/receipts/{receipt}")
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptsResource {
  private final Books books;
  private final InstantSource clock;

  public ReceiptsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @GET
  public ObjectNode again(@PathParam("receipt") String id, @Context UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    return Receipt.of(id, books.vocabulary())
        .flatMap(receipt -> Replay.of(receipt, books, Now.of(clock)))
        .orElseThrow(RequestProblem::notFound);
  }
}
