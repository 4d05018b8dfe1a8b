package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Counted;

/** What a write does to an allotment, in the same transaction. */
public sealed interface AllotmentChange {
  record Nothing() implements AllotmentChange {}

  /** Take the amount, on condition that so much is left. */
  record Take(Counted counted) implements AllotmentChange {}

  /** Give the amount back. */
  record GiveBack(Counted counted) implements AllotmentChange {}
}
