package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.CodeList;
import dev.priorauth.core.rules.RuleBook;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The codes that the payers' programmes list. A code that no list has is unknown; that does not
 * mean that it needs no authorization.
 */
@Path("/v1/codes")
@Produces(MediaType.APPLICATION_JSON)
public class CodesResource {
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2100;

  private static final Map<String, Comparator<Listed>> ORDERS =
      Map.of(
          "code", Comparator.comparing((Listed one) -> one.entry().code()),
          "description", Comparator.comparing((Listed one) -> one.entry().description()),
          "category", Comparator.comparing((Listed one) -> one.entry().category()));

  private final Books books;

  public CodesResource(Books books) {
    this.books = books;
  }

  private record Listed(String payer, CodeList list, CodeList.Entry entry) {
    String key() {
      return String.join(
          "/",
          payer,
          list.programme(),
          Integer.toString(list.year()),
          entry.code(),
          entry.category());
    }
  }

  @GET
  public ObjectNode codes(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Optional<String> program = query.oneOf("program", programs());
    Optional<Integer> year = query.number("year", FIRST_YEAR, LAST_YEAR);
    String sort = query.oneOf("sort", ORDERS.keySet().stream().sorted().toList()).orElse("code");
    Page page = query.page();
    query.end();
    List<Listed> found =
        Published.booksOf(payer, books).stream()
            .flatMap(book -> book.codeLists().stream().flatMap(list -> listed(book, list)))
            .filter(one -> program.map(one.list().programme()::equals).orElse(true))
            .filter(one -> year.map(wanted -> wanted == one.list().year()).orElse(true))
            .sorted(ORDERS.get(sort).thenComparing(Listed::key))
            .toList();
    return page.of("codes", found, Listed::key, CodesResource::json);
  }

  private List<String> programs() {
    return books.all().stream()
        .flatMap(book -> book.codeLists().stream())
        .map(CodeList::programme)
        .distinct()
        .toList();
  }

  private static java.util.stream.Stream<Listed> listed(RuleBook book, CodeList list) {
    return list.entries().stream().map(entry -> new Listed(book.payer().id(), list, entry));
  }

  private static ObjectNode json(Listed one) {
    return Json.object()
        .put("code", one.entry().code())
        .put("description", one.entry().description())
        .put("category", one.entry().category())
        .put("service", one.entry().service())
        .put("payer", one.payer())
        .put("program", one.list().programme())
        .put("year", one.list().year())
        .set("cite", SourceJson.cite(one.entry().cite()));
  }
}
