package dev.priorauth.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Verification;
import dev.priorauth.core.authorizations.Verification.JudgedLine;
import dev.priorauth.core.authorizations.Verification.Mismatch;
import dev.priorauth.core.authorizations.Verification.Warning;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.sources.Statement;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Filter;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Grounds;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestLog;
import dev.priorauth.http.SourceJson;
import dev.priorauth.status.VerificationReader.Whose;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The servicing provider's check before a service, and the match of a claim after it. What the
 * caller may not see counts as if it were not there.
 */
@Path("/v1/verifications")
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {
  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Books books;
  private final Grounds grounds;
  private final InstantSource clock;

  public VerificationResource(
      Callers callers, AuthorizationStore authorizations, Books books, InstantSource clock) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.books = books;
    this.grounds = new Grounds(books);
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode verify(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = Readers.of(callers, headers);
    new QueryReader(uri.getQueryParameters()).end();
    VerificationReader.Read read = VerificationReader.read(body, books.vocabulary());
    List<Authorization> visible = find(read.whose(), caller);
    ObjectNode json =
        verdict(
            Verification.check(visible.stream().map(grounds::claimRules).toList(), read.claim()));
    return TypingError.put(json, visible.isEmpty() && isMistyped(read.whose()));
  }

  private List<Authorization> find(Whose whose, Actor caller) {
    return switch (whose) {
      case Whose.Number(String written) ->
          authorizations.byReference(written).stream().filter(Readers.maySee(caller)).toList();
      case Whose.Member(var member, var dateOfBirth) ->
          authorizations.allOfMember(
              member, dateOfBirth, Filter.all(Readers.maySee(caller), Now.of(clock)));
    };
  }

  private static boolean isMistyped(Whose whose) {
    return whose instanceof Whose.Number(String written) && AuthorizationId.isMistyped(written);
  }

  private static ObjectNode verdict(Verification.Verdict verdict) {
    RequestLog.answers(verdict.overall().key());
    return Json.object()
        .put("result", verdict.overall().key())
        .<ObjectNode>set("lines", Json.array(verdict.lines(), VerificationResource::line))
        .set("warnings", Json.array(verdict.warnings(), VerificationResource::warning));
  }

  private static ObjectNode line(JudgedLine judged) {
    ObjectNode json =
        Json.object()
            .put("code", judged.line().code())
            .put("units", judged.line().units())
            .put("result", judged.result().key())
            .put("text", judged.text());
    json.set("cite", cite(judged.rule()));
    json.put(
        "authorization",
        judged.by().map(Authorization::id).map(AuthorizationId::text).orElse(null));
    return json.set("mismatches", Json.array(judged.mismatches(), VerificationResource::mismatch));
  }

  private static ObjectNode mismatch(Mismatch mismatch) {
    return Json.object()
        .put("what", mismatch.subject().key())
        .put("text", mismatch.text())
        .set("rule", mismatch.rule().map(SourceJson::statement).orElse(null));
  }

  private static ObjectNode warning(Warning warning) {
    return Json.object()
        .put("kind", warning.caution().key())
        .put("text", warning.text())
        .<ObjectNode>set("cite", cite(warning.rule()))
        .put("authorization", warning.by().text());
  }

  private static ObjectNode cite(Optional<Statement> rule) {
    return rule.map(Statement::cite).map(SourceJson::cite).orElse(null);
  }
}
