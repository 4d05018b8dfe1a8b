package dev.priorauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Bodies that are sent whole, with their length.
 *
 * <p>Without a length Quarkus sends more than 8 KiB in chunks, and its Lambda handler then gives
 * the answer an empty Transfer-Encoding, for which some clients wait forever. {@link JsonWriter}
 * does the same for trees.
 */
public final class WholeBody {
  private WholeBody() {}

  public static Response.ResponseBuilder of(Response.ResponseBuilder response, byte[] body) {
    return response.entity(body).header(HttpHeaders.CONTENT_LENGTH, body.length);
  }

  /** A text in UTF-8. */
  public static Response.ResponseBuilder of(Response.ResponseBuilder response, String body) {
    return of(response, body.getBytes(UTF_8));
  }
}
