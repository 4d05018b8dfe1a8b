package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.Optional;

/** What many services need, soonest to act first. */
@Path("/v1/requirements/batch")
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {
  private static final String CSV = "text/csv";

  private final Books books;
  private final InstantSource clock;

  public BatchResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, CSV})
  public ObjectNode answer(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<Moment> knownOn = query.moment("knownOn");
    query.end();
    BatchReader reader =
        new BatchReader(books.vocabulary(), new InquiryReader(books, Now.of(clock)), knownOn);
    boolean table = headers.getMediaType().isCompatible(MediaType.valueOf(CSV));
    return Batch.answer(table ? reader.csv(body) : reader.json(body));
  }
}
