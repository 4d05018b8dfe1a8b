package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Reference;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.search.PlainSearch;
import dev.priorauth.http.DirectoryJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.Page;
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

/** Cited facts that are not tied to one service, such as how a portal lets users in. */
@Path("/v1/references")
@Produces(MediaType.APPLICATION_JSON)
public class ReferencesResource {
  private final Books books;

  public ReferencesResource(Books books) {
    this.books = books;
  }

  @GET
  public ObjectNode references(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Optional<String> kind = query.oneOf("kind", kinds());
    Optional<String> words = query.text("q");
    Page page = query.page();
    query.end();
    List<Published<Reference>> all =
        Published.in(Published.booksOf(payer, books), RuleBook::references, Reference::id).stream()
            .filter(one -> kind.map(one.item().kind()::equals).orElse(true))
            .toList();
    List<Published<Reference>> found =
        words.map(text -> PlainSearch.find(all, ReferencesResource::texts, text)).orElse(all);
    return page.of("references", found, one -> one.item().id(), ReferencesResource::json);
  }

  private List<String> kinds() {
    return books.all().stream()
        .flatMap(book -> book.references().stream())
        .map(Reference::kind)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> texts(Published<Reference> one) {
    return List.of(one.item().about(), one.item().statement().text());
  }

  private static ObjectNode json(Published<Reference> published) {
    Reference reference = published.item();
    ObjectNode json = Json.object().put("id", reference.id());
    json.set("payers", SourceJson.texts(published.payers()));
    json.put("kind", reference.kind()).put("about", reference.about());
    json.set("known", DirectoryJson.span(Json.object(), reference.known()));
    SourceJson.put(json, reference.statement());
    return json.set("also", SourceJson.cites(reference.also()));
  }
}
