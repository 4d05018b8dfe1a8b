package dev.priorauth.core.metrics;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Urgency;
import java.time.Instant;
import java.util.Optional;

/**
 * What the figures need to know of an event: nothing of it is personal.
 *
 * @param expedited whether an answer was needed sooner than usual
 * @param submittedAt when the request was made
 * @param at when this happened
 */
public record LogEntry(
    String payer, String product, boolean expedited, Instant submittedAt, Instant at, Kind kind) {

  /** What happened to a request that is decided here. */
  public enum Kind {
    /** It was made and approved at once. */
    APPROVED_AT_ONCE("approved-at-once"),
    /** It was made and waits. */
    PENDED("pended"),
    APPROVED("approved"),
    PARTLY_APPROVED("partly-approved"),
    DENIED("denied"),
    /** It was approved, whole or in part, after an appeal. */
    AFTER_APPEAL("after-appeal"),
    UPHELD("upheld"),
    /** It waits no more, and was not decided. */
    ENDED("ended"),
    /** It had not ended: something that came in time was noticed after time had closed it. */
    REOPENED("reopened");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    public static Optional<Kind> ofKey(String key) {
      for (Kind kind : values()) {
        if (kind.key.equals(key)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * What an event is to the figures.
   *
   * @param after the state after it
   * @return empty where it is nothing to them, and for requests that another administrator decides:
   *     of those the service knows only what an office records
   */
  public static Optional<LogEntry> of(Entry entry, Authorization after) {
    return after.isDecidedHere()
        ? kind(entry.event(), after).map(kind -> of(after, entry.at(), kind))
        : Optional.empty();
  }

  /**
   * What it is to the figures that time closes a request. An event that follows was in time, and
   * then {@link #ofReopening} comes before it: so it cannot end twice.
   *
   * @param at when it was noticed
   * @return empty for requests that another administrator decides
   */
  public static Optional<LogEntry> ofClosing(Authorization state, Instant at) {
    return state.isDecidedHere() ? Optional.of(of(state, at, Kind.ENDED)) : Optional.empty();
  }

  /**
   * What it is to the figures that a request which time had closed was not to be closed.
   *
   * @param at when it was noticed
   * @return empty for requests that another administrator decides
   */
  public static Optional<LogEntry> ofReopening(Authorization state, Instant at) {
    return state.isDecidedHere() ? Optional.of(of(state, at, Kind.REOPENED)) : Optional.empty();
  }

  private static LogEntry of(Authorization state, Instant at, Kind kind) {
    Submission submission = state.submission();
    return new LogEntry(
        submission.payer(),
        submission.product(),
        submission.urgency() instanceof Urgency.Expedited,
        state.dossier().createdAt(),
        at,
        kind);
  }

  private static Optional<Kind> kind(Event event, Authorization after) {
    return switch (event) {
      case Event.Submitted(_, _, Outcome outcome) ->
          switch (outcome) {
            case Outcome.Approved _ -> Optional.of(Kind.APPROVED_AT_ONCE);
            case Outcome.Pended _ -> Optional.of(Kind.PENDED);
            case Outcome.NotRequired _ -> Optional.empty();
          };
      case Event.ReviewerApproved _ ->
          Optional.of(wasAppealed(after) ? Kind.AFTER_APPEAL : Kind.APPROVED);
      case Event.ReviewerApprovedPartly _ ->
          Optional.of(wasAppealed(after) ? Kind.AFTER_APPEAL : Kind.PARTLY_APPROVED);
      case Event.ReviewerDenied _ -> Optional.of(Kind.DENIED);
      case Event.DenialUpheld _ -> Optional.of(Kind.UPHELD);
      case Event.Withdrawn _ -> wasDecided(after) ? Optional.empty() : Optional.of(Kind.ENDED);
      case Event.Closed _ -> Optional.of(Kind.ENDED);
      case Event.OutsideDecision _,
          Event.InformationAnswered _,
          Event.Asked _,
          Event.DocumentAnnounced _,
          Event.DocumentReceived _,
          Event.AnswerAccepted _,
          Event.AnswerUnreadable _,
          Event.DenialProposed _,
          Event.PeerToPeerRequested _,
          Event.PeerToPeerEnded _,
          Event.VisitsRecorded _,
          Event.ServiceDatesMoved _,
          Event.Shortened _,
          Event.ExtensionRequested _,
          Event.AppealFiled _ ->
          Optional.empty();
    };
  }

  private static boolean wasAppealed(Authorization state) {
    return state.dossier().history().stream().anyMatch(step -> step.kind().equals("appeal-filed"));
  }

  /** Every decision that is made here has its letter. */
  private static boolean wasDecided(Authorization state) {
    return state.dossier().letters().stream()
        .anyMatch(
            letter ->
                switch (letter.kind()) {
                  case APPROVAL, PARTIAL_APPROVAL, DENIAL -> true;
                  case PEND, WITHDRAWAL, CLOSING -> false;
                });
  }
}
