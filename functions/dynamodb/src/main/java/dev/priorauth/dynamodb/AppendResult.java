package dev.priorauth.dynamodb;

import dev.priorauth.core.decisions.AllotmentKey;

/** What became of an event that was to be added to an authorization. */
public sealed interface AppendResult {

  /** Everything was written. */
  record Appended() implements AppendResult {}

  /**
   * The authorization had been changed meanwhile; nothing was written.
   *
   * @param version its version now
   */
  record ChangedMeanwhile(long version) implements AppendResult {}

  /**
   * Less is left of an allotment than was to be taken, or another period of it has begun meanwhile;
   * nothing was written. Whoever decided has to decide again.
   *
   * @param left what is left in the period; zero where the period cannot begin
   */
  record AllotmentExhausted(AllotmentKey key, int left) implements AppendResult {}

  /** Too many others write about the same member; nothing was written. Try again later. */
  record Contended() implements AppendResult {}
}
