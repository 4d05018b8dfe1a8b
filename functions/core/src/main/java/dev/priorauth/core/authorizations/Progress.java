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
import java.util.stream.Stream;

/** Says where an authorization stands: how much was used, what is due, what comes next. */
public final class Progress {
  /** The kinds of events that can approve something. */
  private static final Set<String> APPROVING =
      Set.of("submitted", "outside-decision", "reviewer-approved", "reviewer-approved-partly");

  private Progress() {}

  /**
   * How much of it was used by a day.
   *
   * @param today the day on which it is asked, in the payer's zone
   * @return empty where nothing was approved
   */
  public static Optional<Usage> usage(Authorization state, LocalDate today) {
    return state.usable().map(approval -> usage(approval, state.dossier().visits(), today));
  }

  private static Usage usage(Approval approval, List<Visit> visits, LocalDate today) {
    int approved = Approvals.total(approval);
    int used = Approvals.usedInAll(approval, visits);
    int left = Math.max(0, approved - used);
    LocalDate runsOut =
        runsOut(approval, visits, left, today)
            .filter(day -> day.isBefore(approval.to()))
            .orElse(approval.to());
    return new Usage(Approvals.unit(approval), approved, used, left, runsOut);
  }

  /** Empty where too little is known. */
  private static Optional<LocalDate> runsOut(
      Approval approval, List<Visit> visits, int left, LocalDate today) {
    if (visits.isEmpty()) {
      return Optional.empty();
    }
    if (left == 0) {
      return Optional.of(visits.getLast().on());
    }
    int before = Approvals.usedInAll(approval, visits.subList(0, visits.size() - 1));
    return expected(visits, before, left, today);
  }

  /**
   * The day of a later visit, if the visits go on as they did: never before today, since a visit
   * that was not recorded can still be made.
   *
   * @param before what was used before the last of the visits
   * @param ahead the number of the visit, counted from the last one
   * @return empty where too little is known: one day gives no pace
   */
  private static Optional<LocalDate> expected(
      List<Visit> visits, int before, int ahead, LocalDate today) {
    if (before == 0) {
      return Optional.empty();
    }
    LocalDate last = visits.getLast().on();
    long days = ChronoUnit.DAYS.between(visits.getFirst().on(), last);
    LocalDate inStep = last.plusDays(Math.ceilDiv(days * ahead, before));
    LocalDate fromNow = today.plusDays(Math.ceilDiv(days * (ahead - 1), before));
    return Optional.of(fromNow.isAfter(inStep) ? fromNow : inStep);
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
   * The day of the last covered visit as far as it is certain: of the last visit where none is
   * left, else the last day that was asked for or the last approved day, whichever is first.
   *
   * @return empty where nothing was approved
   */
  public static Optional<LocalDate> lastCoveredVisitOn(Authorization state) {
    return state.usable().flatMap(approval -> lastCoveredVisitOn(state, approval.to()));
  }

  /** The same as far as it can be told on a day: visits that are left may go on as they did. */
  private static Optional<LocalDate> lastCoveredVisitOn(Authorization state, LocalDate today) {
    return usage(state, today)
        .map(Usage::runsOutOn)
        .map(
            runsOut ->
                state
                    .submission()
                    .serviceTo()
                    .filter(planned -> planned.isBefore(runsOut))
                    .filter(planned -> lastVisitOn(state).filter(planned::isBefore).isEmpty())
                    .orElse(runsOut));
  }

  private static Optional<LocalDate> lastVisitOn(Authorization state) {
    List<Visit> visits = state.dossier().visits();
    return visits.isEmpty() ? Optional.empty() : Optional.of(visits.getLast().on());
  }

  /**
   * What has to have happened, as it is seen on a day, soonest first. Those that were missed are
   * among them; where it has expired or was closed, nothing is due any more.
   *
   * <p>Whether an extension was missed is judged only by what is certain. While visits are left,
   * the day by which one is expected to be due is today or later.
   *
   * @param today in the payer's zone
   */
  public static List<Deadline> deadlines(Authorization state, LocalDate today) {
    return switch (state.statusOn(today)) {
      case PENDED, APPROVED, PARTIALLY_APPROVED, NOT_REQUIRED ->
          sorted(
              Stream.concat(
                  fixed(seenOn(state, today)).stream(), extensions(state, today).stream()));
      case DENIED, WITHDRAWN, EXPIRED, CLOSED -> List.of();
    };
  }

  /**
   * Of what the offices are owed a notice, whatever the day: of an extension when it is certainly
   * due, and before that when it was expected to be due at the last visit that was recorded.
   */
  static List<Deadline> notices(Authorization state) {
    LocalDate recorded = lastVisitOn(state).orElse(LocalDate.MIN);
    LocalDate over = state.usable().map(Approval::to).orElse(recorded);
    return sorted(
        Stream.of(fixed(state), extensions(state, recorded), extensions(state, over))
            .flatMap(List::stream)
            .distinct());
  }

  private static Authorization seenOn(Authorization state, LocalDate today) {
    return state instanceof Pended pended
        ? new Pended(pended.dossier(), pended.pendOn(today), pended.proposed())
        : state;
  }

  private static List<Deadline> sorted(Stream<Deadline> deadlines) {
    return deadlines
        .sorted(Comparator.comparing(Deadline::missedAt).thenComparing(Deadline::kind))
        .toList();
  }

  /** Those that no visit moves. */
  private static List<Deadline> fixed(Authorization state) {
    return switch (state) {
      case Pended(_, Pend pend, _) -> pended(pend, state.dossier().basis().zone());
      case Approved(_, Approval approval) -> List.of(expires(state, approval));
      case PartiallyApproved(_, Approval approval, _, _) -> List.of(expires(state, approval));
      case Denied _, Withdrawn _, Closed _, NotRequired _ -> List.of();
    };
  }

  private static Deadline expires(Authorization state, Approval approval) {
    return after(
        Deadline.Kind.EXPIRES,
        approval.to(),
        state.dossier().basis().zone(),
        "This is the last day of its validity.");
  }

  /**
   * Until when to ask for more, as far as it can be told on a day. Once an extension was asked for
   * there is nothing more to do.
   */
  private static List<Deadline> extensions(Authorization state, LocalDate today) {
    if (!state.dossier().extensions().isEmpty()) {
      return List.of();
    }
    return switch (state) {
      case Approved _, PartiallyApproved _ -> beforeTheLastVisit(state, today);
      case Pended _, NotRequired _ -> byVisits(state, today);
      case Denied _, Withdrawn _, Closed _ -> List.of();
    };
  }

  /** The first instant at which time has closed it; empty where it never does. */
  static Optional<Instant> closesAt(Authorization state) {
    return fixed(state).stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.CLOSES)
        .map(Deadline::missedAt)
        .findFirst();
  }

  private static List<Deadline> pended(Pend pend, ZoneId zone) {
    List<Deadline> deadlines = new ArrayList<>();
    for (Ask ask : pend.asks()) {
      if (ask.isOpen() && ask.kind() != Ask.Kind.DECISION) {
        deadlines.add(after(Deadline.Kind.INFORMATION_DUE, ask.dueBy(zone), zone, ask.what()));
      }
    }
    deadlines.add(
        after(Deadline.Kind.DECISION_DUE, pend.decisionDueBy(), zone, "It has to be decided."));
    pend.closesOn()
        .map(
            last ->
                after(
                    Deadline.Kind.CLOSES,
                    last,
                    zone,
                    "It is closed when nothing has come until then."))
        .ifPresent(
            closes -> {
              // Of what is closed, nothing is due any more.
              deadlines.removeIf(due -> due.missedAt().isAfter(closes.missedAt()));
              deadlines.add(closes);
            });
    return deadlines;
  }

  private static List<Deadline> beforeTheLastVisit(Authorization state, LocalDate today) {
    return state.dossier().basis().lead().stream()
        .flatMap(
            lead ->
                lastCoveredVisitOn(state, today)
                    .map(last -> due(state, lead, last, today))
                    .stream())
        .toList();
  }

  private static Deadline due(
      Authorization state, ExtensionLead lead, LocalDate last, LocalDate today) {
    ZoneId zone = state.dossier().basis().zone();
    LocalDate due = last.minusDays(lead.days());
    boolean isCertain = last.equals(lastCoveredVisitOn(state).orElseThrow());
    return isCertain
        ? extensionDue(due, zone, lead.text(), Optional.empty())
        : extensionDue(
            later(due, today),
            zone,
            lead.text()
                + " If the visits go on as they did, the last covered one is on "
                + last
                + ".",
            Optional.empty());
  }

  /**
   * Until when to ask for later visits, where that can be told. Once the administrator itself was
   * asked there is nothing more to do.
   */
  private static List<Deadline> byVisits(Authorization state, LocalDate today) {
    Dossier dossier = state.dossier();
    Optional<LocalDate> closes =
        closesAt(state).map(at -> at.atZone(dossier.basis().zone()).toLocalDate());
    return dossier.reference().isPresent()
        ? List.of()
        : dossier.basis().visitWindows().stream()
            .flatMap(window -> due(state, window, today).stream())
            .filter(due -> closes.map(due.on()::isBefore).orElse(true))
            .toList();
  }

  private static Optional<Deadline> due(Authorization state, VisitWindow window, LocalDate today) {
    return madeVisitOn(state, window.visit())
        .map(day -> day.plusDays(window.days()))
        .or(
            () ->
                visitOn(state, window.visit(), today)
                    .map(day -> later(day.plusDays(window.days()), today)))
        .map(
            due ->
                extensionDue(
                    due,
                    state.dossier().basis().zone(),
                    window.text(),
                    Optional.of(window.cite())));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? other : one;
  }

  /**
   * The day of a visit of the episode: as it was recorded or planned, or that on which it would be
   * if the visits go on as they did, which is today or later.
   *
   * @param number the number of the visit in the episode, in which the first day of service has the
   *     number that the office said, or is the first
   * @param today in the payer's zone
   * @return empty where it was before the first day of service, or too little is known
   */
  static Optional<LocalDate> visitOn(Authorization state, int number, LocalDate today) {
    return madeVisitOn(state, number)
        .or(
            () -> {
              List<Visit> visits = state.dossier().visits();
              int count = visits.stream().mapToInt(Visit::count).sum();
              int ahead = needed(state, number) - count;
              return ahead < 1 || visits.isEmpty()
                  ? Optional.empty()
                  : expected(visits, count - visits.getLast().count(), ahead, today);
            });
  }

  /** The day of a visit as it was recorded or, of the first of them, planned. */
  private static Optional<LocalDate> madeVisitOn(Authorization state, int number) {
    int needed = needed(state, number);
    if (needed < 1) {
      return Optional.empty();
    }
    int count = 0;
    for (Visit visit : state.dossier().visits()) {
      count += visit.count();
      if (count >= needed) {
        return Optional.of(visit.on());
      }
    }
    return needed == 1 ? Optional.of(state.submission().serviceFrom()) : Optional.empty();
  }

  /** Which of the visits of this authorization the visit of the episode is. */
  private static int needed(Authorization state, int number) {
    return number - state.submission().firstVisit() + 1;
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
    return after(kind, endOf(last, zone), zone, text);
  }

  /** One of which the notice comes when its last instant is over. */
  private static Deadline after(Deadline.Kind kind, Instant last, ZoneId zone, String text) {
    Instant over = last.plusNanos(1);
    return new Deadline(kind, last.atZone(zone).toLocalDate(), over, over, text, Optional.empty());
  }

  /** That time ended it, as the history tells it. */
  public record Ended(Instant at, Status status) {}

  /**
   * How time ended it.
   *
   * @return empty where it has not by then
   */
  public static Optional<Ended> ended(Authorization state, Instant now) {
    return fixed(state).stream()
        .filter(deadline -> !deadline.missedAt().isAfter(now))
        .flatMap(
            deadline ->
                switch (deadline.kind()) {
                  case EXPIRES -> Stream.of(new Ended(deadline.missedAt(), Status.EXPIRED));
                  case CLOSES -> Stream.of(new Ended(deadline.missedAt(), Status.CLOSED));
                  case DECISION_DUE, INFORMATION_DUE, EXTENSION_DUE -> Stream.empty();
                })
        .findFirst();
  }

  /**
   * What has to happen next, and who does it.
   *
   * @return empty where nothing has to
   */
  public static Optional<NextStep> nextStep(Authorization state, LocalDate today) {
    return switch (state) {
      case Pended pended ->
          state.statusOn(today) == Status.CLOSED
              ? Optional.empty()
              : Optional.of(next(state, pended.pendOn(today)));
      case Approved _ -> ifMoreIsNeeded(state, today);
      case PartiallyApproved(_, _, _, Optional<Appeal> appeal) ->
          appeal.isPresent() ? Optional.of(appeal(state)) : ifMoreIsNeeded(state, today);
      case Denied(_, _, Optional<Appeal> appeal) ->
          appeal.isPresent() ? Optional.of(appeal(state)) : Optional.empty();
      case NotRequired _ -> ifVisitsGoOn(state, today);
      case Withdrawn _, Closed _ -> Optional.empty();
    };
  }

  private static Optional<NextStep> ifVisitsGoOn(Authorization state, LocalDate today) {
    return deadlines(state, today).stream()
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
            .min(Comparator.comparing(ask -> ask.dueBy(state.dossier().basis().zone())))
            .or(() -> pend.asks().stream().filter(Ask::isOpen).findFirst())
            .orElseThrow();
    Instant dueBy =
        first.kind() == Ask.Kind.DECISION
            ? pend.decisionDueBy()
            : first.dueBy(state.dossier().basis().zone());
    return new NextStep(first.what(), first.from(), Optional.of(dueBy));
  }

  private static Optional<NextStep> ifMoreIsNeeded(Authorization state, LocalDate today) {
    return deadlines(state, today).stream()
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
