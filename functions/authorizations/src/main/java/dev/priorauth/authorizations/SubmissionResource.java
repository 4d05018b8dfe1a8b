package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.priorauth.authorizations.SubmissionReader.Read;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.dynamodb.StoredProfile;
import dev.priorauth.http.Access;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.WholeBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where an office asks for an authorization, or for more of one. */
@Path("/v1/authorizations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionResource {
  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 64;

  private final Callers callers;
  private final Books books;
  private final ProfileStore profiles;
  private final AuthorizationStore authorizations;
  private final Submitting submitting;
  private final InstantSource clock;

  SubmissionResource(
      Callers callers,
      Books books,
      ProfileStore profiles,
      AuthorizationStore authorizations,
      Submitting submitting,
      InstantSource clock) {
    this.callers = callers;
    this.books = books;
    this.profiles = profiles;
    this.authorizations = authorizations;
    this.submitting = submitting;
    this.clock = clock;
  }

  @POST
  public Response submit(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = provider(headers);
    return answer(caller, headers, uri, reader -> reader.read(body));
  }

  /** What the authorization says already may be left out of the body. */
  @POST
  @Path("/{id}/extensions")
  public Response extend(
      @PathParam("id") String id, byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = provider(headers);
    Authorization extended =
        Access.to(AuthorizationId.parse(id).flatMap(authorizations::find), caller, Action.EXTEND);
    return answer(caller, headers, uri, reader -> reader.readExtension(body, extended));
  }

  private Response answer(
      Actor caller, HttpHeaders headers, UriInfo uri, Function<SubmissionReader, Read> reading) {
    boolean dryRun = isDryRun(uri);
    Optional<String> key = dryRun ? Optional.empty() : Optional.of(key(headers));
    Instant now = Now.of(clock);
    Read read = reading.apply(new SubmissionReader(books, caller, now));
    Optional<SubmissionOutcome> earlier =
        key.flatMap(
            given ->
                read.submission().flatMap(submission -> submitting.earlier(submission, given)));
    SubmissionOutcome submitted =
        earlier.orElseGet(
            () -> {
              Submission submission = complete(read, caller);
              return key.map(given -> submitting.submit(submission, given, caller, now))
                  .orElseGet(() -> submitting.dryRun(submission, caller, now));
            });
    return response(submitted, now);
  }

  private static Response response(SubmissionOutcome submitted, Instant now) {
    return switch (submitted) {
      case SubmissionOutcome.Stored(FirstAnswer answer) ->
          WholeBody.of(
                  Response.created(URI.create("/v1/authorizations/" + answer.id())),
                  answer.body().toString())
              .tag(new EntityTag(answer.tag()))
              .build();
      case SubmissionOutcome.DryRun(var body) -> Response.ok(body).build();
      case SubmissionOutcome.Refused(var parts) -> throw SubmittedJson.refused(parts, now);
      case SubmissionOutcome.Invalid(var problems) -> throw RequestProblem.invalidBody(problems);
      case SubmissionOutcome.InvalidDate(var problems, var next) ->
          throw Refusals.withNext(RequestProblem.invalidBody(problems), next);
      case SubmissionOutcome.Duplicate(var of) -> throw duplicate(of);
      case SubmissionOutcome.NotExtendable(String text) ->
          throw RequestProblem.of(Kind.CONFLICT, text);
      case SubmissionOutcome.KeyReused _ ->
          throw RequestProblem.of(
              Kind.REFUSED,
              "This Idempotency-Key was used for another body. Use a new key for a new request.");
      case SubmissionOutcome.Busy _ ->
          throw RequestProblem.of(Kind.BUSY, "Nothing was stored. Send it again in a moment.");
    };
  }

  private static RequestProblem duplicate(Optional<AuthorizationId> of) {
    return of.map(
            id ->
                RequestProblem.of(
                        Kind.CONFLICT,
                        "The member has a live authorization for this service and provider on"
                            + " these days. If both are wanted, send it again with duplicateOf and"
                            + " allowDuplicate.")
                    .with("duplicateOf", TextNode.valueOf(id.text())))
        .orElseGet(
            () ->
                RequestProblem.of(
                    Kind.CONFLICT,
                    "Another office has asked for this service and provider on these days. The"
                        + " servicing provider has its reference: with it as duplicateOf, and"
                        + " allowDuplicate, both can be asked for."));
  }

  /**
   * The submission, where the body and the caller's profile have all that it needs.
   *
   * @throws RequestProblem with all that is wrong or missing, if anything is
   */
  private Submission complete(Read read, Actor caller) {
    List<Problem> problems = new ArrayList<>(read.problems());
    profiles
        .find(caller.sub())
        .map(StoredProfile::profile)
        .orElseGet(() -> Profile.none(caller.sub()))
        .missing()
        .forEach(
            part ->
                problems.add(
                    Problem.of(
                        "profile." + part,
                        "Your profile lacks this. Add it with PUT /v1/profile.")));
    if (!problems.isEmpty()) {
      throw RequestProblem.invalidBody(problems);
    }
    return read.submission().orElseThrow();
  }

  private Actor provider(HttpHeaders headers) {
    Actor caller = callers.of(headers);
    if (caller.role() != Role.PROVIDER) {
      throw RequestProblem.notFound();
    }
    return caller;
  }

  private static boolean isDryRun(UriInfo uri) {
    QueryReader query = new QueryReader(uri.getQueryParameters());
    Optional<String> dryRun = query.oneOf("dryRun", List.of("true", "false"));
    query.end();
    return dryRun.filter("true"::equals).isPresent();
  }

  private static String key(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(KEY))
        .filter(key -> !key.isBlank() && key.length() <= LONGEST_KEY)
        .orElseThrow(
            () ->
                RequestProblem.of(
                    Kind.OTHER,
                    "Send an Idempotency-Key of 1 to "
                        + LONGEST_KEY
                        + " characters: a new one for each request, the same one to send a request"
                        + " again."));
  }
}
