package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;

/** What the store and the rules together say of an allotment. */
public sealed interface AllotmentState {

  /** The rules have no allotment for the request. */
  record None() implements AllotmentState {}

  /**
   * @param balance what is left in the period of the request; the whole allotment where nothing has
   *     been approved in it yet
   */
  record Known(AllotmentBalance balance) implements AllotmentState {}

  /**
   * The request would begin a period within which another one has begun, so that it cannot be said
   * which one counts.
   *
   * @param later the period that has begun
   */
  record Overlapping(ServicePeriod later) implements AllotmentState {}
}
