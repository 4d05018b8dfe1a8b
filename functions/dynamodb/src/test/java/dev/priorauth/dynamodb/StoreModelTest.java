package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.AllotmentChange;
import dev.priorauth.core.authorizations.Announcement;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Duplicates;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.authorizations.OtherDays;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.TakenDays;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of one member's authorizations in the store, beside a model that only holds them in
 * memory: after each step both agree.
 */
class StoreModelTest {

  private static final int STEPS = 150;
  private static final LocalDate LAST = LocalDate.of(2025, 12, 31);

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  /** What the store has to hold. */
  private static final class Model {
    private final Map<AuthorizationId, Authorization> states = new LinkedHashMap<>();
    private final Map<AllotmentKey, Integer> left = new HashMap<>();

    int left(AllotmentKey key) {
      return left.getOrDefault(key, Samples.LIMIT);
    }

    SubmitResult submit(Done done, LocalDate today) {
      Optional<AuthorizationId> other =
          Duplicates.unacknowledged(
              done.state().submission(),
              Duplicates.overlaps(
                  done.state().submission(),
                  states.values().stream().flatMap(state -> TakenDays.of(state).stream()).toList(),
                  today));
      if (other.isPresent()) {
        return new SubmitResult.Duplicate(other.get());
      }
      if (done.change() instanceof AllotmentChange.Take(Counted counted)
          && left(counted.key()) < counted.amount()) {
        return new SubmitResult.AllotmentExhausted(counted.key(), left(counted.key()));
      }
      write(done);
      return new SubmitResult.Stored();
    }

    AppendResult append(Done done) {
      long version = states.get(done.state().id()).version();
      if (version != done.entry().version() - 1) {
        return new AppendResult.ChangedMeanwhile(version);
      }
      write(done);
      return new AppendResult.Appended();
    }

    private void write(Done done) {
      states.put(done.state().id(), done.state());
      switch (done.change()) {
        case AllotmentChange.Nothing _ -> {
          // Nothing is counted.
        }
        case AllotmentChange.Take(Counted counted) ->
            left.put(counted.key(), left(counted.key()) - counted.amount());
        case AllotmentChange.GiveBack(Counted counted) ->
            left.put(counted.key(), left(counted.key()) + counted.amount());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theStore_agreesWithTheModel_afterEachStep(long seed) {
    Random random = new Random(seed);
    Model model = new Model();
    List<Done> former = new ArrayList<>();
    LocalDate today = LocalDate.of(2025, 1, 10);
    for (int step = 0; step < STEPS; step++) {
      Instant now = today.atTime(12, 0).atZone(ZoneId.of("America/New_York")).toInstant();
      int chance = random.nextInt(10);
      if (chance < 3 || model.states.isEmpty()) {
        Done done = submission(random, step, today, now);
        assertThat(submit(done)).isEqualTo(model.submit(done, today));
        agreeOn(model, done);
      } else if (chance < 4) {
        today = today.plusDays(random.nextInt(15));
        today = today.isAfter(LAST) ? LAST : today;
      } else if (chance < 5 && !former.isEmpty()) {
        // A change that was made already, or was refused because of another.
        Done again = former.get(random.nextInt(former.size()));
        assertThat(TABLE.store().append(again)).isEqualTo(model.append(again));
        agreeOn(model, again);
      } else {
        List<Authorization> states = List.copyOf(model.states.values());
        Authorization state = states.get(random.nextInt(states.size()));
        if (change(random, state, today, now) instanceof Done done) {
          former.add(done);
          assertThat(TABLE.store().append(done)).isEqualTo(model.append(done));
          agreeOn(model, done);
        }
      }
      agreeOnStanding(model);
      if (step % 10 == 0) {
        agreeOnStates(model);
      }
    }
    agreeOnStates(model);
    model.states.forEach(
        (id, state) ->
            assertThat(Authorization.replay(TABLE.store().history(id))).isEqualTo(state));
  }

  private static Done submission(Random random, int step, LocalDate today, Instant now) {
    Npi provider = random.nextBoolean() ? Samples.THERAPIST : Samples.OTHER_THERAPIST;
    LocalDate from = today.plusDays(random.nextInt(6));
    Samples request =
        Samples.request()
            .number(step)
            .by(Samples.PHYSICIAN, provider)
            .on(from, from.plusDays(random.nextInt(3)))
            .at(now);
    return random.nextInt(4) == 0
        ? request.pended()
        : request.approved(random.nextInt(Samples.LIMIT / 2) + 1);
  }

  private static SubmitResult submit(Done done) {
    Standing standing = TABLE.store().standing("bcbsma", Samples.MEMBER);
    IdempotencyKey key = Samples.key(done.state().id().text());
    return TABLE.store().submit(List.of(done), standing, key, "hash");
  }

  private static Result change(Random random, Authorization state, LocalDate today, Instant now) {
    return switch (random.nextInt(8)) {
      case 0 -> Operations.withdraw(state, "moved", Samples.OFFICE, now);
      case 1 -> Operations.shorten(state, random.nextInt(9) + 1, Samples.OFFICE, now);
      case 2 ->
          Operations.recordVisits(
              state, List.of(new Visit(today, random.nextInt(3), List.of())), Samples.OFFICE, now);
      case 3 ->
          Operations.moveServiceDates(
              state,
              today,
              Optional.of(today.plusDays(random.nextInt(4))),
              OtherDays.FREE,
              Samples.OFFICE,
              now);
      case 4 ->
          Operations.determine(
              state,
              new Determination.Approve(
                  today, LAST, Optional.of(random.nextInt(Samples.LIMIT) + 1), List.of()),
              balance(state),
              Samples.NURSE,
              now);
      case 5 ->
          Operations.announceDocument(
              state,
              new Announcement("a2", "plan.pdf", "1: plan of care", "application/pdf", 9, "00ff"),
              Samples.OFFICE,
              now);
      case 6 -> Operations.receiveDocument(state, "d1", Samples.OFFICE, now);
      default ->
          Operations.determine(
              state,
              new Determination.Deny(Samples.DENIAL, today),
              balance(state),
              Samples.NURSE,
              now);
    };
  }

  private static Optional<AllotmentBalance> balance(Authorization state) {
    return TABLE.store().standing("bcbsma", Samples.MEMBER).balances(key(state)).stream()
        .findFirst();
  }

  private static AllotmentKey key(Authorization state) {
    return new AllotmentKey(
        "bcbsma",
        Samples.MEMBER,
        Optional.of(state.submission().servicing()),
        state.submission().service());
  }

  private static void agreeOn(Model model, Done done) {
    AuthorizationId id = done.state().id();
    assertThat(TABLE.store().find(id)).isEqualTo(Optional.ofNullable(model.states.get(id)));
  }

  private static void agreeOnStates(Model model) {
    model.states.forEach((id, state) -> assertThat(TABLE.store().find(id)).contains(state));
  }

  private static void agreeOnStanding(Model model) {
    List<AllotmentBalance> balances = TABLE.store().standing("bcbsma", Samples.MEMBER).balances();
    model.left.forEach(
        (key, left) -> {
          assertThat(left).isNotNegative();
          assertThat(balances)
              .filteredOn(balance -> balance.key().equals(key))
              .extracting(AllotmentBalance::left)
              .containsExactly(left);
        });
  }
}
