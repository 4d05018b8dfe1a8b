package dev.priorauth.core.decisions;

/** What the machine makes of a request that it accepts. It never denies: there is no such case. */
public sealed interface Outcome {

  /** A cited rule says that no authorization is needed, or the notification was all it needs. */
  record NotRequired() implements Outcome {}

  record Approved(Approval approval) implements Outcome {}

  record Pended(Pend pend) implements Outcome {}
}
