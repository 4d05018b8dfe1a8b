package dev.priorauth.core.messages;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that an office is told of, once. It names no person: who wants to know more reads the
 * authorization, which needs the right to.
 *
 * @param about the authorization
 * @param at when it happened or, for what time alone brings about, when it was noticed
 * @param version the version of the authorization after the event; 0 for what time brings about
 */
public record Posting(AuthorizationId about, Instant at, long version, Kind kind) {

  /** What it concerns. */
  public enum Topic {
    AUTHORIZATION("authorization"),
    APPEAL("appeal"),
    /** The administrator wants to speak with the office. */
    DEPARTMENT_REQUEST("department-request"),
    /** The office has to send something. */
    INFORMATION_NEEDED("information-needed");

    private final String key;

    Topic(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** What happened. The text is the same for everybody, so that nothing personal is in it. */
  public enum Kind {
    APPROVED("approved", Topic.AUTHORIZATION, "A request was approved."),
    PENDED(
        "pended",
        Topic.AUTHORIZATION,
        "A request waits for its decision. The letter says for what."),
    NOT_REQUIRED("not-required", Topic.AUTHORIZATION, "A request needs no authorization."),
    PARTLY_APPROVED("partly-approved", Topic.AUTHORIZATION, "A request was approved in part."),
    DENIED(
        "denied",
        Topic.AUTHORIZATION,
        "A request was denied. Its record says why, and how to appeal."),
    POSTPONED(
        "postponed", Topic.AUTHORIZATION, "The administrator has a request and decides later."),
    CANCELLED("cancelled", Topic.AUTHORIZATION, "The administrator cancelled a request."),
    WITHDRAWN("withdrawn", Topic.AUTHORIZATION, "A request was withdrawn."),
    CLOSED(
        "closed",
        Topic.AUTHORIZATION,
        "A request was closed, because what was asked for did not come."),
    REOPENED(
        "reopened",
        Topic.AUTHORIZATION,
        "A request was not closed after all: what was done in time was noticed later."),
    EXPIRED("expired", Topic.AUTHORIZATION, "The last day of an authorization is over."),
    EXTENSION_DUE(
        "extension-due",
        Topic.AUTHORIZATION,
        "The last day to ask in time for an extension has come. If more is needed, ask at once."),
    DECISION_OVERDUE(
        "decision-overdue", Topic.AUTHORIZATION, "A request was not decided when it was due."),
    APPEAL_FILED("appeal-filed", Topic.APPEAL, "An appeal was filed."),
    APPROVED_AFTER_APPEAL(
        "approved-after-appeal", Topic.APPEAL, "A request was approved after an appeal."),
    DENIAL_UPHELD("denial-upheld", Topic.APPEAL, "An appeal was decided: the denial stands."),
    DENIAL_PROPOSED(
        "denial-proposed",
        Topic.DEPARTMENT_REQUEST,
        "A reviewer means to deny a request and offers a conversation with a physician first."),
    INFORMATION_ASKED(
        "information-asked", Topic.INFORMATION_NEEDED, "Something more is needed for a request."),
    ANSWER_UNREADABLE(
        "answer-unreadable",
        Topic.INFORMATION_NEEDED,
        "What came for a request cannot be used. Send it again."),
    INFORMATION_OVERDUE(
        "information-overdue",
        Topic.INFORMATION_NEEDED,
        "What was asked for did not come by the day that was set.");

    private final String key;
    private final Topic topic;
    private final String text;

    Kind(String key, Topic topic, String text) {
      this.key = key;
      this.topic = topic;
      this.text = text;
    }

    public String key() {
      return key;
    }

    public Topic topic() {
      return topic;
    }

    public String text() {
      return text;
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
   * What the offices are told of an event.
   *
   * @param after the state after it
   * @return empty where they are told nothing: the office did it itself, or it only moves work
   *     among reviewers
   */
  public static Optional<Posting> of(Entry entry, Authorization after) {
    return kind(entry.event(), after)
        .map(kind -> new Posting(entry.id(), entry.at(), entry.version(), kind));
  }

  /**
   * What the offices are told of the submission of an authorization. It follows from any later
   * state as well: the first letter never changes.
   */
  public static Posting ofSubmission(Authorization state) {
    return new Posting(state.id(), state.dossier().createdAt(), 1, submitted(state));
  }

  private static Kind submitted(Authorization state) {
    if (beganWith(Letter.Kind.APPROVAL, state)) {
      return Kind.APPROVED;
    }
    return beganWith(Letter.Kind.PEND, state) ? Kind.PENDED : Kind.NOT_REQUIRED;
  }

  private static boolean beganWith(Letter.Kind kind, Authorization state) {
    return state.dossier().letters().stream()
        .anyMatch(letter -> letter.version() == 1 && letter.kind() == kind);
  }

  private static Optional<Kind> kind(Event event, Authorization after) {
    return switch (event) {
      case Event.Submitted _ -> Optional.of(submitted(after));
      case Event.OutsideDecision(_, _, OutsideResult result) -> Optional.of(kind(result));
      case Event.Asked _ -> Optional.of(Kind.INFORMATION_ASKED);
      case Event.AnswerUnreadable _ -> Optional.of(Kind.ANSWER_UNREADABLE);
      case Event.ReviewerApproved _ ->
          Optional.of(wasAppealed(after) ? Kind.APPROVED_AFTER_APPEAL : Kind.APPROVED);
      case Event.ReviewerApprovedPartly _ -> Optional.of(Kind.PARTLY_APPROVED);
      case Event.DenialProposed _ -> Optional.of(Kind.DENIAL_PROPOSED);
      case Event.ReviewerDenied _ -> Optional.of(Kind.DENIED);
      case Event.DenialUpheld _ -> Optional.of(Kind.DENIAL_UPHELD);
      case Event.Withdrawn _ -> Optional.of(Kind.WITHDRAWN);
      case Event.AppealFiled _ -> Optional.of(Kind.APPEAL_FILED);
      case Event.Closed _ -> Optional.of(Kind.CLOSED);
      case Event.InformationAnswered _,
          Event.DocumentAnnounced _,
          Event.DocumentReceived _,
          Event.AnswerAccepted _,
          Event.PeerToPeerRequested _,
          Event.PeerToPeerEnded _,
          Event.VisitsRecorded _,
          Event.ServiceDatesMoved _,
          Event.Shortened _,
          Event.ExtensionRequested _ ->
          Optional.empty();
    };
  }

  private static Kind kind(OutsideResult result) {
    return switch (result) {
      case OutsideResult.Approved _ -> Kind.APPROVED;
      case OutsideResult.PartlyApproved _ -> Kind.PARTLY_APPROVED;
      case OutsideResult.Denied _ -> Kind.DENIED;
      case OutsideResult.StillPended _ -> Kind.POSTPONED;
      case OutsideResult.Cancelled _ -> Kind.CANCELLED;
    };
  }

  /** A decision ends an appeal that was filed before it: nothing approved can be appealed. */
  private static boolean wasAppealed(Authorization state) {
    return state.dossier().history().stream().anyMatch(step -> step.kind().equals("appeal-filed"));
  }
}
