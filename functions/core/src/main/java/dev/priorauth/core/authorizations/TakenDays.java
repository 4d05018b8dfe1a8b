package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The days of service that a live authorization takes: those that were asked for while it is not
 * decided, those that were approved once it is.
 *
 * <p>Visits are an exception: they are approved until the end of a whole period, in which more
 * requests are expected. They take the days that were asked for, as far as these are approved.
 *
 * @param from the first one, included
 * @param to the last one, included
 * @param liveUntil the last day on which the authorization is live; empty where only a decision
 *     ends that
 */
public record TakenDays(
    AuthorizationId id,
    String service,
    Npi servicing,
    LocalDate from,
    LocalDate to,
    Optional<LocalDate> liveUntil) {

  /** Empty where the authorization is not live. */
  public static Optional<TakenDays> of(Authorization state) {
    Submission submission = state.submission();
    return switch (state) {
      case Authorization.Pended(_, var pend, _) ->
          Optional.of(of(state, submission.serviceFrom(), submission.lastDay(), pend.closesOn()));
      case Authorization.Approved(_, Approval approval) -> Optional.of(of(state, approval));
      case Authorization.PartiallyApproved(_, Approval approval, _, _) ->
          Optional.of(of(state, approval));
      case Authorization.Denied _,
          Authorization.Withdrawn _,
          Authorization.Closed _,
          Authorization.NotRequired _ ->
          Optional.empty();
    };
  }

  private static TakenDays of(Authorization state, Approval approval) {
    Submission asked = state.submission();
    boolean visits = countsVisits(asked, approval);
    return of(
        state,
        visits ? inside(approval, asked.serviceFrom()) : approval.from(),
        visits ? inside(approval, asked.lastDay()) : approval.to(),
        Optional.of(approval.to()));
  }

  /** Without an allotment, days that were asked for with their end stand for themselves. */
  private static boolean countsVisits(Submission asked, Approval approval) {
    return approval.visits().isPresent()
        && (approval.counted().isPresent() || asked.serviceTo().isEmpty());
  }

  private static TakenDays of(
      Authorization state, LocalDate from, LocalDate to, Optional<LocalDate> liveUntil) {
    Submission submission = state.submission();
    return new TakenDays(
        state.id(), submission.service(), submission.servicing(), from, to, liveUntil);
  }

  public boolean isLiveOn(LocalDate today) {
    return !liveUntil.filter(today::isAfter).isPresent();
  }

  /** Whether the request is for the same service and provider, and a day of these. */
  boolean meets(Submission submission) {
    return service.equals(submission.service())
        && servicing.equals(submission.servicing())
        && !from.isAfter(submission.lastDay())
        && !submission.serviceFrom().isAfter(to);
  }

  /** The approved day that is nearest to this one. */
  private static LocalDate inside(Approval approval, LocalDate day) {
    if (day.isBefore(approval.from())) {
      return approval.from();
    }
    return day.isAfter(approval.to()) ? approval.to() : day;
  }
}
