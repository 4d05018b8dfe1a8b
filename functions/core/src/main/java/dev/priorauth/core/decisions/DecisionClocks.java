package dev.priorauth.core.decisions;

import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Urgency;
import dev.priorauth.core.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;

/** Says by when a request has to be decided. */
public final class DecisionClocks {
  private static final Duration EXPEDITED = Duration.ofHours(72);
  private static final Period STANDARD = Period.ofDays(7);

  private DecisionClocks() {}

  /**
   * The clock of a request.
   *
   * @param at when it was submitted
   */
  public static DecisionClock clock(RuleBook book, Submission submission, Instant at) {
    var zone = book.payer().zone();
    Instant due =
        switch (submission.urgency()) {
          case Urgency.Expedited _ -> at.plus(EXPEDITED);
          case Urgency.Standard _ -> at.atZone(zone).plus(STANDARD).toInstant();
        };
    return new DecisionClock(due, due.atZone(zone).toLocalDate());
  }
}
