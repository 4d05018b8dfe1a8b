package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.DirectoryJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.KnownOn;
import dev.priorauth.http.Now;
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

/** Outages and other passing troubles. */
@Path("/v1/notices")
@Produces(MediaType.APPLICATION_JSON)
public class NoticesResource {
  private final Books books;
  private final InstantSource clock;

  public NoticesResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  /** The notices that were the latest word on {@code knownOn}; those then past are not active. */
  @GET
  public ObjectNode notices(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Moment knownOn = query.moment("knownOn").orElseGet(() -> new Moment.At(Now.of(clock)));
    query.end();
    List<Published<Notice>> found =
        Published.in(Published.booksOf(payer, books), book -> known(book, knownOn), Notice::id);
    return Json.object().set("notices", Json.array(found, one -> notice(one, knownOn)));
  }

  private static List<Notice> known(RuleBook book, Moment knownOn) {
    return book.directory().notices().stream()
        .filter(notice -> notice.known().contains(knownOn.day(book.payer().zone())))
        .toList();
  }

  private static ObjectNode notice(Published<Notice> published, Moment knownOn) {
    RuleBook book = published.books().getFirst();
    Instant at = KnownOn.instant(knownOn, book.payer().zone());
    ObjectNode json = DirectoryJson.notice(published.item(), book.directory(), at);
    json.set("payers", SourceJson.texts(published.payers()));
    return json.put("active", published.item().period().contains(knownOn.day(book.payer().zone())));
  }
}
