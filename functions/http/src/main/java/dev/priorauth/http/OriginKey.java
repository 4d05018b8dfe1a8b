package dev.priorauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.http.RequestProblem.Kind;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.security.MessageDigest;

/**
 * Refuses what comes past CloudFront, where requests of each token and address are counted.
 *
 * <p>CloudFront shows the key that {@code ORIGIN_KEY} has; whoever calls the API's own address does
 * not know it. Where the variable is not set there is no CloudFront, and nothing is asked for.
 */
@Provider
@PreMatching
@Priority(OriginKey.BEFORE_ALL_BUT_THE_LOG)
public final class OriginKey implements ContainerRequestFilter {
  static final int BEFORE_ALL_BUT_THE_LOG = RequestLog.OUTERMOST + 1;

  private static final String HEADER = "X-Origin-Key";

  @Override
  public void filter(ContainerRequestContext request) {
    // Asked for each time: a native image would otherwise keep the builder's.
    String key = System.getenv("ORIGIN_KEY");
    if (key != null && !isSame(key, request.getHeaderString(HEADER))) {
      throw RequestProblem.of(
          Kind.WRONG_ADDRESS,
          "Call the page's own address: everything is there, at the same path.");
    }
  }

  /** Whether they are equal, in a time that does not tell where they differ. */
  private static boolean isSame(String key, String given) {
    return given != null && MessageDigest.isEqual(key.getBytes(UTF_8), given.getBytes(UTF_8));
  }
}
