package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Authorization.Pended;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * A deadline that somebody still has to do something about.
 *
 * @param owner who
 * @param overdue whether it is too late to be in time
 */
public record Due(Authorization state, Deadline deadline, Party owner, boolean overdue) {

  /**
   * What is due of these, soonest first. What is overdue is among it while it can still be done:
   * not of what has expired or was closed.
   *
   * @param until the last day, included, in the payer's zone
   * @param states with their extensions, as far as they are known
   */
  public static List<Due> until(LocalDate until, List<Authorization> states, Instant now) {
    return states.stream()
        .map(state -> Extensions.stillAsked(state, states, today(state, now)))
        .filter(state -> isLive(state, now))
        .flatMap(
            state ->
                Progress.deadlines(state, today(state, now)).stream()
                    .filter(deadline -> !deadline.on().isAfter(until))
                    .map(
                        deadline ->
                            new Due(
                                state,
                                deadline,
                                owner(state, deadline),
                                !deadline.missedAt().isAfter(now))))
        .sorted(
            Comparator.comparing((Due due) -> due.deadline().missedAt())
                .thenComparing(due -> due.deadline().kind())
                .thenComparing(due -> due.state().id().text()))
        .toList();
  }

  private static boolean isLive(Authorization state, Instant now) {
    LocalDate today = today(state, now);
    return switch (state.statusOn(today)) {
      case PENDED, APPROVED, PARTIALLY_APPROVED -> true;
      // Later visits need an authorization: it can be asked for until the last of these days.
      case NOT_REQUIRED ->
          Progress.deadlines(state, today).stream()
              .anyMatch(deadline -> deadline.missedAt().isAfter(now));
      case DENIED, WITHDRAWN, EXPIRED, CLOSED -> false;
    };
  }

  private static LocalDate today(Authorization state, Instant now) {
    return now.atZone(state.dossier().basis().zone()).toLocalDate();
  }

  /** Who decides, where a decision is due; who was asked for it; else the office. */
  private static Party owner(Authorization state, Deadline deadline) {
    if (!(state instanceof Pended pended)) {
      return Party.REQUESTER;
    }
    boolean decision = deadline.kind() == Deadline.Kind.DECISION_DUE;
    return pended.pend().asks().stream()
        .filter(
            ask ->
                decision
                    ? ask.kind() == Ask.Kind.DECISION
                    : ask.isOpen() && ask.what().equals(deadline.text()))
        .map(Ask::from)
        .findFirst()
        .orElse(decision ? Party.REVIEWER : Party.REQUESTER);
  }
}
