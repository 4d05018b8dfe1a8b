package dev.priorauth.core.decisions;

import dev.priorauth.core.requests.Submission;

/** Asks whether the member's coverage is active on the first day of service. */
public interface EligibilityCheck {
  /** What the check says; unknown, with the reason, where it cannot tell. */
  Eligibility of(Submission submission);
}
