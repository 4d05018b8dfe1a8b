package dev.priorauth.delivery;

import dev.priorauth.core.messages.Posting;
import java.util.List;

/** Where everything that happens is announced to whoever runs the service. */
public interface Bus {
  /** As many as EventBridge takes in one call. */
  int MOST = 10;

  /**
   * Announces postings.
   *
   * @param postings {@link #MOST} at most
   * @return those that the bus did not take
   */
  List<Posting> put(List<Posting> postings);
}
