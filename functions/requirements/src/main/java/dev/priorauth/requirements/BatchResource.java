package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.http.Books;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.Receipts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What many services need, soonest to act first. */
@Path("/v1/requirements/batch")
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {
  private final Books books;
  private final Receipts receipts;
  private final InstantSource clock;

  public BatchResource(Books books, Receipts receipts, InstantSource clock) {
    this.books = books;
    this.receipts = receipts;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode json(byte[] body, @Context UriInfo uri) {
    return answer(reader(uri).json(body));
  }

  @POST
  @Consumes("text/csv")
  public ObjectNode csv(byte[] body, @Context UriInfo uri) {
    return answer(reader(uri).csv(body));
  }

  private BatchReader reader(UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<Moment> knownOn = query.moment("knownOn");
    query.end();
    return new BatchReader(books.vocabulary(), new InquiryReader(books, Now.of(clock)), knownOn);
  }

  private ObjectNode answer(List<Batch.Row> rows) {
    receipts.keep(Batch.receipts(rows));
    return Batch.answer(rows);
  }
}
