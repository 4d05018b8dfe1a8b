package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Requirement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the allotment of a request, whose it is, and what is left of it. */
public final class Allotments {
  private Allotments() {}

  /** The allotment that the rules which hold give; an extension has none. */
  public static Optional<Effects.Allotment> of(Requirement requirement) {
    return requirement.holding().stream()
        .flatMap(version -> version.then().allotment().stream())
        .findFirst();
  }

  /** Whose use is counted with that of this request. */
  public static AllotmentKey key(Submission submission, Effects.Allotment allotment) {
    return new AllotmentKey(
        submission.payer(),
        submission.member().id(),
        allotment.per().contains(Effects.Per.PROVIDER)
            ? Optional.of(submission.servicing())
            : Optional.empty(),
        allotment.combined().isEmpty()
            ? submission.service()
            : String.join("+", new TreeSet<>(allotment.combined())));
  }

  /**
   * The balance that a request would take from.
   *
   * @param stored the balances of the request's {@link #key} in all periods that any approval has
   *     begun; their order does not matter
   */
  public static AllotmentState state(
      Submission submission, Requirement requirement, Collection<AllotmentBalance> stored) {
    return of(requirement)
        .map(allotment -> state(submission, allotment, stored))
        .orElseGet(AllotmentState.None::new);
  }

  private static AllotmentState state(
      Submission submission, Effects.Allotment allotment, Collection<AllotmentBalance> stored) {
    List<AllotmentBalance> ofThisKind =
        stored.stream().filter(balance -> balance.period().kind() == allotment.period()).toList();
    for (AllotmentBalance balance : ofThisKind) {
      if (balance.period().contains(submission.serviceFrom())) {
        return new AllotmentState.Known(balance);
      }
    }
    ServicePeriod period = ServicePeriod.of(allotment.period(), submission.serviceFrom());
    for (AllotmentBalance balance : ofThisKind) {
      if (period.contains(balance.period().from())) {
        return new AllotmentState.Overlapping(balance.period());
      }
    }
    return new AllotmentState.Known(
        new AllotmentBalance(
            key(submission, allotment),
            period,
            allotment.unit(),
            allotment.limit(),
            allotment.limit()));
  }
}
