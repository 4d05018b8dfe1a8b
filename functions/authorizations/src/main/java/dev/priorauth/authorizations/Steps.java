package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Repeats;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Result.Refused;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AppendResult;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Backoff;
import dev.priorauth.http.Access;
import dev.priorauth.http.Callers;
import dev.priorauth.http.Grounds;
import dev.priorauth.http.Now;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.Versions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
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
  /** How long a step is tried while others write. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
    return Response.ok(
            grounds.view(
                taken.state(), authorizations.extensions(List.of(taken.state())), taken.at()))
        .tag(Versions.tag(taken.state().version()))
        .build();
  }

  Taken take(
      String id, byte[] body, Function<byte[], Step> reader, HttpHeaders headers, UriInfo uri) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    Step step = reader.apply(body);
    Instant now = Now.of(clock);
    Backoff backoff = Backoff.lasting(PATIENCE);
    do {
      Authorization state = find(id, caller, step.action(), now, backoff).state();
      Result result = step.operation().on(state, caller, now);
      Optional<Authorization> done = done(step, state, result, caller);
      if (done.isPresent()) {
        return new Taken(done.get(), true, now);
      }
      Versions.check(headers, state.version());
      switch (result) {
        case Refused refused -> throw Refusals.problem(refused);
        case Done next -> {
          switch (authorizations.append(next, now, backoff)) {
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
    } while (!backoff.isOver());
    throw busy();
  }

  /** An authorization that the caller may read, with what has come of its documents. */
  Arrivals.Looked read(String id, HttpHeaders headers, UriInfo uri) {
    Actor caller = callers.of(headers);
    new QueryReader(uri.getQueryParameters()).end();
    return find(id, caller, Action.READ, Now.of(clock), Backoff.lasting(PATIENCE));
  }

  /** What has come is noticed before anything else is judged. */
  private Arrivals.Looked find(
      String id, Actor caller, Action action, Instant now, Backoff backoff) {
    Optional<AuthorizationId> wanted = AuthorizationId.parse(id);
    return arrivals.look(
        Access.to(
            wanted.flatMap(authorizations::find),
            () -> wanted.map(authorizations::byOwnReference).orElse(List.of()),
            caller,
            action),
        now,
        backoff);
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
