package dev.priorauth.http;

import dev.priorauth.http.RequestProblem.Kind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what the router refused before one of our methods was called. */
@Provider
public final class RoutingProblemMapper implements ExceptionMapper<WebApplicationException> {

  @Context UriInfo uri;

  @Override
  public Response toResponse(WebApplicationException refusal) {
    int status = refusal.getResponse().getStatus();
    if (status >= 500) {
      return UnexpectedProblemMapper.answer(refusal);
    }
    Response answer = RequestProblemMapper.response(kind(status), problem(status).json());
    return kind(status) == Kind.METHOD_NOT_ALLOWED
        ? Response.fromResponse(answer)
            .header(HttpHeaders.ALLOW, Routes.methods(uri.getPath()))
            .build()
        : answer;
  }

  private static RequestProblem problem(int status) {
    return switch (kind(status)) {
      case NOT_FOUND -> RequestProblem.notFound();
      case METHOD_NOT_ALLOWED ->
          RequestProblem.of(Kind.METHOD_NOT_ALLOWED, "Use a method that Allow names.");
      case NOT_ACCEPTABLE ->
          RequestProblem.of(
              Kind.NOT_ACCEPTABLE, "Accept application/json, or leave the header out.");
      case UNSUPPORTED_MEDIA_TYPE ->
          RequestProblem.of(
              Kind.UNSUPPORTED_MEDIA_TYPE,
              "Send Content-Type: application/json, in UTF-8, or another type that this address"
                  + " documents.");
      case TOO_LARGE -> BodyLimits.tooLarge();
      case BAD_QUERY,
          NOT_JSON,
          NOT_CSV,
          UNAUTHENTICATED,
          WRONG_ADDRESS,
          CHANGED_MEANWHILE,
          CONFLICT,
          INVALID_BODY,
          REFUSED,
          OTHER,
          UNEXPECTED,
          NOT_PUBLISHED,
          BUSY,
          NOT_READY,
          NO_WEBHOOKS,
          UNAVAILABLE ->
          RequestProblem.of(Kind.OTHER, "The request's line or headers cannot be understood.");
    };
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 404 -> Kind.NOT_FOUND;
      case 405 -> Kind.METHOD_NOT_ALLOWED;
      case 406 -> Kind.NOT_ACCEPTABLE;
      case 413 -> Kind.TOO_LARGE;
      case 415 -> Kind.UNSUPPORTED_MEDIA_TYPE;
      default -> Kind.OTHER;
    };
  }
}
