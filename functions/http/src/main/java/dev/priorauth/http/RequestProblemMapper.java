package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what our own reading of a request refused. */
@Provider
public final class RequestProblemMapper implements ExceptionMapper<RequestProblem> {
  private static final long SOON_SECONDS = 1;
  private static final long LATER_SECONDS = 5;

  @Override
  public Response toResponse(RequestProblem problem) {
    return response(problem.kind(), problem.json());
  }

  static Response response(RequestProblem.Kind kind, ObjectNode document) {
    Response.ResponseBuilder response =
        WholeBody.of(
            Response.status(kind.status()).type(RequestProblem.MEDIA_TYPE), document.toString());
    if (kind == RequestProblem.Kind.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (kind == RequestProblem.Kind.BUSY) {
      response.header(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
    }
    if (kind == RequestProblem.Kind.UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, LATER_SECONDS);
    }
    return response.build();
  }
}
