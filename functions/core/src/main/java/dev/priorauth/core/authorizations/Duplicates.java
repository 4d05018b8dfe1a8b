package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds a request that has been made already. */
public final class Duplicates {
  private Duplicates() {}

  /**
   * The live authorizations of the same service and provider that take a day which this request
   * asks for. The one that it extends is none.
   *
   * @param taken the days that the member's authorizations with the payer take
   * @return by their references
   */
  public static List<AuthorizationId> overlaps(
      Submission submission, Collection<TakenDays> taken, LocalDate today) {
    return taken.stream()
        .filter(days -> days.isLiveOn(today) && days.meets(submission))
        .map(TakenDays::id)
        .filter(id -> !submission.extending().filter(id::equals).isPresent())
        .sorted(Comparator.comparing(AuthorizationId::text))
        .toList();
  }

  /**
   * The overlap that keeps the request from being accepted. Whoever names any one that is live, and
   * wants to overlap with it, has seen that the days are taken: the others are no obstacle then.
   *
   * @param overlaps see {@link #overlaps}
   */
  public static Optional<AuthorizationId> unacknowledged(
      Submission submission, List<AuthorizationId> overlaps) {
    boolean acknowledged =
        submission.allowDuplicate()
            && submission.duplicateOf().filter(overlaps::contains).isPresent();
    return acknowledged ? Optional.empty() : overlaps.stream().findFirst();
  }
}
