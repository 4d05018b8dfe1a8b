package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Repeats;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Result.Refused;
import dev.priorauth.core.directory.AppealRoutes;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AppendResult;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.http.Access;
import dev.priorauth.http.AppealJson;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Grounds;
import dev.priorauth.http.Json;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.Versions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leads an authorization from one state to the next: who calls, may they, have they read the last
 * version, what comes of it, is it written.
 *
 * <p>Where somebody else writes meanwhile, the same is asked of the new state. Where the same
 * caller did just this last, it is not done again: the answer is the state.
 */
@Singleton
class Steps {
  /** How often a step is tried while others write. */
  private static final int ATTEMPTS = 9;

  private final Callers callers;
  private final AuthorizationStore authorizations;
  private final Arrivals arrivals;
  private final Grounds grounds;
  private final InstantSource clock;

  Steps(
      Callers callers,
      AuthorizationStore authorizations,
      Arrivals arrivals,
      Books books,
      InstantSource clock) {
    this.callers = callers;
    this.authorizations = authorizations;
    this.arrivals = arrivals;
    this.grounds = new Grounds(books);
    this.clock = clock;
  }

  /**
   * What a step leads to.
   *
   * @param again whether it had been done before, and nothing was written
   */
  record Taken(Authorization state, boolean again, Instant at) {}

  /** Takes a step, and answers with the whole authorization. */
  Response answer(
      String id, byte[] body, Function<byte[], Step> reader, HttpHeaders headers, UriInfo uri) {
    Taken taken = take(id, body, reader, headers, uri);
    return answer(taken, view(taken));
  }

  /** Files an appeal, and answers with the authorization and with where the appeal has to go. */
  Response appeal(String id, byte[] body, HttpHeaders headers, UriInfo uri) {
    Taken taken = take(id, body, OfficeReader::appeal, headers, uri);
    ObjectNode json = view(taken);
    json.set("appealRoutes", appealRoutes(taken.state(), taken.at()));
    return answer(taken, json);
  }

  private ObjectNode view(Taken taken) {
    return grounds.view(
        taken.state(), authorizations.extensions(List.of(taken.state())), taken.at());
  }

  private static Response answer(Taken taken, ObjectNode json) {
    return Response.ok(json).tag(Versions.tag(taken.state().version())).build();
  }

  /** The printed ways for the stage of the appeal; none where the sources print none. */
  private ArrayNode appealRoutes(Authorization state, Instant at) {
    return Json.array(
        grounds.book(state).stream()
            .flatMap(
                book ->
                    state.openAppeal().stream()
                        .flatMap(
                            appeal ->
                                AppealRoutes.of(
                                    book,
                                    state.dossier().basis().administrator(),
                                    state.submission().service(),
                                    appeal.stage())
                                    .stream())
                        .map(
                            route ->
                                AppealJson.route(
                                    route, List.of(book.payer().id()), book.directory(), at)))
            .toList(),
        one -> one);
  }

  Taken take(
      String id, byte[] body, Function<byte[], Step> reader, HttpHeaders headers, UriInfo uri) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    Step step = reader.apply(body);
    Instant now = Now.of(clock);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Authorization state = find(id, caller, step.action(), now).state();
      Result result = step.operation().on(state, caller, now);
      Optional<Authorization> done = done(step, state, result, caller);
      if (done.isPresent()) {
        return new Taken(done.get(), true, now);
      }
      Versions.check(headers, state.version());
      switch (result) {
        case Refused refused -> throw Refusals.problem(refused);
        case Done next -> {
          switch (authorizations.append(next)) {
            case AppendResult.Appended _ -> {
              return new Taken(next.state(), false, now);
            }
            case AppendResult.Contended _ -> throw busy();
            case AppendResult.ChangedMeanwhile _, AppendResult.AllotmentExhausted _ -> {
              // The same of the state, and of the balance, as they are now.
            }
          }
        }
      }
    }
    throw busy();
  }

  /** An authorization that the caller may read, with what has come of its documents. */
  Arrivals.Looked read(String id, HttpHeaders headers, UriInfo uri) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    return find(id, caller, Action.READ, Now.of(clock));
  }

  /** What has come is noticed before anything else is judged. */
  private Arrivals.Looked find(String id, Actor caller, Action action, Instant now) {
    return arrivals.look(
        Access.to(AuthorizationId.parse(id).flatMap(authorizations::find), caller, action), now);
  }

  /** The state in which the step has been done already; empty where it has not. */
  private Optional<Authorization> done(
      Step step, Authorization state, Result result, Actor caller) {
    if (step.isDone().test(state)) {
      return Optional.of(state);
    }
    if (!Repeats.isPossible(state, result)) {
      return Optional.empty();
    }
    List<Entry> entries = authorizations.history(state.id());
    return Repeats.isRepeat(
            entries, caller, (before, at) -> step.operation().on(before, caller, at))
        ? Optional.of(Authorization.replay(entries))
        : Optional.empty();
  }

  private static RequestProblem busy() {
    return RequestProblem.of(Kind.BUSY, "Nothing was written. Send it again in a moment.");
  }
}
