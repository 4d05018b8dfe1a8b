package dev.priorauth.core.metrics;

/**
 * What became of the requests of one product and urgency in some time. Each of {@code approved},
 * {@code partlyApproved} and {@code denied} is the first decision of a request.
 *
 * @param requested the requests that were made
 * @param afterAppeal the requests that were approved, whole or in part, after an appeal
 * @param upheld the appeals after which the denial stands
 * @param ended the requests that were withdrawn or closed before they were decided; negative where
 *     a closing of an earlier time is taken back
 * @param time from the request to its first decision
 */
public record Counts(
    long requested,
    long approved,
    long partlyApproved,
    long denied,
    long afterAppeal,
    long upheld,
    long ended,
    Durations time) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, Durations.NONE);

  public Counts plus(Counts other) {
    return new Counts(
        requested + other.requested,
        approved + other.approved,
        partlyApproved + other.partlyApproved,
        denied + other.denied,
        afterAppeal + other.afterAppeal,
        upheld + other.upheld,
        ended + other.ended,
        time.plus(other.time));
  }

  /** The requests that got their first decision. */
  public long decided() {
    return approved + partlyApproved + denied;
  }
}
