package dev.priorauth.authorizations;

import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.EligibilityCheck;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Submission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every member is active until a test says otherwise. */
class SettableEligibility implements EligibilityCheck {
  private static final Eligibility ACTIVE =
      new Eligibility(Eligibility.State.ACTIVE, Optional.empty());

  private final Map<MemberId, Eligibility> said = new ConcurrentHashMap<>();

  void set(String member, Eligibility eligibility) {
    said.put(new MemberId(member), eligibility);
  }

  @Override
  public Eligibility of(Submission submission) {
    return said.getOrDefault(submission.member().id(), ACTIVE);
  }
}
