package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.DirectoryJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;

/** The payers with their products and the contact that answers where no rule speaks. */
@Path("/v1/payers")
@Produces(MediaType.APPLICATION_JSON)
public class PayersResource {
  private final Books books;
  private final InstantSource clock;

  public PayersResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @GET
  public ObjectNode payers(@Context UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    Instant now = Now.of(clock);
    return Json.object()
        .set("payers", Json.array(books.vocabulary().payers(), payer -> payer(payer, now)));
  }

  private ObjectNode payer(Vocabulary.Payer payer, Instant now) {
    ObjectNode json =
        Json.object()
            .put("id", payer.id())
            .put("name", payer.name())
            .put("zone", payer.zone().getId());
    json.set("products", Json.array(payer.products(), this::product));
    return json.set(
        "contact",
        books
            .book(payer.id())
            .flatMap(book -> book.directory().contact(payer.contact()))
            .map(contact -> DirectoryJson.contact(contact, now))
            .orElse(null));
  }

  private ObjectNode product(String product) {
    return Json.object()
        .put("value", product)
        .put("label", books.vocabulary().label(Fact.PRODUCT, product));
  }
}
