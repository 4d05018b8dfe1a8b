package dev.priorauth.http;

import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.log.Handled;
import dev.priorauth.log.Handled.Outcome;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Prints one line for each request, where {@code METRICS_NAMESPACE} says for which metrics: route,
 * status, outcome, milliseconds, request id, the rule book that answered, and what it answered.
 *
 * <p>The route is the documented one, with its variables unfilled. Nothing else of the request is
 * in the line: no path, query, header, token or body.
 */
@Provider
@PreMatching
@Priority(RequestLog.OUTERMOST)
public final class RequestLog implements ContainerRequestFilter, ContainerResponseFilter {
  static final int OUTERMOST = 0;

  private static final String HANDLED = "priorauth.handled";

  // A resource and the filters of its response run on one thread.
  private static final ThreadLocal<RuleBook> BOOK = new ThreadLocal<>();
  private static final ThreadLocal<String> RESULT = new ThreadLocal<>();

  /** Notes that this book answers the request of this thread. */
  static void answeredBy(RuleBook book) {
    BOOK.set(book);
  }

  /**
   * Notes what the request of this thread is answered: requests are counted by it.
   *
   * @param key of a closed list, such as the statuses of authorizations
   */
  public static void answers(String key) {
    RESULT.set(key);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(HANDLED, new Handled());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Optional<RuleBook> book = Optional.ofNullable(BOOK.get());
    Optional<String> result = Optional.ofNullable(RESULT.get());
    BOOK.remove();
    RESULT.remove();
    Routes.Route route = Routes.of(request.getMethod(), request.getUriInfo().getPath());
    Outcome outcome = outcome(response.getStatus());
    Handled handled =
        ((Handled) request.getProperty(HANDLED))
            .with("route", route.text())
            .with("status", response.getStatus());
    book.ifPresent(one -> handled.with("book", one.hash()));
    result.filter(_ -> outcome == Outcome.ANSWERED).ifPresent(handled::result);
    // Asked for each time: a native image would otherwise keep the builder's.
    Optional<String> namespace = Optional.ofNullable(System.getenv("METRICS_NAMESPACE"));
    handled.print(
        namespace, route.function(), outcome, response.getHeaderString(RequestIds.HEADER));
  }

  private static Outcome outcome(int status) {
    if (status < 400) {
      return Outcome.ANSWERED;
    }
    return status < 500 ? Outcome.REFUSED : Outcome.FAILED;
  }
}
