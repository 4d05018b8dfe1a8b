package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.rules.Effects.Unit;

/**
 * What is left of an allotment in one period. It is not the benefit's limit: see {@link
 * BenefitUse}.
 *
 * @param limit the whole allotment of the period
 * @param left what has not been approved yet, from 0 to {@code limit}
 */
public record AllotmentBalance(
    AllotmentKey key, ServicePeriod period, Unit unit, int limit, int left) {
  public AllotmentBalance {
    if (left < 0 || left > limit) {
      throw new IllegalArgumentException("what is left lies between nothing and the limit");
    }
  }

  /**
   * The balance after taking.
   *
   * @throws IllegalArgumentException if there is not that much left
   */
  public AllotmentBalance take(int amount) {
    return new AllotmentBalance(key, period, unit, limit, left - amount);
  }

  /** The balance after giving back. */
  public AllotmentBalance giveBack(int amount) {
    return take(-amount);
  }
}
