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
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Leads from one state to the next by an event, and says what time does to a state. */
public final class Lifecycle {
  private Lifecycle() {}

  /**
   * What time owes of a state.
   *
   * @param owed the deadlines of which a notice is due, in the order of time; of several of one
   *     kind and instant the first
   * @param next the first deadline of which none is due yet; empty where none is left
   */
  public record Passed(List<Deadline> owed, Optional<Deadline> next) {
    public Passed {
      owed = List.copyOf(owed);
    }
  }

  /**
   * What the time from one instant to another, both included, does to an authorization. The state
   * itself never changes by it: that it has expired, or is closed, follows from its dates.
   */
  public static Passed at(Authorization state, Instant since, Instant now) {
    List<Deadline> owed = new ArrayList<>();
    Optional<Deadline> next = Optional.empty();
    for (Deadline deadline : byNotice(state)) {
      if (deadline.noticeAt().isAfter(now)) {
        next = Optional.of(deadline);
        break;
      }
      boolean again =
          !owed.isEmpty()
              && owed.getLast().kind() == deadline.kind()
              && owed.getLast().noticeAt().equals(deadline.noticeAt());
      if (!again && !deadline.noticeAt().isBefore(since)) {
        owed.add(deadline);
      }
    }
    return new Passed(owed, next);
  }

  /** The first deadline of which a notice is due after the last event; empty where none is. */
  public static Optional<Deadline> firstNotice(Authorization state) {
    Instant since = state.dossier().updatedAt();
    return at(state, since, since).next();
  }

  /**
   * What an event has moved into the past, so that no time to come will tell it: of each kind of
   * which nothing had passed before the last deadline. Of a kind that had passed already the
   * offices have heard.
   *
   * @param at the event's instant
   */
  static List<Deadline> passedBy(Authorization before, Authorization after, Instant at) {
    Map<Deadline.Kind, Deadline> passed = lastPassed(after, at);
    passed.keySet().removeAll(lastPassed(before, at).keySet());
    return List.copyOf(passed.values());
  }

  private static Map<Deadline.Kind, Deadline> lastPassed(Authorization state, Instant at) {
    Map<Deadline.Kind, Deadline> passed = new EnumMap<>(Deadline.Kind.class);
    byNotice(state).stream()
        .filter(deadline -> !deadline.noticeAt().isAfter(at))
        .forEach(deadline -> passed.put(deadline.kind(), deadline));
    return passed;
  }

  private static List<Deadline> byNotice(Authorization state) {
    return Progress.notices(state).stream()
        .sorted(Comparator.comparing(Deadline::noticeAt).thenComparing(Deadline::kind))
        .toList();
  }

  /**
   * The state that these events lead to.
   *
   * @param entries all events of one authorization, in the order of their versions
   * @throws IllegalArgumentException if one is missing, or does not follow from those before
   */
  public static Authorization replay(List<Entry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("an authorization begins with an event");
    }
    Authorization state = begin(entries.getFirst());
    for (Entry entry : entries.subList(1, entries.size())) {
      state = next(state, entry);
    }
    return state;
  }

  /** The state that a submission begins with. */
  static Authorization begin(Entry entry) {
    if (entry.version() != 1 || !(entry.event() instanceof Event.Submitted submitted)) {
      throw new IllegalArgumentException("an authorization begins with its submission");
    }
    Dossier dossier =
        new Dossier(
            entry.id(),
            entry.version(),
            submitted.submission(),
            submitted.basis(),
            entry.at(),
            entry.sub(),
            entry.at(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(step(entry)));
    return switch (submitted.outcome()) {
      case Outcome.NotRequired _ -> new NotRequired(dossier);
      case Outcome.Approved(Approval approval) ->
          new Approved(withLetter(dossier, Letter.Kind.APPROVAL, entry), approval);
      case Outcome.Pended(Pend pend) ->
          new Pended(withLetter(dossier, Letter.Kind.PEND, entry), pend, Optional.empty());
    };
  }

  /**
   * The state after one more event.
   *
   * @throws IllegalArgumentException if the event does not follow
   */
  static Authorization next(Authorization before, Entry entry) {
    Dossier old = before.dossier();
    if (!entry.id().equals(old.id()) || entry.version() != old.version() + 1) {
      throw new IllegalArgumentException(
          "after version " + old.version() + " comes the next, not " + entry.version());
    }
    Dossier dossier = advanced(old, entry);
    return switch (entry.event()) {
      case Event.Submitted _ -> throw wrong(before, entry);
      case Event.OutsideDecision decision -> decidedOutside(before, dossier, decision, entry);
      case Event.InformationAnswered(String ask, _) -> {
        Pend pend = pended(before, entry).pend();
        Pend answered = received(pend, ask);
        yield asking(
            before,
            dossier,
            entry,
            pend.isSubmission(ask) ? answered.submitted(entry.at(), zone(dossier)) : answered);
      }
      case Event.DocumentAnnounced(String ask, Event.Document document) -> {
        Pend pend = pended(before, entry).pend();
        Optional<Ask.Item> item = pend.ask(ask).flatMap(Ask::item);
        yield asking(
            before,
            withDocument(dossier, SentDocument.announced(ask, document, item)),
            entry,
            pend);
      }
      case Event.DocumentReceived(String ask, Event.Document document) ->
          asking(
              before,
              withDocuments(
                  dossier,
                  sent -> sent.document().equals(document),
                  sent -> sent.received(entry.at())),
              entry,
              received(pended(before, entry).pend(), ask));
      case Event.Asked(Ask ask) ->
          asking(
              before,
              withLetter(dossier, Letter.Kind.PEND, entry),
              entry,
              alsoAsking(pended(before, entry).pend(), ask));
      case Event.AnswerAccepted(String ask) ->
          asking(
              before,
              withDocuments(dossier, cameFor(ask), SentDocument::accepted),
              entry,
              changed(pended(before, entry).pend(), ask, Party.REVIEWER, Ask::accepted));
      case Event.AnswerUnreadable(String ask, String why) ->
          asking(
              before,
              withLetter(
                  withDocuments(dossier, cameFor(ask), sent -> sent.unreadable(why)),
                  Letter.Kind.PEND,
                  entry),
              entry,
              unreadable(pended(before, entry).pend(), ask, why));
      case Event.ReviewerApproved(Approval approval) -> {
        requireUndecided(before, entry);
        yield new Approved(withLetter(dossier, Letter.Kind.APPROVAL, entry), approval);
      }
      case Event.ReviewerApprovedPartly(Approval approval, Denial denial) -> {
        requireUndecided(before, entry);
        yield new PartiallyApproved(
            withLetter(dossier, Letter.Kind.PARTIAL_APPROVAL, entry),
            approval,
            denial,
            Optional.empty());
      }
      case Event.DenialProposed(Denial denial, LocalDate until) ->
          new Pended(
              withLetter(dossier, Letter.Kind.PEND, entry),
              offering(pended(before, entry).pend(), until),
              Optional.of(new ProposedDenial(denial, until, ProposedDenial.PeerToPeer.OFFERED)));
      case Event.ReviewerDenied(Denial denial) -> {
        requireUndecided(before, entry);
        yield new Denied(withLetter(dossier, Letter.Kind.DENIAL, entry), denial, Optional.empty());
      }
      case Event.DenialUpheld(Denial denial) ->
          upheld(before, withLetter(dossier, Letter.Kind.DENIAL, entry), denial, entry);
      case Event.PeerToPeerRequested _ ->
          conversation(before, dossier, entry, ProposedDenial.PeerToPeer.REQUESTED);
      case Event.PeerToPeerEnded(boolean held) ->
          conversation(
              before,
              dossier,
              entry,
              held ? ProposedDenial.PeerToPeer.HELD : ProposedDenial.PeerToPeer.DECLINED);
      case Event.VisitsRecorded(List<Visit> visits) ->
          used(before, withVisits(dossier, visits), entry);
      case Event.ServiceDatesMoved(LocalDate from, Optional<LocalDate> to, var asks) -> {
        Dossier moved = withSubmission(dossier, dossier.submission().onDays(from, to));
        yield withDossier(
            before instanceof Pended(_, Pend pend, Optional<ProposedDenial> proposed)
                ? new Pended(moved, moved(pend, asks), proposed)
                : before,
            moved);
      }
      case Event.Shortened(int visits) ->
          withApproval(
              before,
              withLetter(dossier, Letter.Kind.APPROVAL, entry),
              approval -> Approvals.shortened(approval, visits),
              entry);
      case Event.ExtensionRequested(AuthorizationId extension, _) ->
          used(before, withExtension(dossier, extension), entry);
      case Event.Withdrawn(String reason) ->
          new Withdrawn(
              withLetter(dossier, Letter.Kind.WITHDRAWAL, entry),
              reason,
              before.usable().flatMap(approval -> Approvals.keepingUsed(approval, old.visits())));
      case Event.AppealFiled(String stage, _) ->
          appealed(before, dossier, new Appeal(stage, day(dossier, entry)), entry);
      case Event.Closed _ ->
          new Closed(withLetter(dossier, Letter.Kind.CLOSING, entry), pended(before, entry).pend());
    };
  }

  /** A reviewer decides what is pended, and what was appealed. */
  private static void requireUndecided(Authorization before, Entry entry) {
    boolean undecided =
        switch (before) {
          case Pended _ -> true;
          case Denied(_, _, Optional<Appeal> appeal) -> appeal.isPresent();
          case PartiallyApproved(_, _, _, Optional<Appeal> appeal) -> appeal.isPresent();
          case Approved _, Withdrawn _, Closed _, NotRequired _ -> false;
        };
    if (!undecided) {
      throw wrong(before, entry);
    }
  }

  private static Authorization decidedOutside(
      Authorization before, Dossier plain, Event.OutsideDecision decision, Entry entry) {
    Dossier dossier = withReference(plain, decision.reference());
    return switch (decision.result()) {
      case Event.OutsideResult.Approved(Approval approval) -> new Approved(dossier, approval);
      case Event.OutsideResult.PartlyApproved(Approval approval, Denial denial) ->
          new PartiallyApproved(dossier, approval, denial, Optional.empty());
      case Event.OutsideResult.Denied(Denial denial) ->
          new Denied(dossier, denial, Optional.empty());
      case Event.OutsideResult.StillPended(LocalDate dueBy) ->
          new Pended(
              dossier, waiting(pended(before, entry).pend(), dueBy, dossier), Optional.empty());
      case Event.OutsideResult.Cancelled() ->
          new Withdrawn(
              dossier,
              "The administrator cancelled it.",
              before
                  .usable()
                  .flatMap(approval -> Approvals.keepingUsed(approval, dossier.visits())));
    };
  }

  /** The request was made there: what is left is the administrator's decision. */
  private static Pend waiting(Pend pend, LocalDate dueBy, Dossier dossier) {
    List<Ask> asks =
        pend.asks().stream()
            .map(
                ask ->
                    switch (ask.from()) {
                      case ADMINISTRATOR -> ask.dueBy(dueBy);
                      case REQUESTER, SERVICING_PROVIDER, REVIEWER ->
                          ask.isOpen() ? ask.received() : ask;
                    })
            .toList();
    return new Pend(
        pend.reason(),
        pend.text(),
        asks,
        Party.ADMINISTRATOR,
        dueBy.atTime(LocalTime.MAX).atZone(dossier.basis().zone()).toInstant(),
        Optional.empty());
  }

  private static Authorization upheld(
      Authorization before, Dossier dossier, Denial denial, Entry entry) {
    return switch (before) {
      case Denied _ -> new Denied(dossier, denial, Optional.empty());
      case PartiallyApproved(_, Approval approval, _, _) ->
          new PartiallyApproved(dossier, approval, denial, Optional.empty());
      case Pended _, Approved _, Withdrawn _, Closed _, NotRequired _ -> throw wrong(before, entry);
    };
  }

  private static Authorization appealed(
      Authorization before, Dossier dossier, Appeal appeal, Entry entry) {
    return switch (before) {
      case Denied(_, Denial denial, _) -> new Denied(dossier, denial, Optional.of(appeal));
      case PartiallyApproved(_, Approval approval, Denial denial, _) ->
          new PartiallyApproved(dossier, approval, denial, Optional.of(appeal));
      case Pended _, Approved _, Withdrawn _, Closed _, NotRequired _ -> throw wrong(before, entry);
    };
  }

  private static Authorization conversation(
      Authorization before, Dossier dossier, Entry entry, ProposedDenial.PeerToPeer state) {
    Pended pended = pended(before, entry);
    ProposedDenial proposed = pended.proposed().orElseThrow(() -> wrong(before, entry));
    return new Pended(
        dossier,
        pended.pend().afterTheOffer(Ask::received),
        Optional.of(new ProposedDenial(proposed.denial(), proposed.offeredUntil(), state)));
  }

  private static Authorization asking(
      Authorization before, Dossier dossier, Entry entry, Pend pend) {
    return new Pended(dossier, pend, pended(before, entry).proposed());
  }

  private static Pend received(Pend pend, String ask) {
    return changed(pend, ask, nextOwner(pend, ask), Ask::received);
  }

  /** Who has to act once this ask is answered: another who still has to answer, or who decides. */
  private static Party nextOwner(Pend pend, String answered) {
    return pend.asks().stream()
        .filter(ask -> ask.isOpen() && !ask.id().equals(answered))
        .filter(ask -> ask.kind() != Ask.Kind.DECISION)
        .map(Ask::from)
        .findFirst()
        .orElseGet(
            () ->
                pend.asks().stream()
                    .filter(ask -> ask.isOpen() && !ask.id().equals(answered))
                    .map(Ask::from)
                    .findFirst()
                    .orElse(Party.REVIEWER));
  }

  private static Pend alsoAsking(Pend pend, Ask ask) {
    List<Ask> asks = new ArrayList<>(pend.asks());
    asks.add(ask);
    return new Pend(
        Pend.Reason.MORE_INFORMATION,
        ask.what(),
        asks,
        ask.from(),
        pend.decisionDueBy(),
        pend.clock());
  }

  private static Pend unreadable(Pend pend, String ask, String why) {
    Party from = pend.ask(ask).map(Ask::from).orElse(pend.owner());
    return changed(pend, ask, from, one -> one.unreadable(why));
  }

  private static Pend offering(Pend pend, LocalDate until) {
    List<Ask> asks = new ArrayList<>(pend.afterTheOffer(Ask::lapsed).asks());
    String what = "Say whether you want to speak with the physician before it is denied.";
    asks.add(Ask.of(asks.size() + 1, Ask.Kind.CONVERSATION, what, Party.REQUESTER, until));
    return new Pend(
        Pend.Reason.PEER_TO_PEER_OFFERED,
        "The reviewer means to deny it and offers a peer-to-peer conversation first.",
        asks,
        Party.REQUESTER,
        pend.decisionDueBy(),
        pend.clock());
  }

  private static Pend moved(Pend pend, List<Event.ServiceDatesMoved.MovedAsk> moved) {
    Pend now = pend;
    for (Event.ServiceDatesMoved.MovedAsk one : moved) {
      now = changed(now, one.ask(), now.owner(), ask -> ask.dueBy(one.dueBy()));
    }
    return now;
  }

  /** The pend with one ask changed. */
  private static Pend changed(Pend pend, String id, Party owner, UnaryOperator<Ask> change) {
    List<Ask> asks =
        pend.asks().stream().map(ask -> ask.id().equals(id) ? change.apply(ask) : ask).toList();
    return new Pend(pend.reason(), pend.text(), asks, owner, pend.decisionDueBy(), pend.clock());
  }

  private static Pended pended(Authorization state, Entry entry) {
    if (state instanceof Pended pended) {
      return pended;
    }
    throw wrong(state, entry);
  }

  private static Authorization withDossier(Authorization state, Dossier dossier) {
    return switch (state) {
      case Pended(_, Pend pend, Optional<ProposedDenial> proposed) ->
          new Pended(dossier, pend, proposed);
      case Approved(_, Approval approval) -> new Approved(dossier, approval);
      case PartiallyApproved(_, Approval approval, Denial denial, Optional<Appeal> appeal) ->
          new PartiallyApproved(dossier, approval, denial, appeal);
      case Denied(_, Denial denial, Optional<Appeal> appeal) -> new Denied(dossier, denial, appeal);
      case Withdrawn(_, String reason, Optional<Approval> used) ->
          new Withdrawn(dossier, reason, used);
      case Closed(_, Pend pend) -> new Closed(dossier, pend);
      case NotRequired _ -> new NotRequired(dossier);
    };
  }

  /** What only what can be used has: an approval, or visits for which none is needed yet. */
  private static Authorization used(Authorization state, Dossier dossier, Entry entry) {
    return state instanceof NotRequired && !dossier.basis().visitWindows().isEmpty()
        ? new NotRequired(dossier)
        : withApproval(state, dossier, UnaryOperator.identity(), entry);
  }

  private static Authorization withApproval(
      Authorization state, Dossier dossier, UnaryOperator<Approval> change, Entry entry) {
    return switch (state) {
      case Approved(_, Approval approval) -> new Approved(dossier, change.apply(approval));
      case PartiallyApproved(_, Approval approval, Denial denial, Optional<Appeal> appeal) ->
          new PartiallyApproved(dossier, change.apply(approval), denial, appeal);
      case Pended _, Denied _, Withdrawn _, Closed _, NotRequired _ -> throw wrong(state, entry);
    };
  }

  private static Dossier advanced(Dossier old, Entry entry) {
    List<Step> history = new ArrayList<>(old.history());
    history.add(step(entry));
    return new Dossier(
        old.id(),
        entry.version(),
        old.submission(),
        old.basis(),
        old.createdAt(),
        old.createdBy(),
        entry.at(),
        old.reference(),
        old.visits(),
        old.extensions(),
        old.documents(),
        old.letters(),
        history);
  }

  private static Step step(Entry entry) {
    return new Step(
        entry.version(), entry.at(), entry.role(), entry.event().kind(), decidedOn(entry.event()));
  }

  private static Optional<LocalDate> decidedOn(Event event) {
    return event instanceof Event.OutsideDecision decision
        ? Optional.of(decision.decidedOn())
        : Optional.empty();
  }

  private static Dossier withLetter(Dossier dossier, Letter.Kind kind, Entry entry) {
    List<Letter> letters = new ArrayList<>(dossier.letters());
    letters.add(
        new Letter(
            letters.size() + 1, kind, dossier.version(), dossier.updatedAt(), entry.templates()));
    return copy(
        dossier,
        dossier.submission(),
        dossier.reference(),
        dossier.visits(),
        dossier.extensions(),
        dossier.documents(),
        letters);
  }

  private static Dossier withVisits(Dossier dossier, List<Visit> stated) {
    return copy(
        dossier,
        dossier.submission(),
        dossier.reference(),
        merged(dossier.visits(), stated),
        dossier.extensions(),
        dossier.documents(),
        dossier.letters());
  }

  /** What is known of the visits when these days are said again. */
  static List<Visit> merged(List<Visit> known, List<Visit> stated) {
    TreeMap<LocalDate, Visit> byDay = new TreeMap<>();
    known.forEach(visit -> byDay.put(visit.on(), visit));
    stated.forEach(visit -> byDay.put(visit.on(), visit));
    return byDay.values().stream().filter(visit -> visit.count() > 0).toList();
  }

  private static Dossier withSubmission(Dossier dossier, Submission submission) {
    return copy(
        dossier,
        submission,
        dossier.reference(),
        dossier.visits(),
        dossier.extensions(),
        dossier.documents(),
        dossier.letters());
  }

  private static Dossier withReference(Dossier dossier, String reference) {
    return copy(
        dossier,
        dossier.submission(),
        Optional.of(reference),
        dossier.visits(),
        dossier.extensions(),
        dossier.documents(),
        dossier.letters());
  }

  private static Dossier withExtension(Dossier dossier, AuthorizationId extension) {
    List<AuthorizationId> extensions = new ArrayList<>(dossier.extensions());
    extensions.add(extension);
    return withExtensions(dossier, extensions);
  }

  /** The state with only these of its extensions. */
  static Authorization withExtensions(Authorization state, List<AuthorizationId> extensions) {
    return withDossier(state, withExtensions(state.dossier(), extensions));
  }

  private static Dossier withExtensions(Dossier dossier, List<AuthorizationId> extensions) {
    return copy(
        dossier,
        dossier.submission(),
        dossier.reference(),
        dossier.visits(),
        extensions,
        dossier.documents(),
        dossier.letters());
  }

  private static Dossier withDocument(Dossier dossier, SentDocument document) {
    List<SentDocument> documents = new ArrayList<>(dossier.documents());
    documents.add(document);
    return withDocuments(dossier, documents);
  }

  /** With those documents changed that are meant. */
  private static Dossier withDocuments(
      Dossier dossier, Predicate<SentDocument> meant, UnaryOperator<SentDocument> change) {
    return withDocuments(
        dossier,
        dossier.documents().stream()
            .map(sent -> meant.test(sent) ? change.apply(sent) : sent)
            .toList());
  }

  private static Dossier withDocuments(Dossier dossier, List<SentDocument> documents) {
    return copy(
        dossier,
        dossier.submission(),
        dossier.reference(),
        dossier.visits(),
        dossier.extensions(),
        documents,
        dossier.letters());
  }

  private static Predicate<SentDocument> cameFor(String ask) {
    return sent -> sent.ask().equals(ask) && sent.state() == SentDocument.State.RECEIVED;
  }

  private static Dossier copy(
      Dossier dossier,
      Submission submission,
      Optional<String> reference,
      List<Visit> visits,
      List<AuthorizationId> extensions,
      List<SentDocument> documents,
      List<Letter> letters) {
    return new Dossier(
        dossier.id(),
        dossier.version(),
        submission,
        dossier.basis(),
        dossier.createdAt(),
        dossier.createdBy(),
        dossier.updatedAt(),
        reference,
        visits,
        extensions,
        documents,
        letters,
        dossier.history());
  }

  private static ZoneId zone(Dossier dossier) {
    return dossier.basis().zone();
  }

  private static LocalDate day(Dossier dossier, Entry entry) {
    return entry.at().atZone(zone(dossier)).toLocalDate();
  }

  private static IllegalArgumentException wrong(Authorization state, Entry entry) {
    return new IllegalArgumentException(
        entry.event().kind() + " does not follow in version " + state.version());
  }
}
