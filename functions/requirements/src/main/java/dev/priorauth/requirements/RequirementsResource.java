package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.receipts.Receipts;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;

/** What a service needs. */
@Path("/v1/requirements")
@Produces(MediaType.APPLICATION_JSON)
public class RequirementsResource {
  private final Books books;
  private final Receipts receipts;
  private final InstantSource clock;

  public RequirementsResource(Books books, Receipts receipts, InstantSource clock) {
    this.books = books;
    this.receipts = receipts;
    this.clock = clock;
  }

  @GET
  public ObjectNode answer(@Context UriInfo uri) {
    Inquiry inquiry =
        new InquiryReader(books, Now.of(clock)).read(new QueryReader(uri.getQueryParameters()));
    receipts.keep(List.of(inquiry.receipt()));
    return inquiry.json();
  }
}
