package dev.priorauth.core.authorizations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What an operation on an authorization comes to. */
public sealed interface Result {

  /**
   * To be written together, or not at all.
   *
   * @param entry the event; its version is that of {@code state}
   * @param averted the instant at which time would have closed the request, where it no longer does
   * @param passed the deadlines that the event has moved into the past: they are told with it
   */
  record Done(
      Entry entry,
      Authorization state,
      AllotmentChange change,
      Optional<Instant> averted,
      List<Deadline> passed)
      implements Result {
    public Done {
      passed = List.copyOf(passed);
    }
  }

  /**
   * Nothing changes.
   *
   * @param text why, to the one who asked
   * @param nextAllowed the first day that would do in place of the one that does not, or on which
   *     it can be done; where the days lie too late, the last one that would. Empty where there is
   *     none, or a date is not the reason
   */
  record Refused(Reason reason, String text, Optional<LocalDate> nextAllowed) implements Result {}

  /** Why an operation is refused. */
  enum Reason {
    /** Its status does not allow it. */
    WRONG_STATUS("wrong-status"),
    /** Its administrator decides elsewhere. */
    NOT_DECIDED_HERE("not-decided-here"),
    /** It is decided here: no outside decision can be recorded. */
    DECIDED_HERE("decided-here"),
    /** No open ask has this name and kind. */
    NO_SUCH_ASK("no-such-ask"),
    /** More documents than can be sent. */
    TOO_MANY_DOCUMENTS("too-many-documents"),
    /** A date lies outside what is approved. */
    DATE_OUTSIDE("date-outside"),
    /** A date lies in the future. */
    DATE_IN_FUTURE("date-in-future"),
    /** More than was approved, or less than was used. */
    MORE_THAN_APPROVED("more-than-approved"),
    /** Fewer visits than were asked for would be approved as the whole. */
    FEWER_VISITS("fewer-visits"),
    /** Fewer units than were asked for would be approved as the whole. */
    FEWER_UNITS("fewer-units"),
    /** No conversation about this denial was offered, and none is. */
    OFFER_MISSING("offer-missing"),
    /** The peer-to-peer conversation that was offered is still open. */
    PEER_TO_PEER_OPEN("peer-to-peer-open"),
    /** What was asked for can still come. */
    NOT_DUE("not-due");

    private final String key;

    Reason(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    /** Whether it is a date that does not do: then it is said which one would, or that none. */
    public boolean isOfDate() {
      return this == DATE_OUTSIDE || this == DATE_IN_FUTURE;
    }
  }
}
