package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Authorization.Approved;
import dev.priorauth.core.authorizations.Authorization.Closed;
import dev.priorauth.core.authorizations.Authorization.Denied;
import dev.priorauth.core.authorizations.Authorization.NotRequired;
import dev.priorauth.core.authorizations.Authorization.PartiallyApproved;
import dev.priorauth.core.authorizations.Authorization.Pended;
import dev.priorauth.core.authorizations.Authorization.Withdrawn;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentState;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A year with a scheduler that is often out of order, beside an oracle that knows no scheduler and
 * computes everything afterwards, from what happened and the days on a calendar.
 */
class YearTest {
  private static final int AUTHORIZATIONS = 20_000;
  private static final int MEMBERS = 9_000;
  private static final int LIMIT = 26;
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 2);
  private static final LocalDate LAST = LocalDate.of(2026, 1, 31);
  private static final Denial DENIAL = new Denial("NMN", "No progress.", "Policy 178");

  private record Notice(Deadline.Kind kind, Instant at) {}

  /** A state, from its event on. */
  private record Stage(Instant from, Authorization state) {}

  private static final class Item {
    final List<Stage> stages = new ArrayList<>();
    final Set<Notice> notices = new HashSet<>();
    final int member;
    Optional<Instant> due = Optional.empty();

    Item(int member) {
      this.member = member;
    }

    Authorization state() {
      return stages.getLast().state();
    }
  }

  /** What is stored, as the store does it, in memory. */
  private static final class World {
    final Random random = new Random(42);
    final List<Item> items = new ArrayList<>();
    final TreeMap<Instant, List<Item>> index = new TreeMap<>();
    final Map<Integer, AllotmentBalance> balances = new HashMap<>();
    LocalDate today = FIRST;

    Instant now() {
      return today.atTime(12, 0).atZone(TherapyBook.ZONE).toInstant();
    }

    void put(Item item, Result.Done done) {
      Instant at = done.entry().at();
      item.due
          .filter(due -> !due.isAfter(at))
          .ifPresent(due -> tell(item, Lifecycle.at(item.state(), due, at).owed()));
      tell(item, done.passed());
      item.stages.add(new Stage(at, done.state()));
      place(item, Lifecycle.firstNotice(done.state()));
      switch (done.change()) {
        case AllotmentChange.Nothing() -> {
          // The balance stays.
        }
        case AllotmentChange.Take(Counted counted) ->
            balances.computeIfPresent(item.member, (_, left) -> left.take(counted.amount()));
        case AllotmentChange.GiveBack(Counted counted) ->
            balances.computeIfPresent(item.member, (_, left) -> left.giveBack(counted.amount()));
      }
    }

    private static void tell(Item item, List<Deadline> owed) {
      for (Deadline deadline : owed) {
        boolean isNew = item.notices.add(new Notice(deadline.kind(), deadline.noticeAt()));
        assertThat(isNew).as("told once").isTrue();
      }
    }

    private void place(Item item, Optional<Deadline> next) {
      item.due.ifPresent(due -> index.get(due).remove(item));
      item.due = next.map(Deadline::noticeAt);
      item.due.ifPresent(due -> index.computeIfAbsent(due, _ -> new ArrayList<>()).add(item));
    }

    /** A run that reaches each place by this chance, and is gone before the others. */
    void sweep(Instant now, double reached) {
      List<Item> due = new ArrayList<>();
      index.headMap(now, true).values().forEach(due::addAll);
      for (Item item : due) {
        if (random.nextDouble() < reached) {
          Lifecycle.Passed passed = Lifecycle.at(item.state(), item.due.orElseThrow(), now);
          tell(item, passed.owed());
          place(item, passed.next());
        }
      }
      index.headMap(now, true).values().removeIf(List::isEmpty);
    }

    void submit() {
      int member = random.nextInt(MEMBERS);
      Item item = new Item(member);
      Requests request =
          Requests.physicalTherapy()
              .member("XXP%09d".formatted(100_000_000 + member))
              .from(today.toString())
              .to(min(today.plusDays(random.nextInt(90)), LocalDate.of(2025, 12, 31)).toString())
              .visits(1 + random.nextInt(12));
      if (random.nextInt(8) == 0) {
        request = request.service("mri").by("ordering-provider");
      }
      Case asked =
          Case.of(TherapyBook.bcbsma(), request.submission(), now().toString())
              .eligible(
                  random.nextInt(3) == 0 ? Eligibility.State.UNKNOWN : Eligibility.State.ACTIVE)
              .stored(
                  Optional.ofNullable(balances.get(member)).stream()
                      .toArray(AllotmentBalance[]::new));
      if (!(asked.decide() instanceof Decision.Accepted accepted)) {
        return;
      }
      if (asked.allotment() instanceof AllotmentState.Known(AllotmentBalance whole)) {
        balances.putIfAbsent(member, whole);
      }
      put(
          item,
          Operations.submit(
              AuthorizationId.of(items.size()),
              request.submission(),
              Basis.of(
                  accepted.ground(),
                  TherapyBook.ZONE,
                  "hash",
                  Extensions.lead(asked.book(), request.submission(), now()),
                  Optional.empty()),
              accepted.outcome(),
              Lives.OFFICE,
              now()));
      items.add(item);
    }

    void happen(Item item) {
      Authorization state = item.state();
      Actor office = Lives.OFFICE;
      Actor nurse = Lives.REVIEWER;
      Optional<AllotmentBalance> balance =
          Optional.ofNullable(balances.get(item.member)).filter(_ -> state.isDecidedHere());
      Optional<Integer> visits = Optional.of(1 + random.nextInt(6));
      Result result =
          switch (random.nextInt(11)) {
            case 0, 1, 2 ->
                Operations.recordVisits(
                    state, List.of(new Visit(today, 1, List.of())), office, now());
            case 3 -> Operations.withdraw(state, "reason", office, now());
            case 4 -> Operations.shorten(state, 1 + random.nextInt(5), office, now());
            case 5 ->
                Operations.determine(
                    state,
                    new Determination.Approve(
                        today, today.plusDays(random.nextInt(120)), visits, List.of()),
                    balance,
                    nurse,
                    now());
            case 6 ->
                Operations.determine(
                    state,
                    new Determination.ApprovePartly(
                        today, today.plusDays(random.nextInt(60)), visits, List.of(), DENIAL),
                    balance,
                    nurse,
                    now());
            case 7 ->
                Operations.determine(
                    state,
                    new Determination.Deny(DENIAL, today.plusDays(5)),
                    balance,
                    nurse,
                    now());
            case 8 -> Operations.answerInformation(state, "a1", "Yes.", office, now());
            case 9 ->
                Operations.ask(
                    state,
                    Ask.Kind.DOCUMENT,
                    "Send it.",
                    Party.REQUESTER,
                    today.plusDays(random.nextInt(10)),
                    nurse,
                    now());
            default -> Operations.noteExtension(state, AuthorizationId.of(7), false, office, now());
          };
      if (result instanceof Result.Done done) {
        put(item, done);
      }
    }
  }

  @Test
  void aYear_withTheSchedulerOftenOut_endsAsTheCalendarSays() {
    World world = new World();
    lived(
        world,
        () -> {
          boolean isOut =
              world.random.nextInt(4) == 0
                  || world.today.getMonthValue() == 7
                  || world.today.equals(LocalDate.of(2026, 1, 1));
          if (!isOut) {
            double reached = world.random.nextInt(5) == 0 ? world.random.nextDouble() : 1;
            world.sweep(
                night(world.today).minusSeconds(world.random.nextInt(3) == 0 ? 3600 : 0), reached);
          }
        });
    world.sweep(night(LAST), 1);

    assertIsAsTheCalendarSays(world);
  }

  @Test
  void aYear_withTheSchedulerSwitchedOff_isReadRight_andOneRunTellsTheRest() {
    World world = new World();
    lived(
        world,
        () -> {
          // Nothing runs.
        });

    for (Item item : world.items) {
      assertThat(item.state().statusOn(LAST)).isEqualTo(Oracle.status(item.state()));
    }
    world.sweep(night(LAST), 1);
    assertIsAsTheCalendarSays(world);
  }

  private static Instant night(LocalDate day) {
    return day.atTime(1, 0).atZone(TherapyBook.ZONE).toInstant();
  }

  /** All days but the last, each with what the scheduler does in the night and what people do. */
  private static void lived(World world, Runnable scheduler) {
    int days = (int) (LAST.toEpochDay() - FIRST.toEpochDay());
    for (; world.today.isBefore(LAST); world.today = world.today.plusDays(1)) {
      scheduler.run();
      for (int n = 0; n < 1 + AUTHORIZATIONS * 12 / (days * 10); n++) {
        if (world.items.size() < AUTHORIZATIONS) {
          world.submit();
        }
      }
      for (Item item : world.items) {
        if (world.random.nextInt(60) == 0) {
          world.happen(item);
        }
      }
    }
  }

  private static void assertIsAsTheCalendarSays(World world) {
    Instant end = night(LAST);
    assertThat(world.items).hasSize(AUTHORIZATIONS);
    Map<Status, Integer> statuses = new TreeMap<>();
    Map<Deadline.Kind, Integer> kinds = new TreeMap<>();
    for (Item item : world.items) {
      assertThat(item.notices).isEqualTo(Oracle.notices(item.stages, end));
      Status status = item.state().statusOn(LAST);
      assertThat(status).isEqualTo(Oracle.status(item.state()));
      statuses.merge(status, 1, Integer::sum);
      item.notices.forEach(notice -> kinds.merge(notice.kind(), 1, Integer::sum));
    }
    assertThat(kinds.keySet()).containsExactlyInAnyOrder(Deadline.Kind.values());
    assertThat(statuses.keySet())
        .contains(Status.PENDED, Status.DENIED, Status.WITHDRAWN, Status.EXPIRED, Status.CLOSED);
    Map<Integer, Integer> counted = new HashMap<>();
    for (Item item : world.items) {
      item.state()
          .usable()
          .flatMap(Approval::counted)
          .ifPresent(one -> counted.merge(item.member, one.amount(), Integer::sum));
    }
    world.balances.forEach(
        (member, balance) ->
            assertThat(balance.left()).isEqualTo(LIMIT - counted.getOrDefault(member, 0)));
  }

  private static LocalDate min(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** Knows the rules in words: the day after the last day, three weeks after that. */
  private static final class Oracle {

    static Status status(Authorization state) {
      return switch (state) {
        case Pended(_, Pend pend, _) ->
            closesOn(pend).filter(LAST::isAfter).isPresent() ? Status.CLOSED : Status.PENDED;
        case Approved(_, Approval approval) ->
            LAST.isAfter(approval.to()) ? Status.EXPIRED : Status.APPROVED;
        case PartiallyApproved(_, Approval approval, _, _) ->
            LAST.isAfter(approval.to()) ? Status.EXPIRED : Status.PARTIALLY_APPROVED;
        case Denied _ -> Status.DENIED;
        case Withdrawn _ -> Status.WITHDRAWN;
        case Closed _ -> Status.CLOSED;
        case NotRequired _ -> Status.NOT_REQUIRED;
      };
    }

    static Set<Notice> notices(List<Stage> stages, Instant end) {
      Set<Notice> notices = new HashSet<>();
      for (int i = 0; i < stages.size(); i++) {
        Stage stage = stages.get(i);
        Instant until = i + 1 < stages.size() ? stages.get(i + 1).from() : end;
        for (Notice notice : during(stage.state())) {
          if (notice.at().isAfter(stage.from()) && !notice.at().isAfter(until)) {
            notices.add(notice);
          }
        }
        if (i > 0) {
          Map<Deadline.Kind, Instant> passed = passed(stage.state(), stage.from());
          passed.keySet().removeAll(passed(stages.get(i - 1).state(), stage.from()).keySet());
          passed.forEach((kind, at) -> notices.add(new Notice(kind, at)));
        }
      }
      return notices;
    }

    /** The last of each kind that has passed. */
    private static Map<Deadline.Kind, Instant> passed(Authorization state, Instant at) {
      Map<Deadline.Kind, Instant> passed = new HashMap<>();
      for (Notice notice : during(state)) {
        if (!notice.at().isAfter(at)) {
          passed.merge(
              notice.kind(), notice.at(), (one, other) -> one.isAfter(other) ? one : other);
        }
      }
      return passed;
    }

    private static List<Notice> during(Authorization state) {
      List<Notice> notices = new ArrayList<>();
      if (state instanceof Pended(_, Pend pend, _)) {
        Instant closes =
            closesOn(pend).map(Oracle::morningAfter).orElse(Instant.parse("9999-01-01T00:00:00Z"));
        for (Ask ask : pend.asks()) {
          boolean isMissing = ask.state() == Ask.State.ASKED || ask.state() == Ask.State.UNREADABLE;
          if (isMissing && ask.kind() != Ask.Kind.DECISION) {
            notices.add(new Notice(Deadline.Kind.INFORMATION_DUE, morningAfter(ask.dueBy())));
          }
        }
        notices.add(new Notice(Deadline.Kind.DECISION_DUE, pend.decisionDueBy().plusNanos(1)));
        notices.removeIf(notice -> notice.at().isAfter(closes));
        closesOn(pend).ifPresent(_ -> notices.add(new Notice(Deadline.Kind.CLOSES, closes)));
      }
      if (state instanceof Approved || state instanceof PartiallyApproved) {
        LocalDate to = state.usable().orElseThrow().to();
        notices.add(new Notice(Deadline.Kind.EXPIRES, morningAfter(to)));
        if (state.dossier().basis().lead().isPresent() && state.dossier().extensions().isEmpty()) {
          for (LocalDate due : extensionDue(state, to)) {
            notices.add(new Notice(Deadline.Kind.EXTENSION_DUE, morningAfter(due.minusDays(1))));
          }
        }
      }
      return notices;
    }

    /** A week before the last visit: the certain one and, before that, the expected one. */
    private static Set<LocalDate> extensionDue(Authorization state, LocalDate to) {
      List<Visit> visits = state.dossier().visits();
      int left = state.usable().orElseThrow().visits().orElseThrow() - visits.size();
      LocalDate planned = min(state.submission().serviceTo().orElse(to), to);
      if (visits.isEmpty()) {
        return Set.of(planned.minusDays(7));
      }
      LocalDate last = visits.getLast().on();
      if (left == 0) {
        return Set.of(min(last, to).minusDays(7));
      }
      LocalDate certain = planned.isBefore(last) ? to : planned;
      if (visits.size() == 1) {
        return Set.of(certain.minusDays(7));
      }
      long days = last.toEpochDay() - visits.getFirst().on().toEpochDay();
      double each = (double) days / (visits.size() - 1);
      LocalDate expected = last.plusDays((long) Math.ceil(each * left - 1e-9));
      if (!expected.isBefore(certain)) {
        return Set.of(certain.minusDays(7));
      }
      LocalDate early = expected.minusDays(7);
      return new HashSet<>(List.of(certain.minusDays(7), early.isBefore(last) ? last : early));
    }

    private static Optional<LocalDate> closesOn(Pend pend) {
      if (pend.reason() == Pend.Reason.PEER_TO_PEER_OFFERED) {
        return Optional.empty();
      }
      Optional<LocalDate> last = Optional.empty();
      for (Ask ask : pend.asks()) {
        boolean isMissing = ask.state() == Ask.State.ASKED || ask.state() == Ask.State.UNREADABLE;
        boolean isThing = ask.kind() == Ask.Kind.INFORMATION || ask.kind() == Ask.Kind.DOCUMENT;
        if (isMissing && isThing && (last.isEmpty() || ask.dueBy().isAfter(last.get()))) {
          last = Optional.of(ask.dueBy());
        }
      }
      return last.map(
          day -> {
            LocalDate workday = day;
            while (workday.getDayOfWeek() == DayOfWeek.SATURDAY
                || workday.getDayOfWeek() == DayOfWeek.SUNDAY) {
              workday = workday.minusDays(1);
            }
            return workday.plusWeeks(3);
          });
    }

    private static Instant morningAfter(LocalDate day) {
      return day.plusDays(1).atStartOfDay(TherapyBook.ZONE).toInstant();
    }
  }
}
