package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Something that happened to an authorization. The state follows from its events alone. */
public sealed interface Event {

  /** The first event of every authorization. */
  record Submitted(Submission submission, Basis basis, Outcome outcome) implements Event {}

  /**
   * The administrator decided elsewhere, and the office recorded it.
   *
   * @param reference the administrator's reference, such as an ACMP number
   * @param decidedOn the day of the decision
   */
  record OutsideDecision(String reference, LocalDate decidedOn, OutsideResult result)
      implements Event {}

  /** Free text can be personal: it does not show in {@link #toString()}. */
  record InformationAnswered(String ask, String text) implements Event {
    @Override
    public String toString() {
      return "InformationAnswered[ask=" + ask + "]";
    }
  }

  /** A reviewer asked for more. */
  record Asked(Ask ask) implements Event {}

  /**
   * The office means to send a document.
   *
   * @param ask the ask that it answers
   */
  record DocumentAnnounced(String ask, Document document) implements Event {}

  /** A document that was announced has come, as it was announced. */
  record DocumentReceived(String ask, Document document) implements Event {}

  /** A reviewer can use what came for an ask. */
  record AnswerAccepted(String ask) implements Event {}

  /** A reviewer cannot use what came for an ask. */
  record AnswerUnreadable(String ask, String why) implements Event {}

  record ReviewerApproved(Approval approval) implements Event {}

  /**
   * A reviewer approved less than was asked for.
   *
   * @param denial why the rest is not approved
   */
  record ReviewerApprovedPartly(Approval approval, Denial denial) implements Event {}

  /** A reviewer means to deny it; a peer-to-peer conversation is offered first. */
  record DenialProposed(Denial denial, LocalDate peerToPeerUntil) implements Event {}

  record ReviewerDenied(Denial denial) implements Event {}

  /** The appeal that was open has been decided, and the denial stands. */
  record DenialUpheld(Denial denial) implements Event {}

  /**
   * The office asked for the conversation.
   *
   * @param contact how and when to reach the physician; personal, not in {@link #toString()}
   */
  record PeerToPeerRequested(String contact) implements Event {
    @Override
    public String toString() {
      return "PeerToPeerRequested[]";
    }
  }

  /**
   * @param held whether it was held; else the office declined
   */
  record PeerToPeerEnded(boolean held) implements Event {}

  /**
   * @param visits each day at most once
   */
  record VisitsRecorded(List<Visit> visits) implements Event {
    public VisitsRecorded {
      visits = List.copyOf(visits);
    }
  }

  /**
   * @param to the last day of service, included
   */
  record ServiceDatesMoved(LocalDate from, Optional<LocalDate> to, List<MovedAsk> asks)
      implements Event {
    public ServiceDatesMoved {
      asks = List.copyOf(asks);
    }

    /** An ask of which the last day hangs on the first day of service, with its new one. */
    public record MovedAsk(String ask, LocalDate dueBy) {}
  }

  /**
   * The office needs fewer visits than were approved.
   *
   * @param visits the visits that it keeps, those already used included
   */
  record Shortened(int visits) implements Event {}

  /**
   * Somebody asked to extend this one.
   *
   * @param late after the day by which the rules want it
   */
  record ExtensionRequested(AuthorizationId extension, boolean late) implements Event {}

  record Withdrawn(String reason) implements Event {}

  /**
   * @param text the office's words; can be personal, not in {@link #toString()}
   */
  record AppealFiled(String stage, String text) implements Event {
    @Override
    public String toString() {
      return "AppealFiled[stage=" + stage + "]";
    }
  }

  /** What was asked for did not come in time. */
  record Closed() implements Event {}

  /**
   * What an administrator decided elsewhere. Only one that is decided is recorded as denied, and
   * with its reason.
   */
  sealed interface OutsideResult {
    record Approved(Approval approval) implements OutsideResult {
      public Approved {
        requireUncounted(approval);
      }
    }

    record PartlyApproved(Approval approval, Denial denial) implements OutsideResult {
      public PartlyApproved {
        requireUncounted(approval);
      }
    }

    record Denied(Denial denial) implements OutsideResult {}

    /**
     * It has the request, and wants to decide later.
     *
     * @param decisionDueBy the last day, included
     */
    record StillPended(LocalDate decisionDueBy) implements OutsideResult {}

    record Cancelled() implements OutsideResult {}

    private static void requireUncounted(Approval approval) {
      if (approval.counted().isPresent()) {
        throw new IllegalArgumentException("only what is decided here is taken from an allotment");
      }
    }
  }

  /**
   * A document, sent or to be sent.
   *
   * @param id d1, d2, … in the order of announcing
   * @param name the file's name; can be personal, not in {@link #toString()}
   * @param pageNote which pages are sent and what they show; can be personal, not in {@link
   *     #toString()}
   * @param bytes its size
   * @param sha256 its checksum, in hexadecimal
   */
  record Document(
      String id, String name, String pageNote, String mediaType, long bytes, String sha256) {
    @Override
    public String toString() {
      return "Document[id=" + id + "]";
    }
  }

  /** Its short name in histories and stores. */
  default String kind() {
    return switch (this) {
      case Submitted _ -> "submitted";
      case OutsideDecision _ -> "outside-decision";
      case InformationAnswered _ -> "information-answered";
      case Asked _ -> "asked";
      case DocumentAnnounced _ -> "document-announced";
      case DocumentReceived _ -> "document-received";
      case AnswerAccepted _ -> "answer-accepted";
      case AnswerUnreadable _ -> "answer-unreadable";
      case ReviewerApproved _ -> "reviewer-approved";
      case ReviewerApprovedPartly _ -> "reviewer-approved-partly";
      case DenialProposed _ -> "denial-proposed";
      case ReviewerDenied _ -> "reviewer-denied";
      case DenialUpheld _ -> "denial-upheld";
      case PeerToPeerRequested _ -> "peer-to-peer-requested";
      case PeerToPeerEnded _ -> "peer-to-peer-ended";
      case VisitsRecorded _ -> "visits-recorded";
      case ServiceDatesMoved _ -> "service-dates-moved";
      case Shortened _ -> "shortened";
      case ExtensionRequested _ -> "extension-requested";
      case Withdrawn _ -> "withdrawn";
      case AppealFiled _ -> "appeal-filed";
      case Closed _ -> "closed";
    };
  }
}
