package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.decisions.Criteria;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Effects.ChecklistItem;
import dev.priorauth.core.rules.Holding;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.http.EffectsJson;
import dev.priorauth.http.FactsJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** What to have at hand before a request is begun. */
@Path("/v1/checklists/{service}")
@Produces(MediaType.APPLICATION_JSON)
public class ChecklistsResource {
  private final Books books;
  private final InstantSource clock;

  public ChecklistsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  /**
   * Every item, and every set of clinical questions, that the given facts do not exclude, each with
   * the facts under which it applies.
   */
  @GET
  public ObjectNode checklist(@PathParam("service") String service, @Context UriInfo uri) {
    books.vocabulary().service(service).orElseThrow(RequestProblem::notFound);
    Inquiry inquiry =
        new InquiryReader(books, Now.of(clock))
            .readAbout(service, new QueryReader(uri.getQueryParameters()));
    List<ObjectNode> items =
        Holding.knownVersions(inquiry.book(), inquiry.facts(), inquiry.on(), inquiry.knownOn())
            .stream()
            .filter(version -> version.inForce().contains(inquiry.on()))
            .flatMap(ChecklistsResource::items)
            .toList();
    ObjectNode json = Json.object().put("on", inquiry.on().toString());
    json.set("facts", FactsJson.write(inquiry.facts()));
    json.set("items", Json.array(items, item -> item));
    return json.set(
        "criteria",
        Json.array(
            Criteria.applicable(inquiry.book().criteriaSets(), inquiry.facts()),
            CriteriaJson::set));
  }

  private static Stream<ObjectNode> items(Rule.Version version) {
    return version.then().checklist().stream().map(item -> item(version, item));
  }

  private static ObjectNode item(Rule.Version version, ChecklistItem item) {
    ObjectNode json = EffectsJson.checklistItem(item).put("rule", version.rule());
    return json.set("when", RuleJson.when(version.when()));
  }
}
