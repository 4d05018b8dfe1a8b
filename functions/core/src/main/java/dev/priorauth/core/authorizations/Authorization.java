package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A request and what became of it. Each state has only what exists in it; days are days of the
 * payer's zone.
 */
public sealed interface Authorization {

  Dossier dossier();

  /**
   * Not decided yet.
   *
   * @param proposed the denial that a reviewer means to make; empty for most
   */
  record Pended(Dossier dossier, Pend pend, Optional<ProposedDenial> proposed)
      implements Authorization {

    /**
     * What it waits for on a day: for the answer to an offer only while that can be given.
     *
     * @param today in the payer's zone
     */
    public Pend pendOn(LocalDate today) {
      return proposed.filter(denial -> denial.isPassed(today)).isPresent()
          ? pend.afterTheOffer(Ask::lapsed)
          : pend;
    }
  }

  record Approved(Dossier dossier, Approval approval) implements Authorization {}

  /**
   * @param denial why the rest is not approved
   */
  record PartiallyApproved(
      Dossier dossier, Approval approval, Denial denial, Optional<Appeal> appeal)
      implements Authorization {}

  record Denied(Dossier dossier, Denial denial, Optional<Appeal> appeal) implements Authorization {}

  /**
   * @param used what had been used before, which stays covered; empty where nothing had
   */
  record Withdrawn(Dossier dossier, String reason, Optional<Approval> used)
      implements Authorization {}

  /** What was asked for did not come. */
  record Closed(Dossier dossier, Pend pend) implements Authorization {}

  record NotRequired(Dossier dossier) implements Authorization {}

  default AuthorizationId id() {
    return dossier().id();
  }

  default long version() {
    return dossier().version();
  }

  default Submission submission() {
    return dossier().submission();
  }

  /** What may be used, or had been; empty where nothing was approved. */
  default Optional<Approval> usable() {
    return switch (this) {
      case Approved(_, Approval approval) -> Optional.of(approval);
      case PartiallyApproved(_, Approval approval, _, _) -> Optional.of(approval);
      case Withdrawn(_, _, Optional<Approval> used) -> used;
      case Pended _, Denied _, Closed _, NotRequired _ -> Optional.empty();
    };
  }

  /** The appeal that waits for its decision; empty where there is none. */
  default Optional<Appeal> openAppeal() {
    return switch (this) {
      case PartiallyApproved(_, _, _, Optional<Appeal> appeal) -> appeal;
      case Denied(_, _, Optional<Appeal> appeal) -> appeal;
      case Pended _, Approved _, Withdrawn _, Closed _, NotRequired _ -> Optional.empty();
    };
  }

  /**
   * The authorization number to put on a claim: this authorization's reference where it is decided
   * here, else the administrator's. Empty where nothing was approved.
   */
  default Optional<String> number() {
    if (usable().isEmpty()) {
      return Optional.empty();
    }
    return switch (dossier().basis().handling()) {
      case DECIDED_HERE -> Optional.of(id().text());
      case RECORDED -> dossier().reference();
    };
  }

  /**
   * The status on a day. An approval can be used on its last day; the day after it has expired. A
   * request for which something is missing is closed the day after {@link Pend#closesOn}.
   *
   * @param today in the payer's zone
   */
  default Status statusOn(LocalDate today) {
    return switch (this) {
      case Pended(_, Pend pend, _) ->
          pend.closesOn().filter(today::isAfter).isPresent() ? Status.CLOSED : Status.PENDED;
      case Approved(_, Approval approval) ->
          today.isAfter(approval.to()) ? Status.EXPIRED : Status.APPROVED;
      case PartiallyApproved(_, Approval approval, _, _) ->
          today.isAfter(approval.to()) ? Status.EXPIRED : Status.PARTIALLY_APPROVED;
      case Denied _ -> Status.DENIED;
      case Withdrawn _ -> Status.WITHDRAWN;
      case Closed _ -> Status.CLOSED;
      case NotRequired _ -> Status.NOT_REQUIRED;
    };
  }

  default boolean isDecidedHere() {
    return dossier().basis().handling() == Handling.DECIDED_HERE;
  }

  /**
   * The state that these events lead to.
   *
   * @param entries all events of one authorization, in the order of their versions
   * @throws IllegalArgumentException if one is missing, or does not follow from those before
   */
  static Authorization replay(List<Entry> entries) {
    return Lifecycle.replay(entries);
  }
}
