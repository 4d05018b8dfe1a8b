package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What counts across all authorizations of one member with one payer: what is left of the
 * allotments, and which dates of service are taken. It is one item with one version, so that
 * nothing in it can change between looking and writing.
 *
 * @param version the number of its changes; zero where nothing was ever written
 * @param balances of all allotments and periods that any approval has begun
 * @param spans of the authorizations that were live when it was last written
 */
public record Standing(
    String payer,
    MemberId member,
    long version,
    List<AllotmentBalance> balances,
    List<Span> spans) {

  /**
   * The days of service that a live authorization takes.
   *
   * @param to the last one, included
   * @param liveUntil the last day on which it is live; empty while it is not decided
   */
  public record Span(
      AuthorizationId id,
      String service,
      Npi servicing,
      LocalDate from,
      LocalDate to,
      Optional<LocalDate> liveUntil) {

    /** Empty where the authorization is not live. */
    static Optional<Span> of(Authorization state) {
      return switch (state) {
        case Authorization.Pended _ -> Optional.of(of(state, Optional.empty()));
        case Authorization.Approved(_, var approval) ->
            Optional.of(of(state, Optional.of(approval.to())));
        case Authorization.PartiallyApproved(_, var approval, _, _) ->
            Optional.of(of(state, Optional.of(approval.to())));
        case Authorization.Denied _,
            Authorization.Withdrawn _,
            Authorization.Closed _,
            Authorization.NotRequired _ ->
            Optional.empty();
      };
    }

    private static Span of(Authorization state, Optional<LocalDate> liveUntil) {
      Submission submission = state.submission();
      return new Span(
          state.id(),
          submission.service(),
          submission.servicing(),
          submission.serviceFrom(),
          submission.lastDay(),
          liveUntil);
    }

    private boolean isLiveOn(LocalDate today) {
      return !liveUntil.filter(today::isAfter).isPresent();
    }

    private boolean meets(Submission submission) {
      return service.equals(submission.service())
          && servicing.equals(submission.servicing())
          && !from.isAfter(submission.lastDay())
          && !submission.serviceFrom().isAfter(to);
    }
  }

  public Standing {
    balances = List.copyOf(balances);
    spans = List.copyOf(spans);
  }

  static Standing none(String payer, MemberId member) {
    return new Standing(payer, member, 0, List.of(), List.of());
  }

  /** The balances of one allotment in all periods that any approval has begun. */
  public List<AllotmentBalance> balances(AllotmentKey key) {
    return balances.stream().filter(balance -> balance.key().equals(key)).toList();
  }

  /**
   * The live authorization of the same service and provider whose days of service share one with
   * those of this request. The one that it extends is none, nor is one that it names and wants to
   * overlap with.
   */
  public Optional<AuthorizationId> overlap(Submission submission, LocalDate today) {
    return spans.stream()
        .filter(span -> span.isLiveOn(today) && span.meets(submission))
        .map(Span::id)
        .filter(id -> !submission.extending().filter(id::equals).isPresent())
        .filter(id -> !isMeant(submission, id))
        .min(Comparator.comparing(AuthorizationId::text));
  }

  private static boolean isMeant(Submission submission, AuthorizationId id) {
    return submission.allowDuplicate() && submission.duplicateOf().filter(id::equals).isPresent();
  }
}
