package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicatesTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 1, 5);
  private static final Authorization THERE =
      Lives.of(Requests.physicalTherapy().visits(3).from("2025-01-10").to("2025-01-20"));

  private static boolean overlaps(Requests request, LocalDate today) {
    return !overlaps(request, List.of(THERE), today).isEmpty();
  }

  private static List<AuthorizationId> overlaps(
      Requests request, List<Authorization> others, LocalDate today) {
    return Duplicates.overlaps(
        request.submission(),
        others.stream().flatMap(other -> TakenDays.of(other).stream()).toList(),
        today);
  }

  private static Authorization approvedUntil(Requests request, String from, String to) {
    Submission submission = request.submission();
    Authorization pended =
        Lives.of(
            Case.of(TherapyBook.bcbsma(), submission, Lives.SUBMITTED_AT)
                .eligible(Eligibility.State.UNKNOWN));
    return Lives.done(
        Operations.determine(
            pended,
            new Operations.Determination.Approve(
                LocalDate.parse(from),
                LocalDate.parse(to),
                submission.visitsRequested(),
                submission.lines().stream()
                    .map(line -> new DecidedLine(line.code(), line.units(), LineAction.CERTIFIED))
                    .toList()),
            Optional.empty(),
            Lives.REVIEWER,
            Lives.noon("2025-01-03")));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-05, 2025-01-09, false",
    "2025-01-05, 2025-01-10, true",
    "2025-01-05, 2025-01-11, true",
    "2025-01-19, 2025-01-30, true",
    "2025-01-20, 2025-01-30, true",
    "2025-01-21, 2025-01-30, false"
  })
  void requestsOverlapWhenTheyShareADay(String from, String to, boolean overlap) {
    assertThat(overlaps(Requests.physicalTherapy().from(from).to(to), TODAY)).isEqualTo(overlap);
  }

  @Test
  void anotherServiceOrProviderIsNoDuplicate() {
    assertThat(overlaps(Requests.physicalTherapy(), TODAY)).isTrue();
    assertThat(overlaps(Requests.physicalTherapy().service("occupational-therapy"), TODAY))
        .isFalse();
    assertThat(overlaps(Requests.physicalTherapy().servicedBy(Requests.OTHER_THERAPIST), TODAY))
        .isFalse();
  }

  @Test
  void anExtensionOfItIsNoDuplicate() {
    assertThat(overlaps(Requests.physicalTherapy().extending(Lives.ID), TODAY)).isFalse();
  }

  @Test
  void whoNamesAnyOneOfThoseThatOverlap_hasAcknowledgedThem() {
    List<AuthorizationId> overlaps = List.of(AuthorizationId.of(1), AuthorizationId.of(2));
    Requests request = Requests.physicalTherapy();

    assertThat(Duplicates.unacknowledged(request.submission(), overlaps))
        .contains(AuthorizationId.of(1));
    for (AuthorizationId named : overlaps) {
      assertThat(Duplicates.unacknowledged(request.besides(named).submission(), overlaps))
          .isEmpty();
    }
    assertThat(
            Duplicates.unacknowledged(
                request.besides(AuthorizationId.of(3)).submission(), overlaps))
        .contains(AuthorizationId.of(1));
    assertThat(Duplicates.unacknowledged(request.submission(), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2025-06-30, true", "2025-07-01, false", "2025-12-31, false"})
  void aNarrowerApprovalFreesTheDaysOutsideIt(String day, boolean overlap) {
    Authorization narrower =
        approvedUntil(
            Requests.physicalTherapy().visits(10).from("2025-01-10").to("2025-12-31"),
            "2025-01-10",
            "2025-06-30");

    assertThat(overlaps(Requests.physicalTherapy().from(day), List.of(narrower), TODAY))
        .hasSize(overlap ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"2025-01-09, false", "2025-01-10, true", "2025-03-10, true", "2025-03-11, false"})
  void whatIsCountedInLinesTakesAllDaysOnWhichItIsGood(String day, boolean overlap) {
    Authorization lines =
        approvedUntil(
            Requests.physicalTherapy().lines(new Submission.Line("97110", 2)).from("2025-01-20"),
            "2025-01-10",
            "2025-03-10");

    assertThat(overlaps(Requests.physicalTherapy().from(day), List.of(lines), TODAY))
        .hasSize(overlap ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"2025-01-10, true", "2025-01-11, false"})
  void visitsUntilTheEndOfThePeriodTakeTheDaysThatWereAskedFor(String day, boolean overlap) {
    Authorization visits = Lives.of(Requests.physicalTherapy().visits(10).from("2025-01-10"));

    assertThat(overlaps(Requests.physicalTherapy().from(day), List.of(visits), TODAY))
        .hasSize(overlap ? 1 : 0);
  }

  @Test
  void onlyALiveAuthorizationIsOverlapped() {
    assertThat(overlaps(Requests.physicalTherapy(), LocalDate.of(2025, 12, 31))).isTrue();
    assertThat(overlaps(Requests.physicalTherapy(), LocalDate.of(2026, 1, 1))).isFalse();
    Authorization withdrawn =
        Lives.done(Operations.withdraw(THERE, "moved", Lives.OFFICE, Lives.noon("2025-01-05")));
    assertThat(overlaps(Requests.physicalTherapy(), List.of(withdrawn), TODAY)).isEmpty();
  }
}
