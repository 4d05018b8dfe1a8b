package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Refused;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A refused operation as a problem. Where a date is the reason it says which one would do, or that
 * none would.
 */
final class Refusals {
  private Refusals() {}

  static RequestProblem problem(Refused refused) {
    Optional<String> path = path(refused.reason());
    if (path.isPresent()) {
      return RequestProblem.invalidBody(List.of(Problem.of(path.get(), refused.text())))
          .with("reason", TextNode.valueOf(refused.reason().key()));
    }
    return withNext(
        RequestProblem.of(kind(refused.reason()), refused.text())
            .with("reason", TextNode.valueOf(refused.reason().key())),
        refused.nextAllowed(),
        refused.reason().isOfDate());
  }

  /** What a date is the reason of, with the next date that would do, or that there is none. */
  static RequestProblem withNext(RequestProblem problem, Optional<LocalDate> next) {
    return withNext(problem, next, true);
  }

  private static RequestProblem withNext(
      RequestProblem problem, Optional<LocalDate> next, boolean isOfDate) {
    if (next.isPresent()) {
      problem.with("nextAllowed", TextNode.valueOf(next.get().toString()));
    } else if (isOfDate) {
      problem
          .with("nextAllowed", NullNode.getInstance())
          .with("nextAllowedText", TextNode.valueOf("No later date would do."));
    }
    return problem;
  }

  /** The member of the body that has to be mended, where it is one and no date. */
  private static Optional<String> path(Result.Reason reason) {
    return switch (reason) {
      case FEWER_VISITS -> Optional.of("$.visits");
      case FEWER_UNITS -> Optional.of("$.lines");
      case OFFER_MISSING -> Optional.of("$.peerToPeerUntil");
      case WRONG_STATUS,
          NOT_DECIDED_HERE,
          DECIDED_HERE,
          PEER_TO_PEER_OPEN,
          NOT_DUE,
          NO_SUCH_ASK,
          TOO_MANY_DOCUMENTS,
          DATE_OUTSIDE,
          DATE_IN_FUTURE,
          MORE_THAN_APPROVED ->
          Optional.empty();
    };
  }

  /** What its state does not allow is a conflict; else what was sent can be mended. */
  private static Kind kind(Result.Reason reason) {
    return switch (reason) {
      case WRONG_STATUS, NOT_DECIDED_HERE, DECIDED_HERE, PEER_TO_PEER_OPEN, NOT_DUE ->
          Kind.CONFLICT;
      case NO_SUCH_ASK,
          TOO_MANY_DOCUMENTS,
          DATE_OUTSIDE,
          DATE_IN_FUTURE,
          MORE_THAN_APPROVED,
          FEWER_VISITS,
          FEWER_UNITS,
          OFFER_MISSING ->
          Kind.REFUSED;
    };
  }
}
