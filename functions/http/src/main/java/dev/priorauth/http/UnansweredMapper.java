package dev.priorauth.http;

import dev.priorauth.http.RequestProblem.Kind;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Answers that an AWS service did not answer, whatever the SDK tried: not in time, not at all, or
 * that it has too much to do or failed itself. What it refuses is our mistake, and unexpected.
 */
@Provider
public final class UnansweredMapper implements ExceptionMapper<SdkException> {
  private static final System.Logger LOG = System.getLogger(UnansweredMapper.class.getName());

  /** The first status that blames the service. */
  private static final int FAILURES = 500;

  private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Context Request request;
  @Context HttpHeaders headers;

  @Override
  public Response toResponse(SdkException cause) {
    if (isRefusal(cause)) {
      return UnexpectedProblemMapper.answer(cause);
    }
    LOG.log(Level.ERROR, "A request could not be answered now", Wordless.of(cause));
    return RequestProblemMapper.response(
        Kind.UNAVAILABLE,
        RequestProblem.json(
            Kind.UNAVAILABLE,
            detail(request.getMethod(), headers.getHeaderString("Idempotency-Key") != null)));
  }

  static boolean isRefusal(SdkException cause) {
    return cause instanceof SdkServiceException answer
        && answer.statusCode() < FAILURES
        && !answer.isThrottlingException();
  }

  static String detail(String method, boolean hasKey) {
    if (READING.contains(method)) {
      return "Nothing was changed. Send it again in a moment.";
    }
    return hasKey
        ? "It may have been stored, or not. Send it again with the same Idempotency-Key: it is"
            + " stored once."
        : "What it writes, if anything, may have been written, or not. Send the same again in a"
            + " moment.";
  }
}
