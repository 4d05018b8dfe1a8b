package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.directory.AppealRoute;
import dev.priorauth.core.directory.AppealRoutes;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.AppealJson;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where to have a decision looked at again, and whom to talk to about it. */
@Path("/v1/appeal-routes")
@Produces(MediaType.APPLICATION_JSON)
public class AppealRoutesResource {
  private final Books books;
  private final InstantSource clock;

  public AppealRoutesResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  /** The printed routes, and for each payer the kinds of which its sources print none. */
  @GET
  public ObjectNode routes(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    AppealRoutes.Asked asked =
        new AppealRoutes.Asked(
            kind(query),
            query.oneOf("administrator", administrators()),
            query.oneOf("service", services()),
            stage(query));
    query.end();
    Instant now = Now.of(clock);
    List<RuleBook> asking = Published.booksOf(payer, books);
    List<Published<AppealRoute>> found =
        Published.in(asking, book -> AppealRoutes.find(book, asked), AppealRoute::id);
    ObjectNode json =
        Json.object().set("routes", Json.array(found, published -> route(published, now)));
    return json.set(
        "notPrinted",
        Json.array(
            asking.stream().flatMap(book -> notPrinted(book, asked, now)).toList(), one -> one));
  }

  private static Optional<AppealRoute.Kind> kind(QueryReader query) {
    List<AppealRoute.Kind> kinds = List.of(AppealRoute.Kind.values());
    return query
        .oneOf("kind", kinds.stream().map(AppealRoute.Kind::key).toList())
        .flatMap(key -> kinds.stream().filter(kind -> kind.key().equals(key)).findFirst());
  }

  private static Optional<AppealStage> stage(QueryReader query) {
    return query
        .oneOf("stage", Arrays.stream(AppealStage.values()).map(AppealStage::key).toList())
        .flatMap(AppealStage::ofKey);
  }

  private List<String> administrators() {
    return books.all().stream()
        .flatMap(book -> book.directory().administrators().stream())
        .map(Directory.Administrator::id)
        .distinct()
        .toList();
  }

  private Collection<String> services() {
    return books.vocabulary().services().stream().map(Vocabulary.Service::id).toList();
  }

  private static ObjectNode route(Published<AppealRoute> published, Instant now) {
    return AppealJson.route(
        published.item(), published.payers(), published.books().getFirst().directory(), now);
  }

  private static Stream<ObjectNode> notPrinted(
      RuleBook book, AppealRoutes.Asked asked, Instant now) {
    return AppealRoutes.unprinted(book, asked).stream()
        .map(
            kind -> {
              ObjectNode json =
                  Json.object()
                      .put("payer", book.payer().id())
                      .put("kind", kind.key())
                      .put(
                          "text",
                          "The documents print no way for this. That does not mean that there is"
                              + " none: ask the payer.");
              return json.set(
                  "contact",
                  book.directory()
                      .contact(book.payer().contact())
                      .map(contact -> DirectoryJson.contact(contact, now))
                      .orElse(null));
            });
  }
}
