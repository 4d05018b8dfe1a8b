package dev.priorauth.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives every response the request's {@code X-Request-Id}. Where it has none it is the id under
 * which API Gateway logs the request, and a new one where there is no API Gateway.
 */
@Provider
public final class RequestIds implements ContainerResponseFilter {
  public static final String HEADER = "X-Request-Id";

  // An id ends up in logs and headers: nothing that could break a line or a quote.
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Instance<RequestContext> gateway;

  public RequestIds(Instance<RequestContext> gateway) {
    this.gateway = gateway;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String id =
        Optional.ofNullable(request.getHeaderString(HEADER))
            .filter(given -> SANE.matcher(given).matches())
            .or(this::gateways)
            .orElseGet(() -> UUID.randomUUID().toString());
    response.getHeaders().putSingle(HEADER, id);
  }

  private Optional<String> gateways() {
    return gateway.isResolvable()
        ? Optional.ofNullable(gateway.get().getRequestId())
        : Optional.empty();
  }
}
