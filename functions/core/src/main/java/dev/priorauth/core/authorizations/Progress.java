package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Authorization.Approved;
import dev.priorauth.core.authorizations.Authorization.Closed;
import dev.priorauth.core.authorizations.Authorization.Denied;
import dev.priorauth.core.authorizations.Authorization.NotRequired;
import dev.priorauth.core.authorizations.Authorization.PartiallyApproved;
import dev.priorauth.core.authorizations.Authorization.Pended;
import dev.priorauth.core.authorizations.Authorization.Withdrawn;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.sources.Citation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says where an authorization stands: how much was used, what is due, what comes next. */
public final class Progress {
  /** The kinds of events that can approve something. */
  private static final Set<String> APPROVING =
      Set.of("submitted", "outside-decision", "reviewer-approved", "reviewer-approved-partly");

  private Progress() {}

  /**
   * @return empty where nothing was approved
   */
  public static Optional<Usage> usage(Authorization state) {
    return state.usable().map(approval -> usage(approval, state.dossier().visits()));
  }

  private static Usage usage(Approval approval, List<Visit> visits) {
    int approved = Approvals.total(approval);
    int used = Approvals.usedInAll(approval, visits);
    int left = Math.max(0, approved - used);
    return new Usage(
        Approvals.unit(approval), approved, used, left, runsOutOn(approval, visits, left));
  }

  private static LocalDate runsOutOn(Approval approval, List<Visit> visits, int left) {
    if (visits.isEmpty()) {
      return approval.to();
    }
    LocalDate first = visits.getFirst().on();
    LocalDate last = visits.getLast().on();
    if (left <= 0) {
      return last;
    }
    int before = Approvals.usedInAll(approval, visits.subList(0, visits.size() - 1));
    if (before == 0) {
      // One day gives no pace.
      return approval.to();
    }
    long days = ChronoUnit.DAYS.between(first, last);
    LocalDate expected = last.plusDays(Math.ceilDiv(days * left, before));
    return expected.isBefore(approval.to()) ? expected : approval.to();
  }

  /**
   * The day of the decision that approved it, in the payer's zone.
   *
   * @return empty where nothing was approved
   */
  public static Optional<LocalDate> issuedOn(Authorization state) {
    ZoneId zone = state.dossier().basis().zone();
    return state
        .usable()
        .flatMap(
            _ ->
                state.dossier().history().reversed().stream()
                    .filter(step -> APPROVING.contains(step.kind()))
                    .findFirst())
        .map(step -> step.decidedOn().orElseGet(() -> step.at().atZone(zone).toLocalDate()));
  }

  /**
   * The day of the last covered visit as far as it can be told: the last day that was asked for,
   * the day on which the visits run out, or the last approved day, whichever is first.
   *
   * @return empty where nothing was approved
   */
  public static Optional<LocalDate> lastCoveredVisitOn(Authorization state) {
    return usage(state)
        .map(Usage::runsOutOn)
        .map(
            runsOut ->
                state
                    .submission()
                    .serviceTo()
                    .filter(planned -> planned.isBefore(runsOut))
                    .orElse(runsOut));
  }

  /** What has to have happened, soonest first. Those that were missed are among them. */
  public static List<Deadline> deadlines(Authorization state) {
    ZoneId zone = state.dossier().basis().zone();
    List<Deadline> deadlines = new ArrayList<>();
    switch (state) {
      case Pended(_, Pend pend, _) -> pended(state, pend, deadlines);
      case Approved(_, Approval approval) -> approved(state, approval, deadlines);
      case PartiallyApproved(_, Approval approval, _, _) -> approved(state, approval, deadlines);
      case NotRequired _ -> visits(state, deadlines);
      case Denied _, Withdrawn _, Closed _ -> {
        // Nothing is due any more.
      }
    }
    deadlines.sort(Comparator.comparing(Deadline::missedAt).thenComparing(Deadline::kind));
    return List.copyOf(deadlines);
  }

  /** The first instant at which time has closed it; empty where it never does. */
  static Optional<Instant> closesAt(Authorization state) {
    return deadlines(state).stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.CLOSES)
        .map(Deadline::missedAt)
        .findFirst();
  }

  private static void pended(Authorization state, Pend pend, List<Deadline> deadlines) {
    ZoneId zone = state.dossier().basis().zone();
    visits(state, deadlines);
    for (Ask ask : pend.asks()) {
      if (ask.isOpen() && ask.kind() != Ask.Kind.DECISION) {
        deadlines.add(after(Deadline.Kind.INFORMATION_DUE, ask.dueBy(), zone, ask.what()));
      }
    }
    Instant overdue = pend.decisionDueBy().plusNanos(1);
    deadlines.add(
        new Deadline(
            Deadline.Kind.DECISION_DUE,
            pend.decisionDueBy().atZone(zone).toLocalDate(),
            overdue,
            overdue,
            "It has to be decided.",
            Optional.empty()));
    Optional<Deadline> closes =
        pend.closesOn()
            .map(
                last ->
                    after(
                        Deadline.Kind.CLOSES,
                        last,
                        zone,
                        "It is closed when nothing has come until then."));
    if (closes.isPresent()) {
      // Of what is closed, nothing is due any more.
      deadlines.removeIf(due -> due.missedAt().isAfter(closes.get().missedAt()));
      deadlines.add(closes.get());
    }
  }

  private static void approved(Authorization state, Approval approval, List<Deadline> deadlines) {
    ZoneId zone = state.dossier().basis().zone();
    Optional<ExtensionLead> lead = state.dossier().basis().lead();
    if (lead.isPresent() && state.dossier().extensions().isEmpty()) {
      LocalDate last = lastCoveredVisitOn(state).orElse(approval.to());
      LocalDate due = last.minusDays(lead.get().days());
      deadlines.add(extensionDue(due, zone, lead.get().text(), Optional.empty()));
    }
    deadlines.add(
        after(Deadline.Kind.EXPIRES, approval.to(), zone, "This is the last day of its validity."));
  }

  /**
   * Until when to ask for later visits, where that can be told. Once an extension, or the
   * administrator itself, was asked there is nothing more to do.
   */
  private static void visits(Authorization state, List<Deadline> deadlines) {
    Dossier dossier = state.dossier();
    if (!dossier.extensions().isEmpty() || dossier.reference().isPresent()) {
      return;
    }
    for (VisitWindow window : dossier.basis().visitWindows()) {
      visitOn(state, window.visit())
          .map(day -> day.plusDays(window.days()))
          .ifPresent(
              due ->
                  deadlines.add(
                      extensionDue(
                          due, dossier.basis().zone(), window.text(), Optional.of(window.cite()))));
    }
  }

  /**
   * The day of a visit of the episode: as it was recorded or planned, or that on which it would be
   * if the visits go on as they did.
   *
   * @param number the number of the visit in the episode, in which the first day of service has the
   *     number that the office said, or is the first
   * @return empty where it was before the first day of service, or too little is known
   */
  static Optional<LocalDate> visitOn(Authorization state, int number) {
    List<Visit> visits = state.dossier().visits();
    int needed = number - state.submission().firstVisit() + 1;
    if (needed < 1) {
      return Optional.empty();
    }
    int count = 0;
    for (Visit visit : visits) {
      count += visit.count();
      if (count >= needed) {
        return Optional.of(visit.on());
      }
    }
    if (needed == 1) {
      return Optional.of(state.submission().serviceFrom());
    }
    if (visits.size() < 2) {
      // One day gives no pace.
      return Optional.empty();
    }
    LocalDate last = visits.getLast().on();
    long days = ChronoUnit.DAYS.between(visits.getFirst().on(), last);
    int before = count - visits.getLast().count();
    return Optional.of(last.plusDays(Math.ceilDiv(days * (needed - count), before)));
  }

  /** One of which the notice comes at the beginning of its last day. */
  private static Deadline extensionDue(
      LocalDate due, ZoneId zone, String text, Optional<Citation> cite) {
    return new Deadline(
        Deadline.Kind.EXTENSION_DUE,
        due,
        due.atStartOfDay(zone).toInstant(),
        due.plusDays(1).atStartOfDay(zone).toInstant(),
        text,
        cite);
  }

  /** One of which the notice comes when its last day is over. */
  private static Deadline after(Deadline.Kind kind, LocalDate last, ZoneId zone, String text) {
    Instant over = last.plusDays(1).atStartOfDay(zone).toInstant();
    return new Deadline(kind, last, over, over, text, Optional.empty());
  }

  /** The first deadline that has not been missed yet; empty where none is left. */
  public static Optional<Deadline> nextDeadline(Authorization state, Instant now) {
    return deadlines(state).stream()
        .filter(deadline -> deadline.missedAt().isAfter(now))
        .findFirst();
  }

  /**
   * What has to happen next, and who does it.
   *
   * @return empty where nothing has to
   */
  public static Optional<NextStep> nextStep(Authorization state, LocalDate today) {
    return switch (state) {
      case Pended(_, Pend pend, _) ->
          state.statusOn(today) == Status.CLOSED
              ? Optional.empty()
              : Optional.of(next(state, pend));
      case Approved(_, Approval approval) -> next(state, approval, today);
      case PartiallyApproved(_, Approval approval, _, Optional<Appeal> appeal) ->
          appeal.isPresent() ? Optional.of(appeal(state)) : next(state, approval, today);
      case Denied(_, _, Optional<Appeal> appeal) ->
          appeal.isPresent() ? Optional.of(appeal(state)) : Optional.empty();
      case NotRequired _ -> ifVisitsGoOn(state, today);
      case Withdrawn _, Closed _ -> Optional.empty();
    };
  }

  private static Optional<NextStep> ifVisitsGoOn(Authorization state, LocalDate today) {
    return deadlines(state).stream()
        .filter(due -> !today.isAfter(due.on()))
        .findFirst()
        .map(
            due ->
                new NextStep(
                    "If more is needed: " + due.text(),
                    Party.REQUESTER,
                    Optional.of(endOf(due.on(), state.dossier().basis().zone()))));
  }

  private static NextStep next(Authorization state, Pend pend) {
    Ask first =
        pend.asks().stream()
            .filter(ask -> ask.isOpen() && ask.from() == pend.owner())
            .min(Comparator.comparing(Ask::dueBy))
            .or(() -> pend.asks().stream().filter(Ask::isOpen).findFirst())
            .orElseThrow();
    Instant dueBy =
        first.kind() == Ask.Kind.DECISION
            ? pend.decisionDueBy()
            : endOf(first.dueBy(), state.dossier().basis().zone());
    return new NextStep(first.what(), first.from(), Optional.of(dueBy));
  }

  private static Optional<NextStep> next(Authorization state, Approval approval, LocalDate today) {
    if (today.isAfter(approval.to())) {
      return Optional.empty();
    }
    return deadlines(state).stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.EXTENSION_DUE)
        .findFirst()
        .map(
            due ->
                new NextStep(
                    "If more is needed: " + due.text(),
                    Party.REQUESTER,
                    Optional.of(endOf(due.on(), state.dossier().basis().zone()))));
  }

  /** Who decides elsewhere has to be asked there again. */
  private static NextStep appeal(Authorization state) {
    return state.isDecidedHere()
        ? new NextStep("Decide the appeal.", Party.REVIEWER, Optional.empty())
        : new NextStep(
            "Send the appeal to the administrator in a way of appealRoutes, then record what it"
                + " decides.",
            Party.REQUESTER,
            Optional.empty());
  }

  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
  }
}
