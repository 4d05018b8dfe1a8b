package dev.priorauth.core.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * The figures that CMS-0057-F has payers publish every year, with what each counts here.
 *
 * <p>The law's list of metrics was taken from secondary sources that agree on it in parts; its own
 * wording was not read again, and every definition says so.
 */
public enum Metric {
  APPROVED(
      "approved",
      Unit.PERCENT,
      "Requests whose first decision in the year was a full approval, among all requests with a"
          + " first decision in the year. Approvals at submission count."),
  PARTLY_APPROVED(
      "partly-approved",
      Unit.PERCENT,
      "Requests whose first decision in the year approved a part, among all requests with a first"
          + " decision in the year. The law does not name this figure: without it, approved and"
          + " denied would not add up."),
  DENIED(
      "denied",
      Unit.PERCENT,
      "Requests whose first decision in the year was a denial of all that was asked for, among all"
          + " requests with a first decision in the year."),
  APPROVED_AFTER_APPEAL(
      "approved-after-appeal",
      Unit.PERCENT,
      "Requests that were approved, whole or in part, after an appeal in the year, in proportion to"
          + " the requests with a first decision in the year."),
  EXTENDED_AND_APPROVED(
      "extended-and-approved",
      Unit.PERCENT,
      "Requests whose time for review was extended and that were approved. An extension of the"
          + " service itself is another thing and does not count."),
  AVERAGE_HOURS(
      "average-hours",
      Unit.HOURS,
      "From the instant of the request to that of its first decision, elapsed time; the mean over"
          + " the first decisions of the year. While a request waits for information the time"
          + " runs."),
  MEDIAN_HOURS(
      "median-hours",
      Unit.HOURS,
      "The same time; the one in the middle, exact to the minute, made from all of them.");

  /** Where the law has the list of metrics for Medicare Advantage organizations. */
  public static final String CITATION = "42 CFR 422.122(c) (CMS-0057-F, 89 FR 8758)";

  /** The day on which definitions and citation were looked at last. */
  public static final String REVIEWED_ON = "2026-11-29";

  private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** In what it is given. */
  public enum Unit {
    PERCENT("percent"),
    HOURS("hours");

    private final String key;

    Unit(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  private final String key;
  private final Unit unit;
  private final String definition;

  Metric(String key, Unit unit, String definition) {
    this.key = key;
    this.unit = unit;
    this.definition = definition;
  }

  public String key() {
    return key;
  }

  public Unit unit() {
    return unit;
  }

  public String definition() {
    return definition;
  }

  /** Why the figure is not known; empty where it is measured. */
  public Optional<String> notMeasured() {
    return this == EXTENDED_AND_APPROVED
        ? Optional.of(
            "Not measured: a reviewer has no step here that extends the time for review, so the"
                + " log does not know whether it was extended elsewhere.")
        : Optional.empty();
  }

  /**
   * How many requests it counts.
   *
   * @return empty where it is not measured
   */
  public Optional<Long> count(Counts counts) {
    return switch (this) {
      case APPROVED -> Optional.of(counts.approved());
      case PARTLY_APPROVED -> Optional.of(counts.partlyApproved());
      case DENIED -> Optional.of(counts.denied());
      case APPROVED_AFTER_APPEAL -> Optional.of(counts.afterAppeal());
      case EXTENDED_AND_APPROVED -> Optional.empty();
      case AVERAGE_HOURS, MEDIAN_HOURS -> Optional.of(counts.decided());
    };
  }

  /**
   * The figure, with one decimal for a percentage and two for hours.
   *
   * @return empty where nothing was decided, or it is not measured
   */
  public Optional<BigDecimal> value(Counts counts) {
    return switch (this) {
      case AVERAGE_HOURS -> counts.time().average().map(Metric::hours);
      case MEDIAN_HOURS -> counts.time().median().map(Metric::hours);
      case APPROVED, PARTLY_APPROVED, DENIED, APPROVED_AFTER_APPEAL, EXTENDED_AND_APPROVED ->
          count(counts)
              .filter(_ -> counts.decided() != 0)
              .map(
                  count ->
                      BigDecimal.valueOf(count)
                          .multiply(HUNDRED)
                          .divide(BigDecimal.valueOf(counts.decided()), 1, RoundingMode.HALF_UP));
    };
  }

  private static BigDecimal hours(Duration duration) {
    return BigDecimal.valueOf(duration.toSeconds())
        .divide(SECONDS_OF_AN_HOUR, 2, RoundingMode.HALF_UP);
  }
}
