package dev.priorauth.core.authorizations;

import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds a request that has been made already. */
public final class Duplicates {
  private Duplicates() {}

  /**
   * The live authorization of the same member, service and provider whose dates of service, as they
   * were asked for, share a day with those of this request. The days of an approval do not count:
   * they last for a whole period, in which more requests are expected.
   *
   * <p>The one that the request extends is none, nor is one that the office names and wants to
   * overlap with.
   *
   * @param others the member's authorizations; others do no harm
   */
  public static Optional<AuthorizationId> overlap(
      Submission submission, Collection<? extends Authorization> others, LocalDate today) {
    return others.stream()
        .filter(other -> isLive(other.statusOn(today)))
        .filter(other -> isSame(submission, other.submission()))
        .map(Authorization::id)
        .filter(id -> !submission.extending().filter(id::equals).isPresent())
        .filter(id -> !isAllowed(submission, id))
        .min(Comparator.comparing(AuthorizationId::text));
  }

  private static boolean isAllowed(Submission submission, AuthorizationId id) {
    return submission.allowDuplicate() && submission.duplicateOf().filter(id::equals).isPresent();
  }

  private static boolean isLive(Status status) {
    return switch (status) {
      case PENDED, APPROVED, PARTIALLY_APPROVED -> true;
      case DENIED, WITHDRAWN, EXPIRED, CLOSED, NOT_REQUIRED -> false;
    };
  }

  private static boolean isSame(Submission one, Submission other) {
    return one.payer().equals(other.payer())
        && one.member().id().equals(other.member().id())
        && one.service().equals(other.service())
        && one.servicing().equals(other.servicing())
        && !one.serviceFrom().isAfter(other.lastDay())
        && !other.serviceFrom().isAfter(one.lastDay());
  }
}
