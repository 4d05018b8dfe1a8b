package dev.priorauth.datewindows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.Transitions;
import dev.priorauth.core.dates.Transitions.Planned;
import dev.priorauth.core.dates.Transitions.Result;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Statement;
import dev.priorauth.http.Json;
import dev.priorauth.http.KnownOn;
import dev.priorauth.http.PayerBook;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.SourceJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Whether an authorization from before a change of administrator still covers planned services. */
@Path("/v1/transitions/check")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TransitionsResource {
  private final Books books;
  private final InstantSource clock;

  public TransitionsResource(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  @POST
  public ObjectNode check(byte[] body, @Context UriInfo uri) {
    new QueryReader(uri.getQueryParameters()).end();
    TransitionsReader.Asked asked = TransitionsReader.read(body, books.vocabulary());
    RuleBook book = PayerBook.of(books, asked.facts().text(Fact.PAYER).orElseThrow());
    ZoneId zone = book.payer().zone();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant knownOn = asked.knownOn().map(moment -> KnownOn.instant(moment, zone)).orElse(now);
    List<Result> results =
        Transitions.check(book, asked.facts(), asked.earlier(), asked.planned(), knownOn);
    ObjectNode json = Json.object().put("knownOn", new Moment.At(knownOn).iso(zone));
    ArrayNode services = json.putArray("services");
    for (int i = 0; i < results.size(); i++) {
      services.add(write(asked.planned().get(i), results.get(i), book, asked));
    }
    return json;
  }

  private static ObjectNode write(
      Planned planned, Result result, RuleBook book, TransitionsReader.Asked asked) {
    ObjectNode json = Json.object().put("on", planned.on().toString()).put("code", planned.code());
    return switch (result) {
      case Result.Covered(Statement because) ->
          SourceJson.put(json.put("result", "covered"), because);
      case Result.DateOutside(Statement because) ->
          SourceJson.put(json.put("result", "new-request").put("reason", "date-outside"), because);
      case Result.CodeNotIncluded(Statement because) ->
          SourceJson.put(
              json.put("result", "new-request").put("reason", "code-not-included"), because);
      case Result.NoTransition() ->
          json.put("result", "undetermined")
              .put(
                  "text",
                  "No rule that we hold says whether an earlier authorization still counts for "
                      + book.vocabulary().describe(asked.facts())
                      + ". This does not mean that it does: ask the payer.");
    };
  }
}
