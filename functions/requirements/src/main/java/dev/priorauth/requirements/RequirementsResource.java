package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;

/** What a service needs. */
@Path("/v1/requirements")
@Produces(MediaType.APPLICATION_JSON)
public class RequirementsResource {
  private final Books books;
  private final InstantSource clock;

  public RequirementsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @GET
  public ObjectNode answer(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    ObjectNode json = new InquiryReader(books, Now.of(clock)).read(query).json();
    RequestLog.answers(json.get("answer").textValue());
    return json;
  }
}
