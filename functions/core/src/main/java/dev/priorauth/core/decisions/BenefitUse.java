package dev.priorauth.core.decisions;

/**
 * What the member's benefit pays at most, and what it has paid. An authorization does not raise it,
 * and it does not lower an authorization: it is reported beside the allotment.
 *
 * @param limit visits in the benefit's period
 * @param used visits that were paid in it
 */
public record BenefitUse(int limit, int used) {
  public int left() {
    return Math.max(0, limit - used);
  }
}
