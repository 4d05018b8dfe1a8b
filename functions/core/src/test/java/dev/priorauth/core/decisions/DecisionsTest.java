package dev.priorauth.core.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Parts;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.Effects.PeriodKind;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {
  private static final RuleBook MA = TherapyBook.bcbsma();
  private static final RuleBook NC = TherapyBook.bcbsnc();
  private static final String NOW = "2025-01-02T15:00:00Z";

  private static Case therapy(Requests request) {
    return Case.of(MA, request.submission(), NOW);
  }

  private static Requests medicare() {
    return Requests.physicalTherapy().of("bcbsma", "medicare-advantage-hmo");
  }

  private static Approval approval(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    Outcome outcome = ((Decision.Accepted) decision).outcome();
    assertThat(outcome).isInstanceOf(Outcome.Approved.class);
    return ((Outcome.Approved) outcome).approval();
  }

  private static Pend pend(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    Outcome outcome = ((Decision.Accepted) decision).outcome();
    assertThat(outcome).isInstanceOf(Outcome.Pended.class);
    return ((Outcome.Pended) outcome).pend();
  }

  private static Ground ground(Decision decision) {
    return ((Decision.Accepted) decision).ground();
  }

  private static List<String> messages(Decision decision) {
    return ground(decision).messages().stream().map(Message::kind).toList();
  }

  /** The balance after these visits. */
  private static AllotmentBalance after(Case one, int taken) {
    return ((AllotmentState.Known) one.allotment()).balance().take(taken);
  }

  @ParameterizedTest
  @CsvSource({"physical-therapy, 26", "occupational-therapy, 26"})
  void commercialTherapyHas26VisitsOfEachKindByProviderAndCalendarYear(String service, int limit) {
    Requests request = Requests.physicalTherapy().service(service).visits(limit);
    Approval approved = approval(therapy(request).decide());
    assertThat(approved.visits()).contains(limit);
    assertThat(approved.from()).isEqualTo("2025-01-10");
    assertThat(approved.to()).isEqualTo("2025-12-31");
    assertThat(approved.counted().orElseThrow().amount()).isEqualTo(limit);
    assertThat(approved.counted().orElseThrow().key().provider()).contains(Requests.THERAPIST);
    assertThat(approved.counted().orElseThrow().key().benefit()).isEqualTo(service);
    Case more = therapy(request.visits(limit + 1));
    assertThat(pend(more.decide()).reason()).isEqualTo(Pend.Reason.MAXIMUM_MET);
  }

  @ParameterizedTest
  @CsvSource({
    "physical-therapy, 12, 2026-01-09",
    "occupational-therapy, 12, 2026-01-09",
    "speech-therapy, 30, 2026-01-09",
    "home-health, 40, 2025-03-10"
  })
  void medicareHasItsOwnAllotmentsByMember(String service, int limit, LocalDate end) {
    Approval approved = approval(therapy(medicare().service(service).visits(limit)).decide());
    assertThat(approved.visits()).contains(limit);
    assertThat(approved.to()).isEqualTo(end);
    assertThat(approved.counted().orElseThrow().key().provider()).isEmpty();
    assertThat(pend(therapy(medicare().service(service).visits(limit + 1)).decide()).reason())
        .isEqualTo(Pend.Reason.MAXIMUM_MET);
  }

  @ParameterizedTest
  @CsvSource({"2025-12-30, 2025-12-31", "2025-12-31, 2025-12-31", "2026-01-01, 2026-12-31"})
  void aCalendarYearEndsOnItsLastDay(String from, LocalDate end) {
    assertThat(approval(therapy(Requests.physicalTherapy().from(from).visits(1)).decide()).to())
        .isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({"2026-01-08, 2026-01-09", "2026-01-09, 2026-01-09", "2026-01-10, 2027-01-09"})
  void allAuthorizationsOf365DaysEndWithTheFirstOne(String from, LocalDate end) {
    AllotmentBalance first = after(therapy(medicare().from("2025-01-10")), 4);
    Approval approved = approval(therapy(medicare().from(from).visits(1)).stored(first).decide());
    assertThat(approved.to()).isEqualTo(end);
  }

  @Test
  void visitsAreLeftUntilTheMaximumIsMet() {
    Case all = therapy(Requests.physicalTherapy());
    assertThat(approval(all.stored(after(all, 25)).decide()).visits()).contains(1);
    Decision none = all.stored(after(all, 26)).decide();
    assertThat(pend(none).reason()).isEqualTo(Pend.Reason.MAXIMUM_MET);
    assertThat(pend(none).text()).contains("maximum of 26 visits has been met");
    assertThat(messages(none)).contains("maximum-met");
  }

  @Test
  void nothingIsSoldInPart() {
    Case ten = therapy(Requests.physicalTherapy().visits(10));
    Pend pend = pend(ten.stored(after(ten, 17)).decide());
    assertThat(pend.reason()).isEqualTo(Pend.Reason.MAXIMUM_MET);
    assertThat(pend.text()).contains("9 of 26 visits are left");
    assertThat(pend.asks().getFirst().what()).contains("no more than 9");
  }

  @Test
  void aSecondProviderHasItsOwnCount() {
    Case one = therapy(Requests.physicalTherapy().visits(1));
    AllotmentKey first = after(one, 26).key();
    Case other =
        therapy(Requests.physicalTherapy().servicedBy(Requests.OTHER_THERAPIST).visits(26));
    assertThat(after(other, 26).key()).isNotEqualTo(first);
    assertThat(approval(other.decide()).visits()).contains(26);
  }

  @Test
  void theBenefitLimitIsReportedBesideAndChangesNothing() {
    Decision decision = therapy(Requests.physicalTherapy().visits(26)).benefit(60, 50).decide();
    assertThat(approval(decision).visits()).contains(26);
    assertThat(messages(decision)).contains("benefit-limit");
  }

  @Test
  void aPeriodThatBeginsBeforeOneThatHasBegunIsForAReviewer() {
    AllotmentBalance later = after(therapy(medicare().from("2025-03-01")), 4);
    assertThat(
            pend(therapy(medicare().from("2025-02-28").visits(1)).stored(later).decide()).reason())
        .isEqualTo(Pend.Reason.PERIODS_OVERLAP);
    assertThat(therapy(medicare().from("2024-03-01")).stored(later).allotment())
        .isInstanceOf(AllotmentState.Known.class);
    assertThat(therapy(medicare().from("2024-03-02")).stored(later).allotment())
        .isInstanceOf(AllotmentState.Overlapping.class);
  }

  @Test
  void unknownEligibilityPends() {
    Case request = therapy(Requests.physicalTherapy().visits(1));
    Pend pend = pend(request.eligible(Eligibility.State.UNKNOWN).decide());
    assertThat(pend.reason()).isEqualTo(Pend.Reason.ELIGIBILITY_UNKNOWN);
    assertThat(pend.owner()).isEqualTo(Party.REQUESTER);
    assertThat(pend.asks())
        .extracting(Ask::kind)
        .containsExactly(Ask.Kind.INFORMATION, Ask.Kind.DECISION);
    assertThat(pend.asks().getFirst().dueBy()).isEqualTo("2025-01-07");
    assertThat(pend(request.eligible(Eligibility.State.INACTIVE).decide()).reason())
        .isEqualTo(Pend.Reason.ELIGIBILITY_INACTIVE);
  }

  @Test
  void theWrongRequesterIsNamedAndPends() {
    Pend pend = pend(therapy(medicare().by("authorized-specialist").visits(1)).decide());
    assertThat(pend.reason()).isEqualTo(Pend.Reason.REQUESTER_ROLE);
    assertThat(pend.asks().getFirst().what()).contains("pcp");
    assertThat(approval(therapy(Requests.physicalTherapy().by("authorized-specialist")).decide()))
        .isNotNull();
  }

  @Test
  void everythingInTheWayIsSaidAtOnce() {
    Pend pend =
        pend(
            therapy(medicare().by("therapist").visits(13))
                .eligible(Eligibility.State.UNKNOWN)
                .decide());
    assertThat(pend.asks()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"phone", "fax"})
  void onlyElectronicRequestsAreApprovedAutomatically(String channel) {
    Requests request = Requests.physicalTherapy().with(Fact.CHANNEL, channel).visits(1);
    assertThat(pend(therapy(request).decide()).reason()).isEqualTo(Pend.Reason.NOT_ELECTRONIC);
    assertThat(
            approval(therapy(Requests.physicalTherapy().with(Fact.CHANNEL, "electronic")).decide()))
        .isNotNull();
  }

  @Test
  void metCriteriaAndActiveEligibilityApproveForTheDaysOfTheRule() {
    Case request =
        therapy(
            Requests.physicalTherapy()
                .service("back-joint-pain-procedure")
                .lines(new Line("62323", 2)));
    Approval approved = approval(request.criteria(new CriteriaOutcome.Met("back", "1")).decide());
    assertThat(approved.from()).isEqualTo("2025-01-02");
    assertThat(approved.to()).isEqualTo("2025-03-03");
    assertThat(approved.counted()).isEmpty();
    assertThat(approved.lines()).containsExactly(new DecidedLine("62323", 2, LineAction.CERTIFIED));
    assertThat(pend(request.decide()).reason()).isEqualTo(Pend.Reason.CLINICAL_REVIEW);
    assertThat(
            pend(request
                    .criteria(new CriteriaOutcome.Met("back", "1"))
                    .eligible(Eligibility.State.INACTIVE)
                    .decide())
                .reason())
        .isEqualTo(Pend.Reason.ELIGIBILITY_INACTIVE);
  }

  @Test
  void unmetCriteriaGoToAPhysicianAndUnansweredOnesBack() {
    Case request = therapy(Requests.physicalTherapy().service("back-joint-pain-procedure"));
    CriteriaSet.Question question = CriteriaTest.PAIN;
    Pend unmet =
        pend(request.criteria(new CriteriaOutcome.NotMet("b", "1", List.of(question))).decide());
    assertThat(unmet.reason()).isEqualTo(Pend.Reason.CRITERIA_NOT_MET);
    assertThat(unmet.owner()).isEqualTo(Party.REVIEWER);
    Pend missing =
        pend(
            request.criteria(new CriteriaOutcome.Incomplete("b", "1", List.of(question))).decide());
    assertThat(missing.owner()).isEqualTo(Party.REQUESTER);
    assertThat(missing.asks().getFirst().what()).isEqualTo(question.text());
  }

  @Test
  void whatAnotherAdministratorDecidesIsRecordedWithWhereAndWhenToAsk() {
    Decision decision =
        therapy(Requests.physicalTherapy().service("mri").by("ordering-provider")).decide();
    Pend pend = pend(decision);
    assertThat(ground(decision).handling()).isEqualTo(Handling.RECORDED);
    assertThat(ground(decision).administrator()).isEqualTo("carelon");
    assertThat(pend.reason()).isEqualTo(Pend.Reason.SUBMIT_ELSEWHERE);
    assertThat(pend.owner()).isEqualTo(Party.REQUESTER);
    assertThat(pend.asks().getFirst().what())
        .contains("carelon", "https://provider.example", "1-866-745-1783");
    assertThat(pend.asks().getFirst().dueBy()).isEqualTo("2025-01-10");
    assertThat(pend.asks().getLast().from()).isEqualTo(Party.ADMINISTRATOR);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-12-01T15:00:00Z, true",
    "2024-12-02T15:00:00Z, false",
    "2024-12-03T15:00:00Z, false"
  })
  void tooEarlyIsRefusedWithTheFirstDayThatWouldDo(String at, boolean refused) {
    Requests request =
        Requests.physicalTherapy()
            .of("bcbsnc", "commercial")
            .service("outpatient-therapy")
            .from("2025-01-01");
    Decision decision = Case.of(NC, request.submission(), at).decide();
    if (refused) {
      assertThat(((Decision.Refused) decision).nextAllowed())
          .contains(new Moment.Day(LocalDate.of(2024, 12, 2)));
    } else {
      assertThat(pend(decision).reason()).isEqualTo(Pend.Reason.SUBMIT_ELSEWHERE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-09T15:00:00Z, false",
    "2025-01-10T15:00:00Z, false",
    "2025-01-11T15:00:00Z, true"
  })
  void tooLateIsRefusedAndNoDayWouldDo(String at, boolean refused) {
    Requests request = Requests.physicalTherapy().service("mri").by("ordering-provider");
    Decision decision = Case.of(MA, request.submission(), at).decide();
    assertThat(decision instanceof Decision.Refused).isEqualTo(refused);
    if (decision instanceof Decision.Refused(_, Optional<Moment> nextAllowed)) {
      assertThat(nextAllowed).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-12T11:59:59Z, false",
    "2025-01-12T12:00:00Z, false",
    "2025-01-12T12:00:01Z, true"
  })
  void lateIsAcceptedAndFlaggedWithItsConsequence(String notifiedAt, boolean late) {
    Requests request =
        Requests.physicalTherapy()
            .service("acute-inpatient-admission")
            .admittedAt("2025-01-09T12:00:00Z")
            .notifiedAt(notifiedAt);
    Decision decision = Case.of(MA, request.submission(), "2025-01-13T15:00:00Z").decide();
    assertThat(((Decision.Accepted) decision).outcome()).isInstanceOf(Outcome.NotRequired.class);
    assertThat(ground(decision).isLate()).isEqualTo(late);
    assertThat(messages(decision).contains("consequence")).isEqualTo(late);
  }

  @Test
  void anAdmissionThatNobodyToldOfPends() {
    Requests request =
        Requests.physicalTherapy()
            .service("acute-inpatient-admission")
            .admittedAt("2025-01-09T12:00:00Z");
    Pend pend = pend(Case.of(MA, request.submission(), "2025-01-10T15:00:00Z").decide());
    assertThat(pend.reason()).isEqualTo(Pend.Reason.NOTIFICATION_MISSING);
    Ask tell = pend.asks().getFirst();
    assertThat(tell.dueBy()).isEqualTo("2025-01-12");
    assertThat(tell.dueAt()).contains(Instant.parse("2025-01-12T12:00:00Z"));
    assertThat(tell.what())
        .endsWith("It is in time until 07:00 on 2025-01-12, in the payer's time.");
  }

  @Test
  void aCitedRuleThatAsksForNothingIsKeptAsSuch() {
    Decision decision = therapy(Requests.physicalTherapy().of("bcbsma", "commercial-ppo")).decide();
    assertThat(((Decision.Accepted) decision).outcome()).isInstanceOf(Outcome.NotRequired.class);
    assertThat(ground(decision).because()).isNotEmpty();
  }

  @Test
  void silenceAndUnclearBenefitsPendWithSomebodyToAsk() {
    assertThat(
            pend(therapy(
                        Requests.physicalTherapy()
                            .of("bcbsma", "commercial-ppo")
                            .service("speech-therapy"))
                    .decide())
                .reason())
        .isEqualTo(Pend.Reason.NO_RULE);
    assertThat(pend(therapy(Requests.physicalTherapy().service("chiropractic")).decide()).reason())
        .isEqualTo(Pend.Reason.CHECK_BENEFITS);
    Requests notCovered =
        Requests.physicalTherapy()
            .of("bcbsma", "commercial-ppo")
            .service("back-joint-pain-procedure");
    assertThat(pend(therapy(notCovered).decide()).owner()).isEqualTo(Party.REVIEWER);
  }

  @Test
  void anExtensionInheritsTheEndDateAndTakesNothingFromTheAllotment() {
    AuthorizationId first = AuthorizationId.of(1);
    ServicePeriod year = ServicePeriod.of(PeriodKind.CALENDAR_YEAR, LocalDate.of(2024, 2, 1));
    var submission =
        Requests.physicalTherapy().from("2024-05-21").extending(first).visits(8).submission();
    Instant at = Instant.parse("2024-05-14T15:00:00Z");
    Case request =
        Case.of(MA, submission, at.toString())
            .criteria(new CriteriaOutcome.Met("pt", "1"))
            .extending(
                new Extended(first, Optional.of(year), Optional.empty(), List.of()),
                submission
                    .dates(at)
                    .with(DateName.EXTENSION_REQUESTED_ON, LocalDate.of(2024, 5, 14))
                    .with(DateName.LAST_COVERED_VISIT_ON, LocalDate.of(2024, 5, 20))
                    .with(DateName.INITIAL_AUTHORIZATION_FROM, LocalDate.of(2024, 2, 1)));
    Decision decision = request.decide();
    assertThat(approval(decision).to()).isEqualTo("2024-12-31");
    assertThat(approval(decision).counted()).isEmpty();
    // Due on the 13th, a week before the last covered visit.
    assertThat(messages(decision)).contains("late");
  }

  /** The anniversary itself still belongs to the first year. */
  @ParameterizedTest
  @CsvSource({"2024-01-10, 0", "2024-01-11, 1", "2025-01-09, 1", "2025-01-10, 1", "2025-01-11, 0"})
  void anotherEvaluationInTheSameYear_isPointedOut_whereSomebodyElseDecides(
      String evaluated, int warnings) {
    var submission =
        Requests.physicalTherapy()
            .of("bcbsnc", "commercial")
            .service("outpatient-therapy")
            .from("2025-02-01")
            .evaluatedOn(evaluated)
            .extending(AuthorizationId.of(1))
            .submission();
    Decision decision =
        Case.of(TherapyBook.bcbsnc(), submission, "2025-01-20T15:00:00Z")
            .extending(
                new Extended(
                    AuthorizationId.of(1),
                    Optional.empty(),
                    Optional.of(LocalDate.of(2024, 1, 10)),
                    List.of()),
                submission.dates(Instant.parse("2025-01-20T15:00:00Z")))
            .decide();
    assertThat(ground(decision).messages())
        .filteredOn(message -> message.text().contains("initial evaluation differs"))
        .hasSize(warnings);
  }

  @Test
  void eachCheckThatIsNotMet_isPointedOutOnce_andBlocksNothing() {
    var submission =
        Requests.physicalTherapy()
            .of("bcbsnc", "commercial")
            .service("outpatient-therapy")
            .from("2025-02-01")
            .extending(AuthorizationId.of(1))
            .submission();
    Decision decision =
        Case.of(TherapyBook.bcbsnc(), submission, "2025-01-20T15:00:00Z")
            .criteria(new CriteriaOutcome.NotMet("set", "1", List.of(CriteriaTest.PAIN)))
            .extending(
                new Extended(AuthorizationId.of(1), Optional.empty(), Optional.empty(), List.of()),
                submission.dates(Instant.parse("2025-01-20T15:00:00Z")))
            .decide();
    assertThat(pend(decision).reason()).isEqualTo(Pend.Reason.SUBMIT_ELSEWHERE);
    assertThat(ground(decision).messages())
        .extracting(Message::text)
        .containsExactly("Check before asking for more: How strong is the pain?");
  }

  @Test
  void aServiceThatWouldGoOnAfterThePeriodIsApprovedUntilItsEnd() {
    Requests request = Requests.physicalTherapy().to("2026-01-31").visits(5);
    Decision decision = therapy(request).decide();
    assertThat(approval(decision).to()).isEqualTo("2025-12-31");
    assertThat(messages(decision)).contains("ends-with-period");
  }

  @Test
  void linesOfAnotherServiceBecomeAPartOfTheirOwn() {
    List<Parts.Part> parts =
        Parts.of(
            MA,
            Requests.physicalTherapy()
                .lines(new Line("97110", 4), new Line("70551", 1), new Line("97140", 2))
                .submission(),
            Instant.parse(NOW));
    assertThat(parts).hasSize(2);
    assertThat(parts.getFirst().submission().lines())
        .containsExactly(new Line("97110", 4), new Line("97140", 2));
    assertThat(parts.getLast().submission().service()).isEqualTo("mri");
    assertThat(Parts.of(MA, Requests.physicalTherapy().submission(), Instant.parse(NOW)))
        .hasSize(1);
  }

  /** A dry run and a real one are this one function: there is nothing else to compare. */
  @Property(tries = 100)
  void theSameCaseIsAlwaysDecidedTheSame(
      @ForAll @IntRange(min = 1, max = 30) int visits,
      @ForAll @IntRange(max = 26) int taken,
      @ForAll Eligibility.State state) {
    Case plain = therapy(Requests.physicalTherapy().visits(visits));
    Case request = plain.stored(after(plain, taken)).eligible(state);
    assertThat(request.decide()).isEqualTo(request.decide());
  }

  @Property(tries = 200)
  void neverMoreIsApprovedThanIsLeft(
      @ForAll @IntRange(min = 1, max = 30) int visits, @ForAll @IntRange(max = 26) int taken) {
    Case plain = therapy(Requests.physicalTherapy().visits(visits));
    AllotmentBalance balance = after(plain, taken);
    Outcome outcome = ((Decision.Accepted) plain.stored(balance).decide()).outcome();
    assertThat(outcome instanceof Outcome.Approved).isEqualTo(visits <= 26 - taken);
    if (outcome instanceof Outcome.Approved(Approval approval)) {
      assertThat(balance.take(approval.counted().orElseThrow().amount()).left()).isNotNegative();
    }
  }

  @Test
  void nobodyEverWaitsForNobody() {
    assertThatThrownBy(
            () ->
                new Pend(
                    Pend.Reason.CLINICAL_REVIEW,
                    "Why.",
                    List.of(),
                    Party.REVIEWER,
                    Instant.EPOCH,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    Ask done =
        Ask.of(1, Ask.Kind.INFORMATION, "Do.", Party.REQUESTER, LocalDate.of(2025, 1, 1))
            .received();
    assertThatThrownBy(
            () ->
                new Pend(
                    Pend.Reason.CLINICAL_REVIEW,
                    "Why.",
                    List.of(done),
                    Party.REVIEWER,
                    Instant.EPOCH,
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
