package dev.priorauth.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Until when a request has to be answered, whatever it waits for: before its function is ended and
 * API Gateway answers with words of its own.
 */
@Provider
public final class TimeLimit implements ContainerRequestFilter, ContainerResponseFilter {

  // A resource, what it calls and the filters of its response run on one thread.
  private static final ThreadLocal<Long> END = new ThreadLocal<>();

  private final Duration limit;

  /**
   * @param limit from the start of a request; two seconds less than its function has, or fewer
   */
  public TimeLimit(@ConfigProperty(name = "priorauth.answer-within") Duration limit) {
    this.limit = limit;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    END.set(System.nanoTime() + limit.toNanos());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    END.remove();
  }

  /** What is left for the request of this thread, zero or less if nothing; empty outside of one. */
  static Optional<Duration> left() {
    return Optional.ofNullable(END.get()).map(end -> Duration.ofNanos(end - System.nanoTime()));
  }
}
