package dev.priorauth.http;

import dev.priorauth.http.RequestProblem.Kind;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** Answers what nobody foresaw with an instance to quote; what happened is in the log only. */
@Provider
public final class UnexpectedProblemMapper implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG =
      System.getLogger(UnexpectedProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable cause) {
    return answer(cause);
  }

  static Response answer(Throwable cause) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    LOG.log(Level.ERROR, "A request failed unexpectedly: " + instance, Wordless.of(cause));
    return RequestProblemMapper.response(
        Kind.UNEXPECTED,
        RequestProblem.json(Kind.UNEXPECTED, "Quote the instance to have it looked into.")
            .put("instance", instance));
  }
}
