package dev.priorauth.log;

import dev.priorauth.log.Handled.Outcome;
import java.util.Optional;

/** Has the events of a function handled, and prints a line for each, whatever comes of it. */
public final class EventLog {
  private final Optional<String> namespace;
  private final String function;

  /**
   * @param namespace of the metrics; empty prints nothing
   */
  public EventLog(Optional<String> namespace, String function) {
    this.namespace = namespace;
    this.function = function;
  }

  /**
   * Handles one event.
   *
   * @param <E> what it throws
   */
  @FunctionalInterface
  public interface Handler<T, E extends Exception> {

    /**
     * @param handled for what there is to say of it
     */
    T handle(Handled handled) throws E;
  }

  /**
   * Handles an event.
   *
   * @param requestId Lambda's, under which its own lines stand too
   * @return what the handler returns
   */
  public <T, E extends Exception> T handle(String requestId, Handler<T, E> handler) throws E {
    Handled handled = new Handled();
    Outcome outcome = Outcome.FAILED;
    try {
      T result = handler.handle(handled);
      outcome = Outcome.ANSWERED;
      return result;
    } finally {
      handled.print(namespace, function, outcome, requestId);
    }
  }
}
