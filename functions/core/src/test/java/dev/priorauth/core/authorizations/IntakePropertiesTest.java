package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Intake.DecidedPart;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Effects.PeriodKind;
import dev.priorauth.core.rules.Effects.Unit;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds of every decision about a whole submission. */
class IntakePropertiesTest {
  private static final Instant AT = Instant.parse("2025-01-10T17:00:00Z");
  private static final int MOST = 40;

  /**
   * What a decision is made on.
   *
   * @param left what is left in each period, for the keys and kinds of period that may be asked
   */
  private record Case(
      Submission submission, Eligibility.State eligibility, Map<PeriodKind, Integer> left) {

    /** As a dry run, or a real one, reads and decides it: nothing is shared between two calls. */
    List<DecidedPart> decide() {
      RuleBook book = TherapyBook.bcbsma();
      return Intake.decide(
          book,
          submission,
          new Intake.Around(
              new HandlingPolicy(Set.of("bcbsma")),
              new Eligibility(eligibility, Optional.empty()),
              book.criteriaSets(),
              Optional.empty(),
              List.of()),
          this::balances,
          AT);
    }

    List<AllotmentBalance> balances(AllotmentKey key) {
      List<AllotmentBalance> balances = new ArrayList<>();
      left.forEach(
          (kind, visits) ->
              balances.add(
                  new AllotmentBalance(
                      key,
                      ServicePeriod.of(kind, LocalDate.of(2025, 1, 5)),
                      Unit.VISITS,
                      MOST,
                      visits)));
      return balances;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Line> lines =
        Combinators.combine(
                Arbitraries.of("97110", "97165", "70551"), Arbitraries.integers().between(1, 9))
            .as(Line::new);
    Arbitrary<Submission> submissions =
        Combinators.combine(
                Arbitraries.of(
                    "commercial-hmo", "commercial-ppo", "medicare-advantage-hmo", "commercial"),
                Arbitraries.of(
                    "physical-therapy",
                    "occupational-therapy",
                    "speech-therapy",
                    "home-health",
                    "mri",
                    "chiropractic",
                    "back-joint-pain-procedure",
                    "acute-inpatient-admission"),
                lines.list().ofMaxSize(3),
                Arbitraries.integers().between(1, MOST).optional(0.9),
                Arbitraries.integers().between(0, 400),
                Arbitraries.of("pcp", "ordering-provider"),
                Arbitraries.of("electronic", "fax").optional(0.8))
            .as(IntakePropertiesTest::submission);
    return Combinators.combine(
            submissions,
            Arbitraries.frequency(
                Tuple.of(3, Eligibility.State.ACTIVE), Tuple.of(1, Eligibility.State.UNKNOWN)),
            Arbitraries.maps(
                    Arbitraries.of(PeriodKind.class), Arbitraries.integers().between(0, MOST))
                .ofMaxSize(2))
        .as(Case::new);
  }

  private static Submission submission(
      String product,
      String service,
      List<Line> lines,
      Optional<Integer> visits,
      int days,
      String role,
      Optional<String> channel) {
    Requests request =
        Requests.physicalTherapy()
            .of("bcbsma", product)
            .service(service)
            .lines(lines.toArray(Line[]::new))
            .from(LocalDate.of(2025, 1, 8).plusDays(days).toString())
            .by(role);
    visits.ifPresent(request::visits);
    channel.ifPresent(one -> request.with(Fact.CHANNEL, one));
    return request.submission();
  }

  private static List<Counted> taken(List<DecidedPart> parts) {
    List<Counted> taken = new ArrayList<>();
    for (DecidedPart part : parts) {
      if (part.decision() instanceof Decision.Accepted(_, Outcome.Approved(var approval))) {
        approval.counted().ifPresent(taken::add);
      }
    }
    return taken;
  }

  @Property
  void decide_givesTheSame_toADryRunAndARealOneOfTheSameState(@ForAll("cases") Case one) {
    assertThat(one.decide()).isEqualTo(one.decide());
  }

  @Property
  void decide_neverTakesMoreThanIsLeft_overAllParts(@ForAll("cases") Case one) {
    Map<AllotmentKey, Map<ServicePeriod, Integer>> sums = new HashMap<>();
    for (Counted counted : taken(one.decide())) {
      int sum =
          sums.computeIfAbsent(counted.key(), _ -> new HashMap<>())
              .merge(counted.period(), counted.amount(), Integer::sum);
      int left =
          one.balances(counted.key()).stream()
              .filter(balance -> balance.period().equals(counted.period()))
              .findFirst()
              .map(AllotmentBalance::left)
              .orElseGet(counted::limit);
      assertThat(sum).isLessThanOrEqualTo(left);
    }
  }

  /** So that the property above is about something: one part can leave too little for another. */
  @Property
  void decide_leavesASecondPart_whatTheFirstDidNotTake(
      @ForAll @IntRange(min = 1, max = 26) int visits) {
    Submission both =
        submission(
            "commercial",
            "physical-therapy",
            List.of(new Line("97110", 1), new Line("97165", 1)),
            Optional.of(visits),
            10,
            "pcp",
            Optional.of("electronic"));

    List<DecidedPart> parts = new Case(both, Eligibility.State.ACTIVE, Map.of()).decide();

    assertThat(parts).hasSize(2);
    assertThat(taken(parts)).hasSize(visits <= 13 ? 2 : 1);
  }
}
