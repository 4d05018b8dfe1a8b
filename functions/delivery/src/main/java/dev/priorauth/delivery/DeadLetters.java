package dev.priorauth.delivery;

/** Where in the stream there is something that cannot be passed on: its place, not its content. */
public interface DeadLetters {
  /**
   * @param id the sequence number of a record
   */
  void add(String id);
}
