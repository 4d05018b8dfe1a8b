package dev.priorauth.local;

import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.EligibilityCheck;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Submission;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says of each member what it was told; kept in memory. A coverage is a member's with a payer, in
 * one product and funding.
 */
@Alternative
@Priority(1)
@Singleton
class LocalEligibility implements EligibilityCheck {
  private final Map<Coverage, Eligibility> told = new ConcurrentHashMap<>();

  /**
   * @param funding empty where it does not matter
   */
  record Coverage(MemberId member, String payer, String product, Optional<String> funding) {
    private Coverage inAnyFunding() {
      return new Coverage(member, payer, product, Optional.empty());
    }
  }

  void set(Coverage coverage, Eligibility eligibility) {
    told.put(coverage, eligibility);
  }

  @Override
  public Eligibility of(Submission submission) {
    return Optional.ofNullable(told.get(coverage(submission, submission.funding())))
        .or(() -> Optional.ofNullable(told.get(coverage(submission, Optional.empty()))))
        .orElseGet(() -> submission.funding().isPresent() ? notSaid() : ofAnyFunding(submission));
  }

  /** Where a request does not say the funding, it does not matter if all are the same. */
  private Eligibility ofAnyFunding(Submission submission) {
    Coverage unsaid = coverage(submission, Optional.empty());
    List<Eligibility> possible =
        told.entrySet().stream()
            .filter(one -> one.getKey().inAnyFunding().equals(unsaid))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return switch (possible.size()) {
      case 0 -> notSaid();
      case 1 -> possible.getFirst();
      default -> Eligibility.unknown("It depends on the funding: say it in the request.");
    };
  }

  private static Eligibility notSaid() {
    return Eligibility.unknown("POST /local/eligibility has not said it of this member.");
  }

  private static Coverage coverage(Submission submission, Optional<String> funding) {
    return new Coverage(
        submission.member().id(), submission.payer(), submission.product(), funding);
  }
}
