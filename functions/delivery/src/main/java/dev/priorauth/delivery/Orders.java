package dev.priorauth.delivery;

import java.time.Duration;
import java.util.List;

/**
 * A queue. What is added is delivered at least once, and again until it is taken; what never is, is
 * set aside.
 */
public interface Orders {
  /** What the queue is called, as its messages say it. */
  String name();

  /** Adds orders; to add the same ones again does no harm. */
  void add(List<Order> orders);

  /**
   * Lets a message that was not taken come again later.
   *
   * @param receipt what the message has as its {@code receiptHandle}
   */
  void postpone(String receipt, Duration pause);
}
