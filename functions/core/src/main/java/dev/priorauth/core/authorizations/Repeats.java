package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Result.Refused;
import dev.priorauth.core.decisions.Approval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Recognizes a request that is sent again because its answer was lost. It has been done already if
 * the last event is the one that it would have made on the state before, at the same instant and by
 * the same caller.
 */
public final class Repeats {
  private Repeats() {}

  /** Whether it is worth while to look at the events; without them it cannot be known. */
  public static boolean isPossible(Authorization state, Result result) {
    return switch (result) {
      case Refused _ -> true;
      case Done(Entry entry, _, _, _, _) ->
          state.dossier().history().getLast().kind().equals(entry.event().kind());
    };
  }

  /**
   * Whether the operation has been done already.
   *
   * @param entries all events of the authorization, in the order of their versions
   */
  public static boolean isRepeat(
      List<Entry> entries, Actor by, BiFunction<Authorization, Instant, Result> operation) {
    Entry last = entries.getLast();
    return entries.size() > 1
        && last.sub().equals(by.sub())
        && operation.apply(Lifecycle.replay(entries.subList(0, entries.size() - 1)), last.at())
            instanceof Done(Entry entry, _, _, _, _)
        && uncounted(entry.event()).equals(uncounted(last.event()));
  }

  /** Without what was left of an allotment then, which is not what is left now. */
  private static Event uncounted(Event event) {
    return switch (event) {
      case Event.ReviewerApproved(Approval approval) ->
          new Event.ReviewerApproved(uncounted(approval));
      case Event.ReviewerApprovedPartly(Approval approval, Denial denial) ->
          new Event.ReviewerApprovedPartly(uncounted(approval), denial);
      case Event.Submitted _,
          Event.OutsideDecision _,
          Event.InformationAnswered _,
          Event.Asked _,
          Event.DocumentAnnounced _,
          Event.DocumentReceived _,
          Event.AnswerAccepted _,
          Event.AnswerUnreadable _,
          Event.DenialProposed _,
          Event.ReviewerDenied _,
          Event.DenialUpheld _,
          Event.PeerToPeerRequested _,
          Event.PeerToPeerEnded _,
          Event.VisitsRecorded _,
          Event.ServiceDatesMoved _,
          Event.Shortened _,
          Event.ExtensionRequested _,
          Event.Withdrawn _,
          Event.AppealFiled _,
          Event.Closed _ ->
          event;
    };
  }

  private static Approval uncounted(Approval approval) {
    return new Approval(
        approval.from(), approval.to(), approval.visits(), approval.lines(), Optional.empty());
  }
}
