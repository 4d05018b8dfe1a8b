package dev.priorauth.local;

import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.EligibilityCheck;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Submission;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
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
  record Coverage(MemberId member, String payer, String product, Optional<String> funding) {}

  void set(Coverage coverage, Eligibility eligibility) {
    told.put(coverage, eligibility);
  }

  @Override
  public Eligibility of(Submission submission) {
    return Optional.ofNullable(told.get(coverage(submission, submission.funding())))
        .or(() -> Optional.ofNullable(told.get(coverage(submission, Optional.empty()))))
        .orElseGet(
            () -> Eligibility.unknown("POST /local/eligibility has not said it of this member."));
  }

  private static Coverage coverage(Submission submission, Optional<String> funding) {
    return new Coverage(
        submission.member().id(), submission.payer(), submission.product(), funding);
  }
}
