package dev.priorauth.http;

import dev.priorauth.http.RequestProblem.Kind;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses bodies that are too large, not declared, or not in UTF-8, before they are read. */
@Provider
@PreMatching
public final class BodyLimits implements ContainerRequestFilter {
  /** 1 MiB. */
  public static final int MOST_BYTES = 1 << 20;

  /** What a request of these methods carries means nothing (RFC 9110), and is not read. */
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

  private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+\\s*(;.*)?");
  private static final Pattern OTHER_CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*(?!\"?utf-8\"?\\s*(;|$))");

  @Override
  public void filter(ContainerRequestContext request) {
    if (WITHOUT_BODY.contains(request.getMethod())) {
      // Nor what is said of it, which the framework would try to understand.
      request.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
      return;
    }
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > MOST_BYTES) {
      throw tooLarge();
    }
    boolean hasBody =
        length != null ? !length.equals("0") : request.getHeaderString("Transfer-Encoding") != null;
    if (hasBody && !isDeclared(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
      throw RequestProblem.of(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          "Declare the body's media type in Content-Type; its characters must be UTF-8.");
    }
  }

  static boolean isDeclared(String type) {
    return type != null
        && MEDIA_TYPE.matcher(type.strip()).matches()
        && !OTHER_CHARSET.matcher(type).find();
  }

  static RequestProblem tooLarge() {
    return RequestProblem.of(
        Kind.TOO_LARGE, "A body may have at most " + MOST_BYTES + " bytes. Send it in parts.");
  }

  /**
   * The characters of a body.
   *
   * @throws RequestProblem if it is too large or not UTF-8
   */
  public static String text(byte[] body, Kind otherwise) {
    if (body.length > MOST_BYTES) {
      throw tooLarge();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw RequestProblem.of(otherwise, "The body's bytes are not UTF-8.");
    }
  }
}
