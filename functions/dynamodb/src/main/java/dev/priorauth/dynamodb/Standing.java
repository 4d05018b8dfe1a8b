package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.AllotmentChange;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Duplicates;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.TakenDays;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What counts across all authorizations of one member with one payer: what is left of the
 * allotments, and which dates of service are taken. It is one item with one version, so that
 * nothing in it can change between looking and writing.
 *
 * @param version the number of its changes; zero where nothing was ever written
 * @param balances of all allotments and periods that any approval has begun
 * @param spans of the authorizations that were live when it was last written
 */
public record Standing(
    String payer,
    MemberId member,
    long version,
    List<AllotmentBalance> balances,
    List<TakenDays> spans) {

  public Standing {
    balances = List.copyOf(balances);
    spans = List.copyOf(spans);
  }

  static Standing none(String payer, MemberId member) {
    return new Standing(payer, member, 0, List.of(), List.of());
  }

  /** The balances of one allotment in all periods that any approval has begun. */
  public List<AllotmentBalance> balances(AllotmentKey key) {
    return balances.stream().filter(balance -> balance.key().equals(key)).toList();
  }

  /** The live authorizations that overlap with this request: see {@link Duplicates#overlaps}. */
  public List<AuthorizationId> overlaps(Submission submission, LocalDate today) {
    return Duplicates.overlaps(submission, spans, today);
  }

  /** What becomes of a standing when events are written. */
  sealed interface After {
    record Same() implements After {}

    record Changed(Standing standing) implements After {}

    record Overlaps(AuthorizationId with) implements After {}

    record Exhausted(AllotmentKey key, int left) implements After {}
  }

  /** The standing with all of these written, or the first reason why they cannot be. */
  After after(List<Done> parts) {
    Standing next = this;
    for (Done done : parts) {
      Authorization state = done.state();
      LocalDate today = day(done);
      if (done.entry().event() instanceof Event.Submitted(Submission submission, _, _)) {
        Optional<AuthorizationId> other =
            Duplicates.unacknowledged(submission, overlaps(submission, today));
        if (other.isPresent()) {
          return new After.Overlaps(other.get());
        }
      }
      switch (next.after(done.change())) {
        case After.Changed(Standing counted) -> next = counted;
        case After.Same _ -> {
          // Nothing is counted.
        }
        case After.Overlaps overlaps -> {
          return overlaps;
        }
        case After.Exhausted exhausted -> {
          return exhausted;
        }
      }
      if (movesSpan(done.entry().event())) {
        next = next.withSpan(state);
      }
    }
    return next.equals(this)
        ? new After.Same()
        : new After.Changed(next.withoutThePast(day(parts.getFirst())).numbered(version + 1));
  }

  /** Whether these can change a standing at all, so that it has to be looked at. */
  static boolean concerns(Done done) {
    return !(done.change() instanceof AllotmentChange.Nothing) || movesSpan(done.entry().event());
  }

  private static boolean movesSpan(Event event) {
    return switch (event) {
      case Event.Submitted _,
          Event.OutsideDecision _,
          Event.ReviewerApproved _,
          Event.ReviewerApprovedPartly _,
          Event.ReviewerDenied _,
          Event.InformationAnswered _,
          Event.Asked _,
          Event.DocumentReceived _,
          Event.AnswerUnreadable _,
          Event.ServiceDatesMoved _,
          Event.Withdrawn _,
          Event.Closed _ ->
          true;
      case Event.DocumentAnnounced _,
          Event.AnswerAccepted _,
          Event.DenialProposed _,
          Event.DenialUpheld _,
          Event.PeerToPeerRequested _,
          Event.PeerToPeerEnded _,
          Event.VisitsRecorded _,
          Event.Shortened _,
          Event.ExtensionRequested _,
          Event.AppealFiled _ ->
          false;
    };
  }

  private After after(AllotmentChange change) {
    return switch (change) {
      case AllotmentChange.Nothing _ -> new After.Same();
      case AllotmentChange.Take(Counted counted) -> taking(counted);
      case AllotmentChange.GiveBack(Counted counted) -> new After.Changed(givingBack(counted));
    };
  }

  private After taking(Counted counted) {
    Optional<AllotmentBalance> begun = balance(counted);
    if (begun.isEmpty() && meetsAnotherPeriod(counted)) {
      return new After.Exhausted(counted.key(), 0);
    }
    AllotmentBalance balance =
        begun.orElseGet(
            () ->
                new AllotmentBalance(
                    counted.key(),
                    counted.period(),
                    counted.unit(),
                    counted.limit(),
                    counted.limit()));
    return balance.left() < counted.amount()
        ? new After.Exhausted(counted.key(), balance.left())
        : new After.Changed(with(balance.take(counted.amount())));
  }

  /**
   * Who gives back what has been given back already is refused by the version of the authorization,
   * so that it does not matter what the balance would be.
   */
  private Standing givingBack(Counted counted) {
    AllotmentBalance balance = balance(counted).orElseThrow();
    return with(balance.giveBack(Math.min(counted.amount(), balance.limit() - balance.left())));
  }

  private Optional<AllotmentBalance> balance(Counted counted) {
    return balances(counted.key()).stream()
        .filter(balance -> balance.period().equals(counted.period()))
        .findFirst();
  }

  private boolean meetsAnotherPeriod(Counted counted) {
    return balances(counted.key()).stream()
        .map(AllotmentBalance::period)
        .filter(period -> period.kind() == counted.period().kind())
        .anyMatch(
            period ->
                period.contains(counted.period().from())
                    || counted.period().contains(period.from()));
  }

  private Standing with(AllotmentBalance balance) {
    List<AllotmentBalance> others = new ArrayList<>(balances);
    others.removeIf(
        other -> other.key().equals(balance.key()) && other.period().equals(balance.period()));
    others.add(balance);
    return new Standing(payer, member, version, others, spans);
  }

  private Standing withSpan(Authorization state) {
    List<TakenDays> others = new ArrayList<>(spans);
    others.removeIf(span -> span.id().equals(state.id()));
    TakenDays.of(state).ifPresent(others::add);
    return new Standing(payer, member, version, balances, others);
  }

  private Standing withoutThePast(LocalDate today) {
    List<TakenDays> live = spans.stream().filter(span -> span.isLiveOn(today)).toList();
    return new Standing(payer, member, version, balances, live);
  }

  private Standing numbered(long otherVersion) {
    return new Standing(payer, member, otherVersion, balances, spans);
  }

  private static LocalDate day(Done done) {
    return done.entry().at().atZone(done.state().dossier().basis().zone()).toLocalDate();
  }
}
