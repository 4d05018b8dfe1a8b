package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Event.OutsideDecision;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Verification.Claim;
import dev.priorauth.core.authorizations.Verification.LineResult;
import dev.priorauth.core.authorizations.Verification.Overall;
import dev.priorauth.core.authorizations.Verification.Subject;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission.Line;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {

  /** What the administrator returned, which differs from what was asked for. */
  private static Authorization returned(DecidedLine... lines) {
    Authorization asked =
        Lives.of(
            Requests.physicalTherapy()
                .service("mri")
                .by("ordering-provider")
                .lines(new Line("81162", 1)));
    return Lives.done(
        Operations.outsideDecision(
            asked,
            new OutsideDecision(
                "R1",
                LocalDate.of(2025, 1, 2),
                new OutsideResult.Approved(
                    new Approval(
                        LocalDate.of(2025, 1, 10),
                        LocalDate.of(2025, 3, 11),
                        Optional.empty(),
                        List.of(lines),
                        Optional.empty()))),
            Lives.OFFICE,
            Lives.noon("2025-01-02")));
  }

  private static final Authorization TEST =
      returned(
          new DecidedLine("81163", 1, LineAction.MODIFIED),
          new DecidedLine("81164", 2, LineAction.CERTIFIED),
          new DecidedLine("81165", 0, LineAction.NOT_CERTIFIED));

  private static Claim claim(String day, Npi npi, Line... lines) {
    return new Claim(LocalDate.parse(day), npi, Optional.empty(), List.of(lines), Map.of());
  }

  private static List<Subject> subjects(Verification.Verdict verdict) {
    return verdict.lines().getFirst().mismatches().stream()
        .map(Verification.Mismatch::subject)
        .toList();
  }

  private static Verification.Verdict check(
      Authorization state, String day, Npi npi, Line... lines) {
    return check(claim(day, npi, lines), state);
  }

  /** By authorizations of whose rules nothing is known. */
  private static Verification.Verdict check(Claim claim, Authorization... states) {
    return Verification.check(
        Arrays.stream(states).map(state -> ClaimRules.of(state, Optional.empty())).toList(), claim);
  }

  private static List<LineResult> results(Verification.Verdict verdict) {
    return verdict.lines().stream().map(Verification.JudgedLine::result).toList();
  }

  @Test
  void aGeneticTestIsMatchedByTheCodesAndUnitsThatWereReturned() {
    Verification.Verdict verdict =
        check(
            TEST,
            "2025-01-20",
            Requests.THERAPIST,
            new Line("81163", 1),
            new Line("81164", 3),
            new Line("81162", 1),
            new Line("81165", 1));
    assertThat(results(verdict))
        .containsExactly(
            LineResult.MATCH,
            LineResult.UNITS_EXCEEDED,
            LineResult.CODE_NOT_APPROVED,
            LineResult.CODE_NOT_APPROVED);
    assertThat(verdict.overall()).isEqualTo(Overall.PARTLY);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-09, DATE_OUTSIDE",
    "2025-01-10, MATCH",
    "2025-03-11, MATCH",
    "2025-03-12, DATE_OUTSIDE"
  })
  void theDateLiesInsideTheApproval(String day, LineResult result) {
    assertThat(results(check(TEST, day, Requests.THERAPIST, new Line("81164", 2))))
        .containsExactly(result);
  }

  @Test
  void anotherProviderIsNotCovered() {
    Verification.Verdict verdict =
        check(TEST, "2025-01-20", Requests.OTHER_THERAPIST, new Line("81164", 1));
    assertThat(results(verdict)).containsExactly(LineResult.PROVIDER_MISMATCH);
    assertThat(verdict.overall()).isEqualTo(Overall.NOT_COVERED);
  }

  @Test
  void unitsThatWereUsedOnOtherDaysAreGone() {
    Authorization used =
        Lives.done(
            Operations.recordVisits(
                TEST,
                List.of(new Visit(LocalDate.of(2025, 1, 20), 1, List.of(new Line("81164", 1)))),
                Lives.OFFICE,
                Lives.noon("2025-02-01")));
    assertThat(results(check(used, "2025-01-21", Requests.THERAPIST, new Line("81164", 1))))
        .containsExactly(LineResult.MATCH);
    assertThat(results(check(used, "2025-01-21", Requests.THERAPIST, new Line("81164", 2))))
        .containsExactly(LineResult.UNITS_EXCEEDED);
    assertThat(results(check(used, "2025-01-20", Requests.THERAPIST, new Line("81164", 2))))
        .containsExactly(LineResult.MATCH);
  }

  @Test
  void twoLinesOfOneCodeAreAddedUp() {
    assertThat(
            results(
                check(
                    TEST,
                    "2025-01-20",
                    Requests.THERAPIST,
                    new Line("81164", 1),
                    new Line("81164", 2))))
        .containsExactly(LineResult.UNITS_EXCEEDED);
  }

  @Test
  void anApprovalOfVisitsCoversThemUntilTheyAreUsed() {
    Authorization two = Lives.of(Requests.physicalTherapy().visits(2));
    Authorization used = Lives.using(two, "2025-01-10", "2025-01-13");
    Line therapy = new Line("97110", 4);
    assertThat(results(check(used, "2025-01-13", Requests.THERAPIST, therapy)))
        .containsExactly(LineResult.MATCH);
    assertThat(results(check(used, "2025-01-17", Requests.THERAPIST, therapy)))
        .containsExactly(LineResult.UNITS_EXCEEDED);
  }

  @Test
  void radiationIsMatchedByModality() {
    Authorization imrt = returned(new DecidedLine("imrt", 2, LineAction.CERTIFIED));
    Line code = new Line("77385", 2);
    assertThat(results(check(imrt, "2025-01-20", Requests.THERAPIST, new Line("IMRT", 2))))
        .containsExactly(LineResult.MATCH);
    assertThat(check(imrt, "2025-01-20", Requests.THERAPIST, code).lines().getFirst().text())
        .isEqualTo("77385 is not approved. Approved: imrt.");

    Claim named =
        new Claim(
            LocalDate.of(2025, 1, 20),
            Requests.THERAPIST,
            Optional.empty(),
            List.of(code, new Line("77520", 1)),
            Map.of("77385", "IMRT", "77520", "proton"));
    assertThat(results(check(named, imrt)))
        .containsExactly(LineResult.MATCH, LineResult.CODE_NOT_APPROVED);
  }

  @Test
  void codesOfOneModalityAreAddedUp() {
    Authorization imrt = returned(new DecidedLine("IMRT", 20, LineAction.CERTIFIED));
    Claim claim =
        new Claim(
            LocalDate.of(2025, 1, 20),
            Requests.THERAPIST,
            Optional.empty(),
            List.of(new Line("77385", 15), new Line("77386", 6)),
            Map.of("77385", "IMRT", "77386", "imrt"));
    assertThat(results(check(claim, imrt)))
        .containsExactly(LineResult.UNITS_EXCEEDED, LineResult.UNITS_EXCEEDED);
    assertThat(check(claim, imrt).lines().getFirst().text())
        .isEqualTo("Units of IMRT (77385, 77386): claimed 21, approved 20, used on other days 0.");
    Claim withTheModalityItself =
        new Claim(
            claim.dateOfService(),
            claim.npi(),
            Optional.empty(),
            List.of(new Line("77385", 15), new Line("IMRT", 5)),
            claim.modalities());
    assertThat(check(withTheModalityItself, imrt).overall()).isEqualTo(Overall.COVERED);
  }

  @Test
  void unitsAreRecordedOfApprovedCodesAlone_howeverTheyAreWritten() {
    Authorization imrt = returned(new DecidedLine("IMRT", 20, LineAction.CERTIFIED));
    assertThat(recorded(imrt, new Line("imrt", 21))).isInstanceOf(Result.Refused.class);
    assertThat(((Result.Refused) recorded(imrt, new Line("77385", 1))).text())
        .isEqualTo("77385 is not approved. Record units of what is: IMRT.");
    Usage usage =
        Progress.usage(Lives.done(recorded(imrt, new Line("imrt", 15))), LocalDate.of(2025, 12, 31))
            .orElseThrow();
    assertThat(usage.left()).isEqualTo(5);
  }

  private static Result recorded(Authorization state, Line line) {
    return Operations.recordVisits(
        state,
        List.of(new Visit(LocalDate.of(2025, 1, 20), 1, List.of(line))),
        Lives.OFFICE,
        Lives.noon("2025-02-01"));
  }

  @Test
  void visitsWithoutCodesCoverACode_withAWarningWhereNothingSaysItsService() {
    Authorization therapy = Lives.approved();
    Line code = new Line("70551", 1);
    Verification.Verdict alone = check(therapy, "2025-01-20", Requests.THERAPIST, code);
    assertThat(alone.overall()).isEqualTo(Overall.COVERED);
    assertThat(alone.warnings().getFirst().caution())
        .isEqualTo(Verification.Caution.CODE_NOT_CHECKED);
    assertThat(alone.lines().getFirst().text()).contains("give service");

    Authorization imaging = returned(new DecidedLine("70551", 1, LineAction.CERTIFIED));
    Verification.Verdict both =
        check(claim("2025-03-12", Requests.THERAPIST, code), therapy, imaging);
    assertThat(results(both)).containsExactly(LineResult.DATE_OUTSIDE);
    assertThat(both.lines().getFirst().by()).contains(imaging);
  }

  @Test
  void everyMismatchIsNamed() {
    Verification.Verdict verdict =
        check(TEST, "2025-03-12", Requests.OTHER_THERAPIST, new Line("81164", 3));
    assertThat(subjects(verdict)).containsExactly(Subject.PROVIDER, Subject.DATES, Subject.UNITS);
    assertThat(verdict.lines().getFirst().result()).isEqualTo(LineResult.PROVIDER_MISMATCH);
    assertThat(verdict.lines().getFirst().text())
        .isEqualTo(
            "It is for another servicing provider. Its last day was 2025-03-11: on 2025-03-12 it"
                + " has expired. Units of 81164: claimed 3, approved 2, used on other days 0.");
  }

  @Test
  void anotherServiceIsAMismatch_evenWhereVisitsHaveNoCodes() {
    Authorization therapy = Lives.approved();
    Claim imaging =
        new Claim(
            LocalDate.of(2025, 1, 20),
            Requests.THERAPIST,
            Optional.of("mri"),
            List.of(new Line("70551", 1)),
            Map.of());
    assertThat(subjects(check(imaging, therapy))).containsExactly(Subject.SERVICE);
  }

  @Test
  void anExpiredAuthorizationOfTheCodeSaysMore_thanALiveOneOfAnother() {
    Authorization other = returned(new DecidedLine("70450", 1, LineAction.CERTIFIED));
    Authorization withdrawn =
        Lives.done(
            Operations.withdraw(
                Lives.using(Lives.approved(), "2025-01-10"),
                "moved",
                Lives.OFFICE,
                Lives.noon("2025-02-01")));
    Claim claim = claim("2025-02-10", Requests.THERAPIST, new Line("97110", 1));

    Verification.Verdict verdict = check(claim, other, withdrawn);

    assertThat(verdict.lines().getFirst().by()).contains(withdrawn);
    assertThat(results(verdict)).containsExactly(LineResult.DATE_OUTSIDE);
  }

  @Test
  void theBestOfSeveralAuthorizationsCounts() {
    Claim claim = claim("2025-01-20", Requests.THERAPIST, new Line("81164", 1));
    Verification.Verdict verdict = check(claim, Lives.pended(), TEST);
    assertThat(verdict.overall()).isEqualTo(Overall.COVERED);
    assertThat(verdict.lines().getFirst().by()).contains(TEST);
  }

  @Test
  void whatIsPendedOrUnknownCoversNothing() {
    Claim claim = claim("2025-01-20", Requests.THERAPIST, new Line("97110", 1));
    assertThat(check(claim).overall()).isEqualTo(Overall.NOT_COVERED);
    assertThat(check(claim, Lives.pended()).overall()).isEqualTo(Overall.NOT_COVERED);
  }

  @Test
  void visitsBeforeAWithdrawalStayCovered() {
    Authorization withdrawn =
        Lives.done(
            Operations.withdraw(
                Lives.using(Lives.approved(), "2025-01-10"),
                "moved",
                Lives.OFFICE,
                Lives.noon("2025-02-01")));
    Line therapy = new Line("97110", 4);
    assertThat(results(check(withdrawn, "2025-01-10", Requests.THERAPIST, therapy)))
        .containsExactly(LineResult.MATCH);
    Verification.Verdict after = check(withdrawn, "2025-01-11", Requests.THERAPIST, therapy);
    assertThat(results(after)).containsExactly(LineResult.DATE_OUTSIDE);
    assertThat(after.lines().getFirst().text())
        .startsWith("It was withdrawn: only what had been used until 2025-01-10 stays covered.");
  }
}
