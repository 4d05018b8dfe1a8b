package dev.priorauth.local;

import dev.priorauth.authorizations.Arrivals;
import dev.priorauth.authorizations.DocumentStore;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Backoff;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes what is sent to a target of {@link UploadFolder}, and gives it back. The address is the
 * key, as it is with S3, so that no token is asked for; and it is no resource, because those take
 * bodies of 1 MiB at most.
 */
@Singleton
class UploadRoute {
  static final String PATH = "/local/documents/";

  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final int OK = 200;
  private static final int TOO_LARGE = 413;

  private final UploadFolder folder;
  private final AuthorizationStore authorizations;
  private final Arrivals arrivals;
  private final InstantSource clock;

  UploadRoute(
      UploadFolder folder,
      AuthorizationStore authorizations,
      Arrivals arrivals,
      InstantSource clock) {
    this.folder = folder;
    this.authorizations = authorizations;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  void serve(@Observes Router router) {
    router
        .put(PATH + ":target")
        .handler(BodyHandler.create(false).setBodyLimit(DocumentStore.MOST_BYTES))
        .blockingHandler(this::receive, false)
        .failureHandler(UploadRoute::fail);
    router.get(PATH + ":target").handler(this::send);
  }

  private void send(RoutingContext call) {
    folder
        .file(call.pathParam("target"))
        .ifPresentOrElse(
            file ->
                call.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                    .putHeader(
                        "content-disposition",
                        "attachment; filename=\"" + file.getFileName() + "\"")
                    .sendFile(file.toString()),
            () -> answer(call, RequestProblem.notFound()));
  }

  private void receive(RoutingContext call) {
    Optional<UploadFolder.Expected> expected = folder.expected(call.pathParam("target"));
    if (expected.isEmpty()) {
      answer(call, RequestProblem.notFound());
      return;
    }
    Authorization state = authorizations.find(expected.get().id()).orElseThrow();
    if (!(state instanceof Authorization.Pended)) {
      answer(call, RequestProblem.of(Kind.CONFLICT, "It is decided: nothing is asked for."));
      return;
    }
    String type =
        Optional.ofNullable(call.request().getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
    byte[] content =
        Optional.ofNullable(call.body().buffer())
            .map(buffer -> buffer.getBytes())
            .orElse(new byte[0]);
    switch (folder.receive(expected.get(), type, content)) {
      case UploadFolder.Receipt.Refused(String problem) ->
          answer(call, RequestProblem.of(Kind.REFUSED, problem));
      case UploadFolder.Receipt.Stored _ -> {
        arrivals.look(state, clock.instant(), Backoff.lasting(PATIENCE));
        call.response().setStatusCode(OK).end();
      }
    }
  }

  private static void fail(RoutingContext call) {
    if (call.statusCode() == TOO_LARGE) {
      answer(
          call,
          RequestProblem.of(
              Kind.TOO_LARGE, "A document has at most " + DocumentStore.MOST_BYTES + " bytes."));
    } else {
      call.next();
    }
  }

  private static void answer(RoutingContext call, RequestProblem problem) {
    call.response()
        .setStatusCode(problem.kind().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, RequestProblem.MEDIA_TYPE)
        .end(problem.json().toString());
  }
}
