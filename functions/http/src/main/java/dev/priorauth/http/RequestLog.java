package dev.priorauth.http;

import dev.priorauth.core.metrics.MetricLine;
import dev.priorauth.core.rules.RuleBook;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Prints one line for each request, where {@code METRICS_NAMESPACE} says for which metrics: route,
 * status, outcome, milliseconds, request id, and the rule book that answered.
 *
 * <p>The route is the documented one, with its variables unfilled. Nothing else of the request is
 * in the line: no path, query, header, token or body.
 */
@Provider
@PreMatching
@Priority(RequestLog.OUTERMOST)
public final class RequestLog implements ContainerRequestFilter, ContainerResponseFilter {
  static final int OUTERMOST = 0;

  private static final String STARTED = "priorauth.started";

  // A resource and the filters of its response run on one thread.
  private static final ThreadLocal<RuleBook> BOOK = new ThreadLocal<>();

  /** Notes that this book answers the request of this thread. */
  static void answeredBy(RuleBook book) {
    BOOK.set(book);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Optional<RuleBook> book = Optional.ofNullable(BOOK.get());
    BOOK.remove();
    // Asked for each time: a native image would otherwise keep the builder's.
    String namespace = System.getenv("METRICS_NAMESPACE");
    if (namespace == null) {
      return;
    }
    Routes.Route route = Routes.of(request.getMethod(), request.getUriInfo().getPath());
    MetricLine line =
        new MetricLine(namespace, Instant.now())
            .dimension("function", route.function())
            .dimension("outcome", outcome(response.getStatus()))
            .count("requests", 1)
            .with("route", route.text())
            .with("status", response.getStatus())
            .with("ms", milliseconds(request))
            .with("requestId", response.getHeaderString(RequestIds.HEADER));
    book.ifPresent(one -> line.with("book", one.hash()));
    // A logger would wrap the line, and CloudWatch would find no metrics in it.
    System.out.println(line.text());
  }

  private static long milliseconds(ContainerRequestContext request) {
    return Duration.ofNanos(System.nanoTime() - (long) request.getProperty(STARTED)).toMillis();
  }

  private static String outcome(int status) {
    if (status < 400) {
      return "answered";
    }
    return status < 500 ? "refused" : "failed";
  }
}
