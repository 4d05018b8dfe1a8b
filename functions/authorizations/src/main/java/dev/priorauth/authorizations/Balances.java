package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentState;
import dev.priorauth.core.decisions.Allotments;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.Standing;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What is left of the initial allotment that a request belongs to. */
@Singleton
class Balances {
  private final AuthorizationStore authorizations;
  private final Books books;

  Balances(AuthorizationStore authorizations, Books books) {
    this.authorizations = authorizations;
    this.books = books;
  }

  /**
   * The balance now, by the rules that answered when it was submitted.
   *
   * @return empty where they have no allotment for it, or it cannot be said which period counts
   */
  Optional<AllotmentBalance> of(Authorization state) {
    Submission submission = state.submission();
    Basis basis = state.dossier().basis();
    RuleBook book =
        books
            .byHash(submission.payer(), basis.book())
            .orElseThrow(() -> new IllegalStateException("a book that has decided is gone"));
    Requirement requirement =
        RequirementLookup.answer(
            book,
            submission.facts(basis.zone()),
            submission.serviceFrom(),
            state.dossier().createdAt());
    Standing standing = authorizations.standing(submission.payer(), submission.member().id());
    AllotmentState allotment =
        Allotments.state(
            submission,
            requirement,
            Allotments.of(requirement)
                .map(one -> standing.balances(Allotments.key(submission, one)))
                .orElseGet(List::of));
    return switch (allotment) {
      case AllotmentState.Known(AllotmentBalance balance) -> Optional.of(balance);
      case AllotmentState.None _, AllotmentState.Overlapping _ -> Optional.empty();
    };
  }
}
