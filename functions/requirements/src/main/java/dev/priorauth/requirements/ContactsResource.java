package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.DirectoryJson;
import dev.priorauth.http.Json;
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

/** Whom to reach for what. */
@Path("/v1/contacts")
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {
  private final Books books;
  private final InstantSource clock;

  public ContactsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @GET
  public ObjectNode contacts(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Optional<String> administrator = query.oneOf("administrator", administrators());
    Optional<String> topic = query.oneOf("topic", ids(topicsOf(books.all())));
    query.end();
    Instant now = Now.of(clock);
    List<Published<Contact>> found =
        Published.in(Published.booksOf(payer, books), book -> knownAt(now, book), Contact::id)
            .stream()
            .filter(one -> administrator.map(one.item().administrator()::equals).orElse(true))
            .filter(one -> topic.map(one.item().topics()::contains).orElse(true))
            .toList();
    return Json.object().set("contacts", Json.array(found, one -> contact(one, topic, now)));
  }

  @GET
  @Path("/topics")
  public ObjectNode topics(@Context UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    return Json.object()
        .set(
            "topics",
            Json.array(
                topicsOf(books.all()),
                topic -> Json.object().put("id", topic.id()).put("text", topic.text())));
  }

  private List<String> administrators() {
    return books.all().stream()
        .flatMap(book -> book.directory().administrators().stream())
        .map(Directory.Administrator::id)
        .distinct()
        .toList();
  }

  private static List<Directory.Topic> topicsOf(List<RuleBook> books) {
    return books.stream().flatMap(book -> book.directory().topics().stream()).distinct().toList();
  }

  private static List<String> ids(List<Directory.Topic> topics) {
    return topics.stream().map(Directory.Topic::id).toList();
  }

  private static List<Contact> knownAt(Instant now, RuleBook book) {
    return book.directory().contacts().stream()
        .filter(contact -> contact.known().contains(Now.day(now, book)))
        .toList();
  }

  private static ObjectNode contact(
      Published<Contact> published, Optional<String> topic, Instant now) {
    Contact contact = published.item();
    ObjectNode json =
        Json.object()
            .put("topic", topic.or(() -> contact.topics().stream().findFirst()).orElse(null));
    json.set("topics", SourceJson.texts(contact.topics()));
    json.set("payers", SourceJson.texts(published.payers()));
    json.setAll(DirectoryJson.contact(contact, now));
    json.set("services", SourceJson.texts(contact.services()));
    json.set("products", SourceJson.texts(contact.products()));
    return json;
  }
}
