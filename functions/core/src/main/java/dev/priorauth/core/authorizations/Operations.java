package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Authorization.Approved;
import dev.priorauth.core.authorizations.Authorization.Closed;
import dev.priorauth.core.authorizations.Authorization.Denied;
import dev.priorauth.core.authorizations.Authorization.NotRequired;
import dev.priorauth.core.authorizations.Authorization.PartiallyApproved;
import dev.priorauth.core.authorizations.Authorization.Pended;
import dev.priorauth.core.authorizations.Authorization.Withdrawn;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Result.Reason;
import dev.priorauth.core.authorizations.Result.Refused;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be done with an authorization. Each is a function of the state: it gives the
 * event, the state after it and what becomes of the allotment, or says why not. Whoever gets a
 * {@link Done} writes all three together.
 *
 * <p>Who may do it is for {@link AccessPolicy}; {@code by} is only recorded.
 */
public final class Operations {
  /** How many documents can be announced for one authorization. */
  public static final int MOST_DOCUMENTS = 50;

  private Operations() {}

  /**
   * Keeps an accepted submission.
   *
   * @param id a new reference
   */
  public static Done submit(
      AuthorizationId id,
      Submission submission,
      Basis basis,
      Outcome outcome,
      Actor by,
      Instant at) {
    Entry entry =
        new Entry(
            id,
            1,
            at,
            by.sub(),
            by.role(),
            new Event.Submitted(submission, basis, outcome),
            Letter.CURRENT_TEMPLATES);
    return new Done(entry, Lifecycle.begin(entry), taking(outcome), Optional.empty(), List.of());
  }

  private static AllotmentChange taking(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Approved(Approval approval) -> taking(approval);
      case Outcome.Pended _, Outcome.NotRequired _ -> new AllotmentChange.Nothing();
    };
  }

  private static AllotmentChange taking(Approval approval) {
    return approval
        .counted()
        .filter(counted -> counted.amount() > 0)
        .map(counted -> (AllotmentChange) new AllotmentChange.Take(counted))
        .orElseGet(AllotmentChange.Nothing::new);
  }

  /** Records what an administrator decided elsewhere; a later decision replaces an earlier one. */
  public static Result outsideDecision(
      Authorization state, Event.OutsideDecision decision, Actor by, Instant at) {
    if (state.isDecidedHere()) {
      return refused(
          Reason.DECIDED_HERE, "It is decided here: no decision from elsewhere can be recorded.");
    }
    if (decision.decidedOn().isAfter(today(state, at))) {
      return new Refused(
          Reason.DATE_IN_FUTURE,
          "The decision lies in the future.",
          Optional.of(decision.decidedOn()));
    }
    boolean stillPended = decision.result() instanceof OutsideResult.StillPended;
    boolean allowed =
        switch (state) {
          case Pended _ -> true;
          case Approved _, PartiallyApproved _, Denied _ -> !stillPended;
          case Withdrawn _, Closed _, NotRequired _ -> false;
        };
    if (!allowed) {
      return wrongStatus(state, at, "no decision can be recorded");
    }
    Optional<Approval> approval = approvalIn(decision.result());
    if (approval.isPresent() && isLessThanUsed(state, approval.get())) {
      return lessThanUsed();
    }
    return done(state, withActions(decision, state.submission()), by, at);
  }

  private static Event.OutsideDecision withActions(
      Event.OutsideDecision decision, Submission asked) {
    return decision.result() instanceof OutsideResult.PartlyApproved(Approval all, Denial denial)
        ? new Event.OutsideDecision(
            decision.reference(),
            decision.decidedOn(),
            new OutsideResult.PartlyApproved(
                new Approval(
                    all.from(),
                    all.to(),
                    all.visits(),
                    Approvals.judged(all.lines(), asked),
                    all.counted()),
                denial))
        : decision;
  }

  private static Optional<Approval> approvalIn(OutsideResult result) {
    return switch (result) {
      case OutsideResult.Approved(Approval approval) -> Optional.of(approval);
      case OutsideResult.PartlyApproved(Approval approval, _) -> Optional.of(approval);
      case OutsideResult.Denied _, OutsideResult.StillPended _, OutsideResult.Cancelled _ ->
          Optional.empty();
    };
  }

  private static boolean isLessThanUsed(Authorization state, Approval approval) {
    int used = Approvals.used(approval, state.dossier().visits());
    return approval.visits().filter(visits -> visits < used).isPresent();
  }

  private static Refused lessThanUsed() {
    return refused(Reason.MORE_THAN_APPROVED, "More visits than that have been used already.");
  }

  /**
   * Answers an ask in words.
   *
   * @param ask the ask's name
   */
  public static Result answerInformation(
      Authorization state, String ask, String text, Actor by, Instant at) {
    return answering(
        state, ask, Ask.Kind.INFORMATION, new Event.InformationAnswered(ask, text), by, at);
  }

  /**
   * Announces a document for an ask. Documents that nobody asked for are not taken: no more
   * personal data comes than is needed.
   */
  public static Result announceDocument(
      Authorization state, Announcement announcement, Actor by, Instant at) {
    int announced = state.dossier().documents().size();
    if (announced >= MOST_DOCUMENTS) {
      return refused(
          Reason.TOO_MANY_DOCUMENTS,
          "At most " + MOST_DOCUMENTS + " documents can be sent; that many were announced.");
    }
    return answering(
        state,
        announcement.ask(),
        Ask.Kind.DOCUMENT,
        new Event.DocumentAnnounced(announcement.ask(), announcement.named("d" + (announced + 1))),
        by,
        at);
  }

  /** The documents that can still come. */
  public static List<SentDocument> awaitedDocuments(Authorization state) {
    return state instanceof Pended pended
        ? state.dossier().documents().stream()
            .filter(SentDocument::isAwaited)
            .filter(sent -> !isAccepted(pended, sent.ask()))
            .toList()
        : List.of();
  }

  private static boolean isAccepted(Pended pended, String ask) {
    return pended.pend().ask(ask).filter(one -> one.state() == Ask.State.ACCEPTED).isPresent();
  }

  /**
   * Takes a document that has come as it was announced. Others for the same ask may have come
   * before it.
   *
   * <p>It is judged at the instant at which it came, however late that is noticed. The event is not
   * dated before the last one, so that the history stays in order.
   *
   * @param document the document's id
   * @param came when it came
   */
  public static Result receiveDocument(
      Authorization state, String document, Actor by, Instant came) {
    if (!(state instanceof Pended) || isClosed(state, came)) {
      return wrongStatus(state, came, "nothing is asked for");
    }
    Instant last = state.dossier().updatedAt();
    Instant at = came.isBefore(last) ? last : came;
    return awaitedDocuments(state).stream()
        .filter(sent -> sent.id().equals(document))
        .findFirst()
        .<Result>map(
            sent -> done(state, new Event.DocumentReceived(sent.ask(), sent.document()), by, at))
        .orElseGet(
            () -> refused(Reason.NO_SUCH_ASK, "No document is awaited under " + document + "."));
  }

  private static Result answering(
      Authorization state, String ask, Ask.Kind kind, Event event, Actor by, Instant at) {
    if (!(state instanceof Pended pended) || isClosed(state, at)) {
      return wrongStatus(state, at, "nothing is asked for");
    }
    boolean open =
        pended.pend().ask(ask).filter(one -> one.kind() == kind && one.isOpen()).isPresent();
    return open
        ? done(state, event, by, at)
        : refused(Reason.NO_SUCH_ASK, "Nothing of that kind is asked for under " + ask + ".");
  }

  /**
   * Asks for more.
   *
   * @param what what to send or answer, as one sentence
   * @param dueBy the last day, included
   */
  public static Result ask(
      Authorization state,
      Ask.Kind kind,
      String what,
      Party from,
      LocalDate dueBy,
      Actor by,
      Instant at) {
    if (!(state instanceof Pended pended) || isClosed(state, at)) {
      return wrongStatus(state, at, "nothing more can be asked for");
    }
    if (dueBy.isBefore(today(state, at))) {
      return new Refused(
          Reason.DATE_OUTSIDE,
          "The last day to answer has to be today or later.",
          Optional.of(today(state, at)));
    }
    Ask ask = Ask.of(pended.pend().asks().size() + 1, kind, what, from, dueBy);
    return done(state, new Event.Asked(ask), by, at);
  }

  /** Says that what came for an ask can be used. */
  public static Result acceptAnswer(Authorization state, String ask, Actor by, Instant at) {
    return judgingAnswer(state, ask, new Event.AnswerAccepted(ask), by, at);
  }

  /** Says that what came for an ask has to come again. */
  public static Result refuseAnswer(
      Authorization state, String ask, String why, Actor by, Instant at) {
    return judgingAnswer(state, ask, new Event.AnswerUnreadable(ask, why), by, at);
  }

  private static Result judgingAnswer(
      Authorization state, String ask, Event event, Actor by, Instant at) {
    if (!(state instanceof Pended pended) || isClosed(state, at)) {
      return wrongStatus(state, at, "nothing is asked for");
    }
    boolean came =
        pended.pend().ask(ask).filter(one -> one.state() == Ask.State.RECEIVED).isPresent();
    return came
        ? done(state, event, by, at)
        : refused(Reason.NO_SUCH_ASK, "Nothing has come for " + ask + ".");
  }

  /** What a reviewer decides. */
  public sealed interface Determination {
    /**
     * All that was asked for, or more.
     *
     * @param visits empty for those that were asked for
     * @param lines empty for those that were asked for
     */
    record Approve(LocalDate from, LocalDate to, Optional<Integer> visits, List<DecidedLine> lines)
        implements Determination {}

    /**
     * @param denial why the rest is not approved
     */
    record ApprovePartly(
        LocalDate from,
        LocalDate to,
        Optional<Integer> visits,
        List<DecidedLine> lines,
        Denial denial)
        implements Determination {}

    /**
     * The first time it is only proposed, and a peer-to-peer conversation offered; once that was
     * held, declined or not taken up, the same again denies. After an appeal it upholds the denial.
     *
     * @param peerToPeerUntil the last day of the offer, included; empty where one about this denial
     *     was made before
     */
    record Deny(Denial denial, Optional<LocalDate> peerToPeerUntil) implements Determination {
      public Deny(Denial denial, LocalDate peerToPeerUntil) {
        this(denial, Optional.of(peerToPeerUntil));
      }
    }
  }

  /**
   * A reviewer decides: a pended request, or an appeal.
   *
   * @param balance what is left of the initial allotment that the request belongs to; empty where
   *     there is none. A reviewer can approve more than is left; what is left is taken
   */
  public static Result determine(
      Authorization state,
      Determination determination,
      Optional<AllotmentBalance> balance,
      Actor by,
      Instant at) {
    if (!state.isDecidedHere()) {
      return refused(
          Reason.NOT_DECIDED_HERE,
          "Its administrator decides it elsewhere: record the decision as an outside decision.");
    }
    boolean appealed =
        switch (state) {
          case Denied(_, _, Optional<Appeal> appeal) -> appeal.isPresent();
          case PartiallyApproved(_, _, _, Optional<Appeal> appeal) -> appeal.isPresent();
          case Pended _, Approved _, Withdrawn _, Closed _, NotRequired _ -> false;
        };
    if (!appealed && (!(state instanceof Pended) || isClosed(state, at))) {
      return wrongStatus(state, at, "nothing is to be decided");
    }
    return switch (determination) {
      case Determination.Approve approve -> approvingWhole(state, approve, balance, by, at);
      case Determination.ApprovePartly partly -> {
        Approval approval =
            approval(
                state,
                partly.from(),
                partly.to(),
                partly.visits(),
                Approvals.judged(partly.lines(), state.submission()),
                balance);
        yield approving(
            state, approval, new Event.ReviewerApprovedPartly(approval, partly.denial()), by, at);
      }
      case Determination.Deny deny -> denying(state, deny, by, at);
    };
  }

  private static Result approvingWhole(
      Authorization state,
      Determination.Approve approve,
      Optional<AllotmentBalance> balance,
      Actor by,
      Instant at) {
    Submission asked = state.submission();
    Optional<Integer> visits = approve.visits().or(asked::visitsRequested);
    if (asked.visitsRequested().filter(wanted -> visits.orElse(0) < wanted).isPresent()) {
      return refused(
          Reason.FEWER_VISITS,
          "The request asks for "
              + asked.visitsRequested().get()
              + " visits. Approve them, or use approve-partly with a denial of the others.");
    }
    List<DecidedLine> lines = approve.lines().isEmpty() ? Approvals.whole(asked) : approve.lines();
    Optional<Line> missing = Approvals.missing(asked, lines);
    if (missing.isPresent()) {
      return refused(
          Reason.FEWER_UNITS,
          "The request asks for "
              + missing.get().units()
              + " of "
              + missing.get().code()
              + ". Approve them, or use approve-partly with a denial of the others.");
    }
    Approval approval =
        approval(
            state, approve.from(), approve.to(), visits, Approvals.judged(lines, asked), balance);
    return approving(state, approval, new Event.ReviewerApproved(approval), by, at);
  }

  private static Approval approval(
      Authorization state,
      LocalDate from,
      LocalDate to,
      Optional<Integer> visits,
      List<DecidedLine> lines,
      Optional<AllotmentBalance> balance) {
    int wanted = visits.orElseGet(() -> lines.stream().mapToInt(DecidedLine::units).sum());
    // What it had taken before an appeal stays taken, as far as it is still wanted.
    int had = counted(state).map(Counted::amount).orElse(0);
    Optional<Counted> counted =
        balance
            .map(left -> Counted.of(left, Math.min(wanted, had + left.left())))
            .or(() -> counted(state).map(before -> before.withAmount(Math.min(wanted, had))));
    return new Approval(from, to, visits, lines, counted);
  }

  private static Result approving(
      Authorization state, Approval approval, Event event, Actor by, Instant at) {
    Optional<ServicePeriod> period = state.dossier().basis().period();
    if (period.isPresent() && approval.to().isAfter(period.get().to())) {
      return new Refused(
          Reason.DATE_OUTSIDE,
          "All authorizations of the period end with it, on " + period.get().to() + ".",
          Optional.of(period.get().to()));
    }
    if (isLessThanUsed(state, approval)) {
      return lessThanUsed();
    }
    return done(state, event, by, at);
  }

  private static Result denying(
      Authorization state, Determination.Deny deny, Actor by, Instant at) {
    return switch (state) {
      case Pended(_, _, Optional<ProposedDenial> proposed) ->
          proposed.isEmpty()
              ? proposing(state, deny, by, at)
              : denyingAfter(state, deny, proposed.get(), by, at);
      case Denied _, PartiallyApproved _ ->
          done(state, new Event.DenialUpheld(deny.denial()), by, at);
      case Approved _, Withdrawn _, Closed _, NotRequired _ ->
          wrongStatus(state, at, "nothing is to be decided");
    };
  }

  private static Result proposing(
      Authorization state, Determination.Deny deny, Actor by, Instant at) {
    if (deny.peerToPeerUntil().isEmpty()) {
      return refused(
          Reason.OFFER_MISSING,
          "A conversation about this denial has to be offered first. Say until which day.");
    }
    LocalDate until = deny.peerToPeerUntil().get();
    if (until.isBefore(today(state, at))) {
      return new Refused(
          Reason.DATE_OUTSIDE,
          "The conversation has to be offered until today or later.",
          Optional.of(today(state, at)));
    }
    return done(state, new Event.DenialProposed(deny.denial(), until), by, at);
  }

  /** Another denial than the one that the conversation was about is a new one. */
  private static Result denyingAfter(
      Authorization state, Determination.Deny deny, ProposedDenial proposed, Actor by, Instant at) {
    boolean over =
        switch (proposed.state()) {
          case HELD, DECLINED -> true;
          case OFFERED -> proposed.isPassed(today(state, at));
          case REQUESTED -> false;
        };
    if (over) {
      return deny.denial().equals(proposed.denial())
          ? done(state, new Event.ReviewerDenied(deny.denial()), by, at)
          : proposing(state, deny, by, at);
    }
    return proposed.state() == ProposedDenial.PeerToPeer.REQUESTED
        ? refused(Reason.PEER_TO_PEER_OPEN, "The office asked for a conversation: hold it before.")
        : new Refused(
            Reason.PEER_TO_PEER_OPEN,
            "The conversation is offered until " + proposed.offeredUntil() + ".",
            Optional.of(proposed.offeredUntil().plusDays(1)));
  }

  /**
   * The office wants to speak with the physician before a denial.
   *
   * @param contact how and when to reach the office's physician
   */
  public static Result requestPeerToPeer(
      Authorization state, String contact, Actor by, Instant at) {
    if (!(state instanceof Pended(_, _, Optional<ProposedDenial> proposed))
        || proposed.isEmpty()
        || isClosed(state, at)) {
      return wrongStatus(state, at, "no conversation is offered");
    }
    boolean open =
        proposed.get().state() == ProposedDenial.PeerToPeer.OFFERED
            && !today(state, at).isAfter(proposed.get().offeredUntil());
    return open
        ? done(state, new Event.PeerToPeerRequested(contact), by, at)
        : refused(
            Reason.DATE_OUTSIDE,
            "The conversation was offered until " + proposed.get().offeredUntil() + ".");
  }

  /**
   * The conversation is over.
   *
   * @param held whether it was held; else the office declined it
   */
  public static Result endPeerToPeer(Authorization state, boolean held, Actor by, Instant at) {
    boolean proposed = state instanceof Pended pended && pended.proposed().isPresent();
    return proposed && !isClosed(state, at)
        ? done(state, new Event.PeerToPeerEnded(held), by, at)
        : wrongStatus(state, at, "no conversation is offered");
  }

  /**
   * Records visits that were used. A day that is said again replaces what was said of it.
   *
   * @param visits each day at most once
   */
  public static Result recordVisits(Authorization state, List<Visit> visits, Actor by, Instant at) {
    Optional<Refused> future = inFuture(state, visits, at);
    if (future.isPresent()) {
      return future.get();
    }
    if (isCounted(state)) {
      return countVisits(state, visits, by, at);
    }
    Optional<Approval> usable = usable(state);
    if (usable.isEmpty()) {
      return wrongStatus(state, at, "there are no visits to record");
    }
    Approval approval = usable.get();
    Set<LocalDate> days = new HashSet<>();
    for (Visit visit : visits) {
      if (!approval.covers(visit.on())) {
        return new Refused(
            Reason.DATE_OUTSIDE,
            visit.on()
                + " lies outside what is approved, from "
                + approval.from()
                + " to "
                + approval.to()
                + ".",
            Optional.of(approval.from()).filter(visit.on()::isBefore));
      }
      if (!days.add(visit.on())) {
        throw new IllegalArgumentException("each day is said once");
      }
    }
    List<Visit> all = Lifecycle.merged(state.dossier().visits(), visits);
    int count = Approvals.used(approval, all);
    if (approval.visits().filter(approved -> count > approved).isPresent()) {
      return refused(
          Reason.MORE_THAN_APPROVED,
          "That would be "
              + count
              + " visits; "
              + approval.visits().get()
              + " are approved. Ask for an extension.");
    }
    Optional<Line> other =
        visits.stream()
            .flatMap(visit -> visit.lines().stream())
            .filter(line -> !approval.lines().isEmpty())
            .filter(
                line ->
                    approval.lines().stream()
                        .noneMatch(one -> Approvals.isSame(one.code(), line.code())))
            .findFirst();
    if (other.isPresent()) {
      return refused(
          Reason.MORE_THAN_APPROVED,
          other.get().code()
              + " is not approved. Record units of what is: "
              + Approvals.codes(approval)
              + ".");
    }
    for (DecidedLine line : approval.lines()) {
      int units = Approvals.units(all, line.code());
      if (units > Approvals.units(approval, line.code())) {
        return refused(
            Reason.MORE_THAN_APPROVED,
            "That would be " + units + " units of " + line.code() + ", more than are approved.");
      }
    }
    return done(state, new Event.VisitsRecorded(visits), by, at);
  }

  private static Optional<Refused> inFuture(Authorization state, List<Visit> visits, Instant at) {
    LocalDate today = today(state, at);
    return visits.stream()
        .map(Visit::on)
        .filter(today::isBefore)
        .findFirst()
        .map(
            day ->
                new Refused(
                    Reason.DATE_IN_FUTURE,
                    day + " lies in the future.",
                    visits.stream().map(Visit::on).max(Comparator.naturalOrder())));
  }

  /** Whether its visits matter though none needs an authorization yet: a later one will. */
  private static boolean isCounted(Authorization state) {
    return state instanceof NotRequired && !state.dossier().basis().visitWindows().isEmpty();
  }

  private static Result countVisits(Authorization state, List<Visit> visits, Actor by, Instant at) {
    LocalDate first = state.submission().serviceFrom();
    return visits.stream()
        .map(Visit::on)
        .filter(first::isAfter)
        .findFirst()
        .<Result>map(
            day ->
                new Refused(
                    Reason.DATE_OUTSIDE,
                    day + " lies before the first day of service, " + first + ".",
                    Optional.of(first)))
        .orElseGet(() -> done(state, new Event.VisitsRecorded(visits), by, at));
  }

  /**
   * Moves the dates of service inside the days that are approved, or would be.
   *
   * @param to the last day, included; empty for the first alone
   * @param rules what they say of these days where it is not decided yet
   */
  public static Result moveServiceDates(
      Authorization state,
      LocalDate from,
      Optional<LocalDate> to,
      OtherDays rules,
      Actor by,
      Instant at) {
    LocalDate last = to.orElse(from);
    if (last.isBefore(from)) {
      throw new IllegalArgumentException("the service must not end before it begins");
    }
    Optional<Approval> usable = usable(state);
    if (usable.isPresent()) {
      boolean inside = usable.get().covers(from) && usable.get().covers(last);
      return inside
          ? done(state, new Event.ServiceDatesMoved(from, to, List.of()), by, at)
          : new Refused(
              Reason.DATE_OUTSIDE,
              "The dates have to lie from "
                  + usable.get().from()
                  + " to "
                  + usable.get().to()
                  + ". Other dates need a new request.",
              nearest(usable.get().from(), usable.get().to(), from));
    }
    if (!(state instanceof Pended) || isClosed(state, at)) {
      return wrongStatus(state, at, "there are no dates to move");
    }
    if (rules.refusal().isPresent()) {
      return new Refused(Reason.DATE_OUTSIDE, rules.refusal().get(), rules.nextAllowed());
    }
    Optional<ServicePeriod> period = state.dossier().basis().period();
    boolean inside = period.map(days -> days.contains(from) && days.contains(last)).orElse(true);
    return inside
        ? done(state, new Event.ServiceDatesMoved(from, to, rules.asks()), by, at)
        : new Refused(
            Reason.DATE_OUTSIDE,
            "The dates have to lie in the period until " + period.orElseThrow().to() + ".",
            period.flatMap(days -> nearest(days.from(), days.to(), from)));
  }

  /** The first of these days, both included, for one before them; the last for one after it. */
  private static Optional<LocalDate> nearest(LocalDate first, LocalDate last, LocalDate from) {
    return Optional.of(from.isBefore(first) ? first : last);
  }

  /**
   * Keeps fewer visits than were approved and gives the others back.
   *
   * @param visits those that are kept, the used ones included; at least 1
   */
  public static Result shorten(Authorization state, int visits, Actor by, Instant at) {
    Optional<Approval> approval = usable(state);
    Optional<Integer> approved = approval.flatMap(Approval::visits);
    if (approved.isEmpty()) {
      return wrongStatus(state, at, "there are no visits to give back");
    }
    int used = Approvals.used(approval.orElseThrow(), state.dossier().visits());
    if (visits < Math.max(1, used) || visits >= approved.get()) {
      return refused(
          Reason.MORE_THAN_APPROVED,
          "Between " + Math.max(1, used) + " and " + (approved.get() - 1) + " can be kept.");
    }
    return done(state, new Event.Shortened(visits), by, at);
  }

  /** Takes the request back. What was not used is given back. */
  public static Result withdraw(Authorization state, String reason, Actor by, Instant at) {
    Status status = state.statusOn(today(state, at));
    return switch (status) {
      case PENDED, APPROVED, PARTIALLY_APPROVED -> done(state, new Event.Withdrawn(reason), by, at);
      case DENIED, WITHDRAWN, EXPIRED, CLOSED, NOT_REQUIRED ->
          wrongStatus(state, at, "it cannot be withdrawn");
    };
  }

  /** At which stage of the service that was asked for an appeal on this day is. */
  public static AppealStage appealStage(Authorization state, Instant at) {
    return AppealStage.on(
        today(state, at), state.submission().serviceFrom(), state.submission().lastDay());
  }

  /** Appeals against what was denied. */
  public static Result appeal(
      Authorization state, String stage, String text, Actor by, Instant at) {
    boolean open =
        switch (state) {
          case Denied(_, _, Optional<Appeal> appeal) -> appeal.isEmpty();
          case PartiallyApproved(_, _, _, Optional<Appeal> appeal) -> appeal.isEmpty();
          case Pended _, Approved _, Withdrawn _, Closed _, NotRequired _ -> false;
        };
    return open
        ? done(state, new Event.AppealFiled(stage, text), by, at)
        : wrongStatus(state, at, "nothing is denied that has not been appealed");
  }

  /**
   * Notes that another authorization asks to extend this one.
   *
   * @param late after the day by which the rules want it
   */
  public static Result noteExtension(
      Authorization state, AuthorizationId extension, boolean late, Actor by, Instant at) {
    return switch (state) {
      case Approved _, PartiallyApproved _ ->
          done(state, new Event.ExtensionRequested(extension, late), by, at);
      case NotRequired _ ->
          isCounted(state)
              ? done(state, new Event.ExtensionRequested(extension, late), by, at)
              : wrongStatus(state, at, "it cannot be extended");
      case Pended _, Denied _, Withdrawn _, Closed _ ->
          wrongStatus(state, at, "it cannot be extended");
    };
  }

  /** Closes a request for which something that was asked for did not come in time. */
  public static Result close(Authorization state, Actor by, Instant at) {
    if (!(state instanceof Pended pended) || isClosed(state, at)) {
      return wrongStatus(state, at, "nothing is asked for");
    }
    LocalDate today = today(state, at);
    boolean overdue =
        pended.pend().asks().stream()
            .filter(ask -> ask.kind() != Ask.Kind.DECISION && ask.kind() != Ask.Kind.CONVERSATION)
            .anyMatch(ask -> ask.isOpen() && today.isAfter(ask.dueBy()));
    return overdue
        ? done(state, new Event.Closed(), by, at)
        : refused(Reason.NOT_DUE, "What was asked for can still come.");
  }

  /** Whether it waits no longer for what did not come. */
  private static boolean isClosed(Authorization state, Instant at) {
    return state.statusOn(today(state, at)) == Status.CLOSED;
  }

  /** What visits can be used of: an approval that was not withdrawn. */
  private static Optional<Approval> usable(Authorization state) {
    return switch (state) {
      case Approved _, PartiallyApproved _ -> state.usable();
      case Pended _, Denied _, Withdrawn _, Closed _, NotRequired _ -> Optional.empty();
    };
  }

  private static Done done(Authorization state, Event event, Actor by, Instant at) {
    Entry entry =
        new Entry(
            state.id(),
            state.version() + 1,
            at,
            by.sub(),
            by.role(),
            event,
            Letter.CURRENT_TEMPLATES);
    Authorization after = Lifecycle.next(state, entry);
    return new Done(
        entry,
        after,
        change(counted(state), counted(after)),
        averted(state, after),
        Lifecycle.passedBy(state, after, at));
  }

  private static Optional<Instant> averted(Authorization before, Authorization after) {
    Optional<Instant> closes = Progress.closesAt(before);
    return closes.equals(Progress.closesAt(after)) ? Optional.empty() : closes;
  }

  /** What is counted of a state follows from it, so that the allotment always agrees with it. */
  private static AllotmentChange change(Optional<Counted> before, Optional<Counted> after) {
    int more = after.map(Counted::amount).orElse(0) - before.map(Counted::amount).orElse(0);
    if (more == 0) {
      return new AllotmentChange.Nothing();
    }
    return more > 0
        ? new AllotmentChange.Take(after.orElseThrow().withAmount(more))
        : new AllotmentChange.GiveBack(before.orElseThrow().withAmount(-more));
  }

  private static Optional<Counted> counted(Authorization state) {
    return state.usable().flatMap(Approval::counted);
  }

  private static Refused wrongStatus(Authorization state, Instant at, String what) {
    return refused(
        Reason.WRONG_STATUS, "It is " + state.statusOn(today(state, at)).key() + ": " + what + ".");
  }

  private static Refused refused(Reason reason, String text) {
    return new Refused(reason, text, Optional.empty());
  }

  private static LocalDate today(Authorization state, Instant at) {
    return at.atZone(state.dossier().basis().zone()).toLocalDate();
  }
}
