package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.directory.Program;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.search.PlainSearch;
import dev.priorauth.http.DirectoryJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.Page;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.SourceJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programmes, portals, tools, vendors, products and forms that the documents name: what each
 * is, what it is not, and where to go with it.
 */
@Path("/v1/programs")
@Produces(MediaType.APPLICATION_JSON)
public class ProgramsResource {
  private final Books books;
  private final InstantSource clock;

  public ProgramsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @GET
  public ObjectNode programs(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> words = query.text("q");
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Page page = query.page();
    query.end();
    List<Published<Program>> all =
        Published.in(
            Published.booksOf(payer, books), book -> book.directory().programs(), Program::id);
    List<Published<Program>> found =
        words.map(text -> PlainSearch.find(all, ProgramsResource::names, text)).orElse(all);
    Instant now = Now.of(clock);
    return page.of("programs", found, one -> one.item().id(), one -> program(one, now));
  }

  private static List<String> names(Published<Program> program) {
    return Stream.concat(Stream.of(program.item().name()), program.item().aliases().stream())
        .toList();
  }

  private static ObjectNode program(Published<Program> published, Instant now) {
    Program program = published.item();
    Directory directory = published.books().getFirst().directory();
    ObjectNode json = Json.object().put("id", program.id()).put("name", program.name());
    json.set("payers", SourceJson.texts(published.payers()));
    json.set("aliases", SourceJson.texts(program.aliases()));
    json.set("notTheSameAs", SourceJson.texts(program.notTheSameAs()));
    json.put("kind", program.kind()).put("authorization", program.authorization());
    json.set("services", SourceJson.texts(program.services()));
    json.put("product", program.product().orElse(null))
        .put("text", program.text())
        .put("destination", program.destination());
    json.set(
        "contacts",
        Json.array(
            program.contacts().stream().map(directory::contact).flatMap(Optional::stream).toList(),
            contact -> DirectoryJson.contact(contact, now)));
    return json.set("cite", SourceJson.cite(program.cite()));
  }
}
