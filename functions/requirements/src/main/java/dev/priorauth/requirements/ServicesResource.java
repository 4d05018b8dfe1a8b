package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.search.PlainSearch;
import dev.priorauth.http.Json;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.SourceJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The services; with {@code q}, those that these plain words may mean, best first. */
@Path("/v1/services")
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {
  private final Books books;

  public ServicesResource(Books books) {
    this.books = books;
  }

  @GET
  public ObjectNode services(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> words = query.text("q");
    query.end();
    List<Vocabulary.Service> all = books.vocabulary().services();
    List<Vocabulary.Service> found = words.map(text -> PlainSearch.services(all, text)).orElse(all);
    List<RuleBook> published = books.all();
    return Json.object().set("services", Json.array(found, service -> service(service, published)));
  }

  private static ObjectNode service(Vocabulary.Service service, List<RuleBook> published) {
    ObjectNode json = Json.object().put("id", service.id()).put("name", service.name());
    json.set("phrases", SourceJson.texts(service.phrases()));
    return json.set(
        "payers",
        SourceJson.texts(
            published.stream()
                .filter(book -> book.answeredServices().contains(service.id()))
                .map(book -> book.payer().id())
                .toList()));
  }
}
