package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.Span;
import dev.priorauth.http.Page;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The rules themselves, with their history and sources. */
@Path("/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {
  private final Books books;

  public RulesResource(Books books) {
    this.books = books;
  }

  @GET
  public ObjectNode rules(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Optional<String> service =
        query.oneOf("service", books.vocabulary().allowed(Fact.SERVICE, Optional.empty()));
    Page page = query.page();
    query.end();
    List<Published<Rule>> found =
        rulesOf(Published.booksOf(payer, books)).stream()
            .filter(one -> service.map(id -> speaksAbout(id, one.item())).orElse(true))
            .toList();
    return page.of("rules", found, one -> one.item().id(), RuleJson::brief);
  }

  @GET
  @Path("/{id}")
  public ObjectNode rule(@PathParam("id") String id, @Context UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    return rulesOf(books.all()).stream()
        .filter(one -> one.item().id().equals(id))
        .findFirst()
        .map(RuleJson::whole)
        .orElseThrow(RequestProblem::notFound);
  }

  /** What changed from one day to another, both included. */
  @GET
  @Path("/changes")
  public ObjectNode changes(@Context UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> payer = Published.payer(query, books.vocabulary());
    Span days = query.days("from", "to");
    Page page = query.page();
    query.end();
    List<RuleChange> changes = RuleChange.within(days, rulesOf(Published.booksOf(payer, books)));
    return page.of("changes", changes, RuleChange::key, RuleChange::json);
  }

  private static List<Published<Rule>> rulesOf(List<RuleBook> books) {
    return Published.in(books, RuleBook::rules, Rule::id);
  }

  private static boolean speaksAbout(String service, Rule rule) {
    return rule.versions().stream()
        .anyMatch(version -> version.when().admits(Fact.SERVICE, new FactValue.One(service)));
  }
}
