package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.AccessPolicy;
import dev.priorauth.core.authorizations.AccessPolicy.Access;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Intake;
import dev.priorauth.core.authorizations.Intake.DecidedPart;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.EligibilityCheck;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.IdempotencyKey;
import dev.priorauth.dynamodb.Standing;
import dev.priorauth.dynamodb.SubmitResult;
import dev.priorauth.http.PayerBook;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides submissions and stores them. A dry run is the same without the storing.
 *
 * <p>What was decided on rests on a standing that others may change before it is stored; then it is
 * decided again.
 */
final class Submitting {
  /** Each time somebody else has taken visits or changed what is extended. */
  private static final int MOST_ATTEMPTS = 20;

  private final AuthorizationStore authorizations;
  private final Books books;
  private final HandlingPolicy policy;
  private final EligibilityCheck eligibility;
  private final Supplier<AuthorizationId> ids;

  /**
   * @param ids gives references to what has none by its key: further parts of a divided request,
   *     what joins them, and dry runs
   */
  Submitting(
      AuthorizationStore authorizations,
      Books books,
      HandlingPolicy policy,
      EligibilityCheck eligibility,
      Supplier<AuthorizationId> ids) {
    this.authorizations = authorizations;
    this.books = books;
    this.policy = policy;
    this.eligibility = eligibility;
    this.ids = ids;
  }

  /** What the same request was answered before; empty where it is new. */
  Optional<SubmissionOutcome> earlier(Submission submission, String key) {
    return authorizations
        .earlier(key(submission, key), submission.fingerprint())
        .map(this::earlier);
  }

  SubmissionOutcome dryRun(Submission submission, Actor caller, Instant at) {
    return switch (attempt(submission, ids.get(), caller, at)) {
      case Attempt.Ended(SubmissionOutcome end) -> end;
      case Attempt.Decided decided ->
          new SubmissionOutcome.DryRun(SubmittedJson.dryRun(decided.answer().body()));
    };
  }

  SubmissionOutcome submit(Submission submission, String key, Actor caller, Instant at) {
    int draw = 0;
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      AuthorizationId first = key(submission, key).reference(draw);
      switch (attempt(submission, first, caller, at)) {
        case Attempt.Ended(SubmissionOutcome end) -> {
          // What stands in the way may be the same request, sent twice at the same time.
          return earlier(submission, key).orElse(end);
        }
        case Attempt.Decided decided -> {
          SubmitResult result =
              authorizations.submit(
                  decided.writes(), decided.seen(), key(submission, key), submission.fingerprint());
          switch (result) {
            case SubmitResult.Stored _ -> {
              return new SubmissionOutcome.Stored(decided.answer());
            }
            case SubmitResult.Earlier before -> {
              return earlier(before);
            }
            case SubmitResult.Duplicate(AuthorizationId of) -> {
              return duplicate(of, caller);
            }
            case SubmitResult.Contended _ -> {
              return new SubmissionOutcome.Busy();
            }
            case SubmitResult.IdTaken(AuthorizationId taken) -> {
              if (taken.equals(first)) {
                draw++;
              }
            }
            case SubmitResult.AllotmentExhausted _, SubmitResult.ChangedMeanwhile _ -> {
              // Decided again, by what is there now.
            }
          }
        }
      }
    }
    return new SubmissionOutcome.Busy();
  }

  private SubmissionOutcome earlier(SubmitResult.Earlier earlier) {
    return switch (earlier) {
      case SubmitResult.Replayed(AuthorizationId id) ->
          new SubmissionOutcome.Stored(FirstAnswer.again(id, authorizations, books));
      case SubmitResult.KeyReusedForOtherBody _ -> new SubmissionOutcome.KeyReused();
    };
  }

  private sealed interface Attempt {
    record Ended(SubmissionOutcome end) implements Attempt {}

    record Decided(FirstAnswer answer, List<Done> writes, Standing seen) implements Attempt {}
  }

  private Attempt attempt(Submission submission, AuthorizationId first, Actor caller, Instant at) {
    RuleBook book = PayerBook.of(books, submission.payer());
    ZoneId zone = book.payer().zone();
    Optional<Authorization> extended = Optional.empty();
    if (submission.extending().isPresent()) {
      extended =
          authorizations
              .find(submission.extending().get())
              .filter(one -> AccessPolicy.may(caller, Action.EXTEND, one) == Access.ALLOWED);
      List<Problem> problems =
          extended
              .map(one -> ExtensionCheck.problems(submission, one))
              .orElseGet(ExtensionCheck::unknown);
      if (!problems.isEmpty()) {
        return new Attempt.Ended(
            extended
                .flatMap(one -> ExtensionCheck.missed(submission, one))
                .<SubmissionOutcome>map(
                    period ->
                        new SubmissionOutcome.InvalidDate(
                            problems,
                            Optional.of(period.from()).filter(submission.serviceFrom()::isBefore)))
                .orElseGet(() -> new SubmissionOutcome.Invalid(problems)));
      }
    }
    Standing standing = authorizations.standing(submission.payer(), submission.member().id());
    Eligibility checked = eligibility.of(submission);
    List<DecidedPart> parts =
        Intake.decide(
            book,
            submission,
            new Intake.Around(
                policy, checked, book.criteriaSets(), extended, others(extended, caller)),
            standing::balances,
            at);
    if (parts.stream().anyMatch(part -> part.decision() instanceof Decision.Refused)) {
      return new Attempt.Ended(new SubmissionOutcome.Refused(parts));
    }
    if (extended.isPresent() && parts.size() > 1) {
      return new Attempt.Ended(new SubmissionOutcome.Invalid(ExtensionCheck.divided()));
    }
    Optional<AuthorizationId> other =
        parts.stream()
            .flatMap(
                part -> standing.overlap(part.submission(), at.atZone(zone).toLocalDate()).stream())
            .findFirst();
    if (other.isPresent()) {
      return new Attempt.Ended(duplicate(other.get(), caller));
    }
    return decided(book, parts, first, extended, standing, caller, at);
  }

  /** What was sent for them does not have to be sent again. */
  private List<Authorization> others(Optional<Authorization> extended, Actor caller) {
    return extended.stream()
        .flatMap(one -> one.dossier().extensions().stream())
        .flatMap(id -> authorizations.find(id).stream())
        .filter(one -> AccessPolicy.may(caller, Action.READ, one) == Access.ALLOWED)
        .toList();
  }

  private Attempt decided(
      RuleBook book,
      List<DecidedPart> parts,
      AuthorizationId first,
      Optional<Authorization> extended,
      Standing standing,
      Actor caller,
      Instant at) {
    Optional<AuthorizationId> parent = parts.size() > 1 ? Optional.of(ids.get()) : Optional.empty();
    List<Done> writes = new ArrayList<>();
    boolean late = false;
    for (DecidedPart part : parts) {
      Decision.Accepted accepted = (Decision.Accepted) part.decision();
      Basis basis =
          Basis.of(accepted.ground(), book.payer().zone(), book.hash(), part.lead(), parent)
              .counting(part.visitWindows());
      AuthorizationId reference = writes.isEmpty() ? first : ids.get();
      writes.add(
          Operations.submit(reference, part.submission(), basis, accepted.outcome(), caller, at));
      late |= accepted.ground().isLate();
    }
    List<Authorization> states = writes.stream().map(Done::state).toList();
    AuthorizationId id = parent.orElse(states.getFirst().id());
    FirstAnswer answer = FirstAnswer.of(id, states, book, extended);
    if (extended.isPresent()) {
      switch (Operations.noteExtension(extended.get(), id, late, caller, at)) {
        case Done noted -> writes.add(noted);
        case Result.Refused refused -> {
          return new Attempt.Ended(new SubmissionOutcome.NotExtendable(refused.text()));
        }
      }
    }
    return new Attempt.Decided(answer, writes, standing);
  }

  /** Another office's authorization is not named: that there is one has to be said. */
  private SubmissionOutcome duplicate(AuthorizationId of, Actor caller) {
    return new SubmissionOutcome.Duplicate(
        authorizations
            .find(of)
            .filter(one -> AccessPolicy.may(caller, Action.READ, one) == Access.ALLOWED)
            .map(Authorization::id));
  }

  private static IdempotencyKey key(Submission submission, String key) {
    return new IdempotencyKey(submission.requester().npi(), key);
  }
}
