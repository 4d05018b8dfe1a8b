package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentState;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever is done, in whatever order. */
class LifePropertiesTest {
  private static final int LIMIT = 26;
  private static final Denial DENIAL = new Denial("NMN", "No progress.", "Policy 178");

  /** The authorizations of one member with one therapist in one year. */
  private static final class World {
    final List<List<Entry>> entries = new ArrayList<>();
    final List<Authorization> states = new ArrayList<>();
    Optional<AllotmentBalance> balance = Optional.empty();
    LocalDate today = LocalDate.of(2025, 1, 10);

    Instant now() {
      return today.atTime(12, 0).atZone(TherapyBook.ZONE).toInstant();
    }

    void submit(int visits, boolean eligible) {
      Submission submission =
          Requests.physicalTherapy().from(today.toString()).visits(visits).submission();
      Case request =
          Case.of(TherapyBook.bcbsma(), submission, now().toString())
              .eligible(eligible ? Eligibility.State.ACTIVE : Eligibility.State.UNKNOWN)
              .stored(balance.stream().toArray(AllotmentBalance[]::new));
      Decision.Accepted accepted = (Decision.Accepted) request.decide();
      Result.Done done =
          Operations.submit(
              AuthorizationId.of(states.size()),
              submission,
              Basis.of(
                  accepted.ground(), TherapyBook.ZONE, "hash", Optional.empty(), Optional.empty()),
              accepted.outcome(),
              Lives.OFFICE,
              now());
      states.add(done.state());
      entries.add(new ArrayList<>(List.of(done.entry())));
      AllotmentState allotment = request.allotment();
      if (balance.isEmpty() && allotment instanceof AllotmentState.Known(AllotmentBalance whole)) {
        balance = Optional.of(whole);
      }
      count(done.change());
    }

    void apply(int which, java.util.function.Function<Authorization, Result> operation) {
      if (states.isEmpty()) {
        return;
      }
      int index = which % states.size();
      if (operation.apply(states.get(index))
          instanceof Result.Done(Entry entry, Authorization state, AllotmentChange change, _, _)) {
        entries.get(index).add(entry);
        states.set(index, state);
        count(change);
      }
    }

    void count(AllotmentChange change) {
      switch (change) {
        case AllotmentChange.Nothing() -> {
          // The balance stays.
        }
        case AllotmentChange.Take(Counted counted) ->
            balance = balance.map(left -> left.take(counted.amount()));
        case AllotmentChange.GiveBack(Counted counted) ->
            balance = balance.map(left -> left.giveBack(counted.amount()));
      }
    }

    void step(int number) {
      int n = number / 14;
      Actor office = Lives.OFFICE;
      Actor nurse = Lives.REVIEWER;
      switch (number % 14) {
        case 0 -> submit(n % 12 + 1, n % 5 != 0);
        case 1 ->
            apply(
                n,
                state ->
                    Operations.recordVisits(
                        state, List.of(new Visit(today, n % 4, List.of())), office, now()));
        case 2 -> apply(n, state -> Operations.withdraw(state, "reason", office, now()));
        case 3 -> apply(n, state -> Operations.shorten(state, n % 9 + 1, office, now()));
        case 4 -> today = today.plusDays(n % 20);
        case 5 ->
            apply(
                n,
                state ->
                    Operations.determine(
                        state,
                        new Determination.Approve(
                            today, LocalDate.of(2025, 12, 31), Optional.of(n % 30), List.of()),
                        balance,
                        nurse,
                        now()));
        case 6 ->
            apply(
                n,
                state ->
                    Operations.determine(
                        state,
                        new Determination.Deny(DENIAL, today.plusDays(n % 3)),
                        balance,
                        nurse,
                        now()));
        case 7 ->
            apply(n, state -> Operations.answerInformation(state, "a1", "Yes.", office, now()));
        case 8 -> apply(n, state -> Operations.appeal(state, "first", "Please.", office, now()));
        case 9 ->
            apply(
                n,
                state ->
                    Operations.ask(
                        state,
                        Ask.Kind.INFORMATION,
                        "More.",
                        Party.REQUESTER,
                        today.plusDays(5),
                        nurse,
                        now()));
        case 10 ->
            apply(
                n,
                state ->
                    Operations.moveServiceDates(
                        state,
                        today,
                        Optional.of(today.plusDays(n % 9)),
                        OtherDays.FREE,
                        office,
                        now()));
        case 11 ->
            apply(
                n,
                state ->
                    n % 2 == 0
                        ? Operations.ask(
                            state,
                            Ask.Kind.DOCUMENT,
                            "Send the notes.",
                            Party.REQUESTER,
                            today,
                            nurse,
                            now())
                        : Operations.announceDocument(
                            state,
                            new Announcement(
                                "a" + n % 5,
                                "notes.pdf",
                                "1: plan of care",
                                "application/pdf",
                                n,
                                "00"),
                            office,
                            now()));
        case 12 ->
            apply(n, state -> Operations.receiveDocument(state, "d" + (n % 2 + 1), office, now()));
        default ->
            apply(
                n,
                state ->
                    n % 3 == 0
                        ? Operations.close(state, nurse, now())
                        : n % 3 == 1
                            ? Operations.endPeerToPeer(state, n % 2 == 0, nurse, now())
                            : Operations.refuseAnswer(state, "a1", "Dark.", nurse, now()));
      }
      if (today.isAfter(LocalDate.of(2025, 12, 31))) {
        today = LocalDate.of(2025, 12, 31);
      }
    }
  }

  @Property(tries = 300)
  void theEventsAloneGiveTheState(
      @ForAll @Size(max = 60) List<@IntRange(max = 99_999) Integer> steps) {
    World world = new World();
    for (int step : steps) {
      world.step(step);
    }
    for (int i = 0; i < world.states.size(); i++) {
      List<Entry> entries = world.entries.get(i);
      assertThat(Authorization.replay(entries)).isEqualTo(world.states.get(i));
      assertThat(world.states.get(i).version()).isEqualTo(entries.size());
      assertThat(world.states.get(i).dossier().history()).hasSameSizeAs(entries);
    }
  }

  @Property(tries = 300)
  void theAllotmentIsNeverOversoldAndAlwaysAgreesWithTheAuthorizations(
      @ForAll @Size(max = 60) List<@IntRange(max = 99_999) Integer> steps) {
    World world = new World();
    for (int step : steps) {
      // A balance below zero, or above the limit, cannot even be made.
      world.step(step);
      int counted =
          world.states.stream()
              .flatMap(state -> state.usable().stream())
              .flatMap(approval -> approval.counted().stream())
              .mapToInt(Counted::amount)
              .sum();
      assertThat(world.balance.map(AllotmentBalance::left).orElse(LIMIT) + counted)
          .isEqualTo(LIMIT);
    }
  }

  @Property(tries = 300)
  void whatIsPendedAlwaysWaitsForSomebodyAndUseStaysWithinTheApproval(
      @ForAll @Size(max = 60) List<@IntRange(max = 99_999) Integer> steps) {
    World world = new World();
    for (int step : steps) {
      world.step(step);
    }
    for (Authorization state : world.states) {
      Progress.usage(state, world.today)
          .ifPresent(usage -> assertThat(usage.used()).isLessThanOrEqualTo(usage.approved()));
      if (state.statusOn(world.today) == Status.PENDED) {
        assertThat(Progress.nextStep(state, world.today)).isPresent();
        assertThat(Progress.deadlines(state, world.today)).isNotEmpty();
      }
    }
  }
}
