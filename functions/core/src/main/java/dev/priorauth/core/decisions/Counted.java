package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.rules.Effects.Unit;

/**
 * What an approval takes from an allotment, or gives back.
 *
 * @param limit the whole allotment of the period, for the first approval in it
 * @param amount visits, dates of service or units; zero or more
 */
public record Counted(AllotmentKey key, ServicePeriod period, Unit unit, int limit, int amount) {
  public Counted {
    if (amount < 0 || amount > limit) {
      throw new IllegalArgumentException("between nothing and the whole allotment can be counted");
    }
  }

  /** That much of this balance. */
  public static Counted of(AllotmentBalance balance, int amount) {
    return new Counted(balance.key(), balance.period(), balance.unit(), balance.limit(), amount);
  }

  public Counted withAmount(int otherAmount) {
    return new Counted(key, period, unit, limit, otherAmount);
  }
}
