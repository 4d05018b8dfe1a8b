package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.requests.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a request can extend what it names. */
final class ExtensionCheck {
  private ExtensionCheck() {}

  /** Nothing is there, or the caller may not extend it: one problem for both. */
  static List<Problem> unknown() {
    return List.of(
        Problem.of("$.extends", "There is no such authorization, or none that you may extend."));
  }

  /** Its codes belong to more than one service. */
  static List<Problem> divided() {
    return List.of(
        Problem.of(
            "$.codes",
            "These codes belong to several services. Extend each authorization by itself."));
  }

  /** What differs from the authorization, so that it would not be extended. */
  static List<Problem> problems(Submission submission, Authorization extended) {
    Submission before = extended.submission();
    List<Problem> problems = new ArrayList<>();
    same(problems, "$.payer", submission.payer(), before.payer());
    same(problems, "$.member.id", submission.member().id(), before.member().id());
    same(
        problems,
        "$.member.dateOfBirth",
        submission.member().dateOfBirth(),
        before.member().dateOfBirth());
    same(problems, "$.service", submission.service(), before.service());
    same(problems, "$.servicingProvider.npi", submission.servicing(), before.servicing());
    missed(submission, extended)
        .ifPresent(
            period ->
                problems.add(
                    Problem.of(
                        "$.serviceFrom",
                        "An extension ends with the period from "
                            + period.from()
                            + " to "
                            + period.to()
                            + ". Begin in it, or submit a new request.")));
    return problems;
  }

  /** The period in which the extension would have to begin, and does not. */
  static Optional<ServicePeriod> missed(Submission submission, Authorization extended) {
    return extended
        .dossier()
        .basis()
        .period()
        .filter(period -> !period.contains(submission.serviceFrom()));
  }

  private static void same(List<Problem> problems, String path, Object now, Object before) {
    if (!now.equals(before)) {
      problems.add(
          Problem.of(
              path,
              "The authorization that this extends has another one. Use the same, or submit a new"
                  + " request."));
    }
  }
}
