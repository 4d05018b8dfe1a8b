package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.OFFICE;
import static dev.priorauth.core.authorizations.Lives.done;
import static dev.priorauth.core.authorizations.Lives.noon;
import static dev.priorauth.core.authorizations.Lives.refused;
import static dev.priorauth.core.authorizations.Lives.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.rules.SmallBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitWindowTest {
  private static final List<VisitWindow> WINDOWS =
      List.of(
          new VisitWindow(13, 0, "Ask before the 13th visit.", "p.c.r@1", SmallBook.CITE),
          new VisitWindow(13, 7, "At most seven days after it.", "p.c.r@1", SmallBook.CITE));

  /** From January 10, 2025 on; none of the first twelve visits needs an authorization. */
  private static Authorization beginningWith(int visit) {
    Authorization usual = Lives.approved();
    return Operations.submit(
            Lives.ID,
            Requests.physicalTherapy().with(Fact.VISIT_NUMBER, visit).submission(),
            usual.dossier().basis().counting(WINDOWS),
            new Outcome.NotRequired(),
            OFFICE,
            Instant.parse(Lives.SUBMITTED_AT))
        .state();
  }

  /** A visit on each of so many Fridays. */
  private static Authorization weekly(int visits) {
    return done(
        Operations.recordVisits(
            beginningWith(1),
            IntStream.range(0, visits)
                .mapToObj(
                    week -> new Visit(LocalDate.of(2025, 1, 10).plusWeeks(week), 1, List.of()))
                .toList(),
            OFFICE,
            noon("2025-12-31")));
  }

  private static List<LocalDate> due(Authorization state) {
    return due(state, "2025-01-17");
  }

  private static List<LocalDate> due(Authorization state, String today) {
    return Progress.deadlines(state, LocalDate.parse(today)).stream().map(Deadline::on).toList();
  }

  @Test
  void nothingIsDue_whileTheDayOfTheVisitCannotBeTold() {
    assertThat(due(beginningWith(1))).isEmpty();
    assertThat(due(weekly(1))).isEmpty();
  }

  @Test
  void theVisitIsExpected_atThePaceOfThoseBefore() {
    // Fridays from January 10: the thirteenth is April 4.
    assertThat(due(weekly(2))).containsExactly(LocalDate.of(2025, 4, 4), LocalDate.of(2025, 4, 11));
    assertThat(due(weekly(13)))
        .containsExactly(LocalDate.of(2025, 4, 4), LocalDate.of(2025, 4, 11));
    assertThat(due(weekly(15)))
        .containsExactly(LocalDate.of(2025, 4, 4), LocalDate.of(2025, 4, 11));
  }

  @Test
  void visitsThatWereMadeBefore_count() {
    assertThat(due(beginningWith(13)))
        .containsExactly(LocalDate.of(2025, 1, 10), LocalDate.of(2025, 1, 17));
    Authorization twelfth =
        done(
            Operations.recordVisits(
                beginningWith(12),
                List.of(visit("2025-01-10"), visit("2025-01-20")),
                OFFICE,
                noon("2025-01-21")));
    assertThat(due(twelfth)).containsExactly(LocalDate.of(2025, 1, 20), LocalDate.of(2025, 1, 27));
    assertThat(due(beginningWith(14))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-04T03:59:59Z, 0",
    "2025-04-04T04:00:00Z, 1",
    "2025-04-11T03:59:59Z, 1",
    "2025-04-11T04:00:00Z, 2"
  })
  void aNoticeIsOwed_fromTheBeginningOfEachLastDay(Instant now, int notices) {
    assertThat(Lifecycle.at(weekly(2), Instant.EPOCH, now).owed()).hasSize(notices);
  }

  @ParameterizedTest
  @CsvSource({"2025-04-10, 2", "2025-04-11, 2", "2025-04-12, 0"})
  void itIsListed_untilTheLastDayOnWhichItIsAccepted(String today, int listed) {
    List<Due> due = Due.until(LocalDate.of(2030, 1, 1), List.of(weekly(13)), noon(today));
    assertThat(due).hasSize(listed);
  }

  /** Eleven visits are to be made, the first of them today at the earliest. */
  @ParameterizedTest
  @CsvSource({
    "2025-01-24, 2025-04-04, 2025-04-11",
    "2025-01-25, 2025-04-05, 2025-04-12",
    "2025-04-12, 2025-06-21, 2025-06-28"
  })
  void aVisitThatIsNotRecorded_isExpectedInTheFuture(
      String today, LocalDate first, LocalDate last) {
    assertThat(due(weekly(2), today)).containsExactly(first, last);
  }

  @Test
  void whoAskedForMore_isNotTold() {
    Authorization asked =
        done(
            Operations.noteExtension(
                weekly(2), AuthorizationId.of(2), false, OFFICE, noon("2025-03-01")));
    assertThat(due(asked)).isEmpty();
    assertThat(Progress.nextStep(weekly(13), LocalDate.of(2025, 4, 5)).orElseThrow().dueBy())
        .contains(Instant.parse("2025-04-12T03:59:59.999999999Z"));
    assertThat(Progress.nextStep(weekly(13), LocalDate.of(2025, 4, 12))).isEmpty();
  }

  @Test
  void visits_areNotRecordedBeforeTheFirstDay_norWhereNoneCounts() {
    List<Visit> before = List.of(visit("2025-01-09"));
    assertThat(
            refused(Operations.recordVisits(beginningWith(1), before, OFFICE, noon("2025-02-01"))))
        .isEqualTo(Result.Reason.DATE_OUTSIDE);
    Authorization uncounted =
        Operations.submit(
                Lives.ID,
                Requests.physicalTherapy().submission(),
                Lives.approved().dossier().basis(),
                new Outcome.NotRequired(),
                OFFICE,
                Instant.parse(Lives.SUBMITTED_AT))
            .state();
    assertThat(
            refused(
                Operations.recordVisits(
                    uncounted, List.of(visit("2025-01-10")), OFFICE, noon("2025-02-01"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
    assertThat(
            refused(
                Operations.noteExtension(
                    uncounted, AuthorizationId.of(2), false, OFFICE, noon("2025-02-01"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
  }

  @Test
  void theQuoteStandsBesideTheDeadline() {
    assertThat(Progress.deadlines(weekly(2), LocalDate.of(2025, 1, 17)))
        .extracting(Deadline::cite)
        .containsOnly(Optional.of(SmallBook.CITE));
  }
}
