package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Verification.Subject;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Statement;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the words of a payer that make a claim fail. */
public final class ClaimRules {
  /** The guidance that says what a claim has to match. */
  private static final String CLAIM_MATCH = "claim-match";

  private ClaimRules() {}

  /**
   * Why a mismatch matters.
   *
   * @param book the one that the authorization rests on
   * @return empty where no rule says it: that a provider or a service differs, needs no rule
   */
  public static Optional<Statement> statement(
      RuleBook book, Authorization authorization, Subject subject) {
    return switch (subject) {
      case DATES -> holding(book, authorization).flatMap(then -> validity(then)).findFirst();
      case VISITS ->
          holding(book, authorization)
              .flatMap(then -> then.allotment().stream())
              .map(Effects.Allotment::statement)
              .findFirst();
      // Of several, the last one says what comes of a claim that does not match.
      case AUTHORIZATION, CODE, UNITS ->
          holding(book, authorization)
              .flatMap(then -> then.guidance().stream())
              .filter(guidance -> guidance.kind().equals(CLAIM_MATCH))
              .map(Effects.Guidance::statement)
              .reduce((_, last) -> last);
      case PROVIDER, SERVICE -> Optional.empty();
    };
  }

  private static Stream<Statement> validity(Effects then) {
    return then.validity().stream().map(Effects.Validity::statement);
  }

  /** What the rules said that held for the request when it was submitted. */
  private static Stream<Effects> holding(RuleBook book, Authorization authorization) {
    Submission submission = authorization.submission();
    Requirement requirement =
        RequirementLookup.answer(
            book,
            submission.facts(authorization.dossier().basis().zone()),
            submission.serviceFrom(),
            authorization.dossier().createdAt());
    return requirement.holding().stream().map(version -> version.then());
  }
}
