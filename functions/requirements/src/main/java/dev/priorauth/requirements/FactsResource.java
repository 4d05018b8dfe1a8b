package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.http.Json;
import dev.priorauth.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The facts that a question can have, with their values in everyday words. */
@Path("/v1/facts")
@Produces(MediaType.APPLICATION_JSON)
public class FactsResource {
  private final Books books;

  public FactsResource(Books books) {
    this.books = books;
  }

  @GET
  public ObjectNode facts(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    query.end();
    return Json.object()
        .set("facts", Json.array(Arrays.asList(Fact.values()), fact -> fact(fact, payer)));
  }

  private ObjectNode fact(Fact fact, Optional<String> payer) {
    Vocabulary vocabulary = books.vocabulary();
    ObjectNode json =
        Json.object()
            .put("fact", fact.key())
            .put("kind", fact.kind().name().toLowerCase(Locale.ROOT))
            .put("question", vocabulary.facts().get(fact).question());
    return json.set(
        "values",
        Json.array(
            vocabulary.allowed(fact, payer),
            value ->
                Json.object().put("value", value).put("label", vocabulary.label(fact, value))));
  }
}
