package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Event.ServiceDatesMoved.MovedAsk;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Decisions;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the rules say of other days of service for a request that is not decided yet: the same as if
 * it had been submitted with these days when it was submitted.
 *
 * @param refusal why they do not do, as sentences; empty where they do
 * @param nextAllowed the first later day of service that would do; empty where these do, or none
 *     does
 * @param asks those whose last day hangs on the first day of service
 */
public record OtherDays(
    Optional<String> refusal, Optional<LocalDate> nextAllowed, List<MovedAsk> asks) {

  /** How far ahead a day is looked for that would do. */
  private static final int DAYS_AHEAD = 366;

  /** No rule speaks of days. */
  public static final OtherDays FREE = new OtherDays(Optional.empty(), Optional.empty(), List.of());

  public OtherDays {
    asks = List.copyOf(asks);
  }

  /**
   * Judges them.
   *
   * @param book that answered when it was submitted
   * @param extended the authorization that it extends, as it was then; empty for most
   * @param to the last day, included; empty for the first alone
   */
  public static OtherDays of(
      RuleBook book,
      Authorization state,
      Optional<Authorization> extended,
      LocalDate from,
      Optional<LocalDate> to) {
    if (!(state instanceof Authorization.Pended pended)) {
      // What is decided moves inside its validity alone.
      return FREE;
    }
    Instant at = state.dossier().createdAt();
    Submission moved = state.submission().onDays(from, to);
    Optional<Decision.Refused> refused = refused(book, moved, extended, at);
    return refused
        .map(
            one ->
                new OtherDays(
                    Optional.of(text(one)), next(book, moved, extended, at, one), List.of()))
        .orElseGet(
            () ->
                new OtherDays(
                    Optional.empty(), Optional.empty(), asks(book, pended, extended, moved)));
  }

  private static Optional<Decision.Refused> refused(
      RuleBook book, Submission moved, Optional<Authorization> extended, Instant at) {
    return Decisions.refusal(moved, Intake.windows(book, moved, extended, at));
  }

  private static String text(Decision.Refused refused) {
    return refused.windows().stream()
        .map(
            judged ->
                (judged.verdict() == WindowReport.Verdict.TOO_EARLY
                        ? "The request was made too early for these days: "
                        : "The request was made too late for these days: ")
                    + judged.window().statement().text())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Later days never mend what was too early. */
  private static Optional<LocalDate> next(
      RuleBook book,
      Submission moved,
      Optional<Authorization> extended,
      Instant at,
      Decision.Refused refused) {
    if (refused.windows().stream()
        .anyMatch(judged -> judged.verdict() == WindowReport.Verdict.TOO_EARLY)) {
      return Optional.empty();
    }
    long length = ChronoUnit.DAYS.between(moved.serviceFrom(), moved.lastDay());
    return Stream.iterate(moved.serviceFrom(), day -> day.plusDays(1))
        .limit(DAYS_AHEAD)
        .filter(
            day ->
                refused(
                        book,
                        moved.onDays(day, moved.serviceTo().map(_ -> day.plusDays(length))),
                        extended,
                        at)
                    .isEmpty())
        .findFirst();
  }

  private static List<MovedAsk> asks(
      RuleBook book,
      Authorization.Pended state,
      Optional<Authorization> extended,
      Submission moved) {
    Optional<LocalDate> before = dueBy(book, state, extended, state.submission());
    Optional<LocalDate> after = dueBy(book, state, extended, moved);
    if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
      return List.of();
    }
    return state.pend().asks().stream()
        .filter(ask -> ask.isOpen() && ask.kind() == Ask.Kind.INFORMATION)
        .filter(ask -> ask.from() == Party.REQUESTER && ask.dueBy().equals(before.get()))
        .limit(1)
        .map(ask -> new MovedAsk(ask.id(), after.get()))
        .toList();
  }

  private static Optional<LocalDate> dueBy(
      RuleBook book, Authorization state, Optional<Authorization> extended, Submission submission) {
    Instant at = state.dossier().createdAt();
    ZoneId zone = book.payer().zone();
    return Decisions.dueByService(
            submission,
            RequirementLookup.answer(book, submission.facts(zone), submission.serviceFrom(), at),
            Intake.windows(book, submission, extended, at),
            state.dossier().basis().handling(),
            at)
        .map(moment -> moment.day(zone));
  }
}
