package dev.priorauth.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives every response the request's {@code X-Request-Id}, or a new one where it has none. */
@Provider
public final class RequestIds implements ContainerResponseFilter {
  public static final String HEADER = "X-Request-Id";

  // An id ends up in logs and headers: nothing that could break a line or a quote.
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String given = request.getHeaderString(HEADER);
    boolean sane = given != null && SANE.matcher(given).matches();
    response.getHeaders().putSingle(HEADER, sane ? given : UUID.randomUUID().toString());
  }
}
