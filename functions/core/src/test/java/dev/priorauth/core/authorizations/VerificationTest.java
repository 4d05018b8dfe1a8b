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

  private static Claim therapy(String day, int units) {
    return new Claim(
        LocalDate.parse(day),
        Requests.THERAPIST,
        Optional.of("physical-therapy"),
        List.of(new Line("97110", units)),
        Map.of());
  }

  private static List<Subject> subjects(Verification.Verdict verdict) {
    return verdict.lines().getFirst().mismatches().stream()
        .map(Verification.Mismatch::subject)
        .toList();
  }

  private static Verification.Verdict check(
      Authorization state, String day, Npi npi, Line... lines) {
    return Verification.check(List.of(state), claim(day, npi, lines));
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
    assertThat(results(Verification.check(List.of(used), therapy("2025-01-13", 4))))
        .containsExactly(LineResult.MATCH);
    assertThat(results(Verification.check(List.of(used), therapy("2025-01-17", 4))))
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
    assertThat(results(Verification.check(List.of(imrt), named)))
        .containsExactly(LineResult.MATCH, LineResult.CODE_NOT_APPROVED);
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
    assertThat(subjects(Verification.check(List.of(therapy), imaging)))
        .containsExactly(Subject.SERVICE);
  }

  @Test
  void visitsWithoutCodes_matchNoCodeOfAnUnnamedService() {
    Authorization visits = Lives.approved();
    Line imaging = new Line("70551", 1);
    assertThat(subjects(check(visits, "2025-01-20", Requests.THERAPIST, imaging)))
        .containsExactly(Subject.SERVICE);
    assertThat(results(check(visits, "2025-01-20", Requests.THERAPIST, imaging)))
        .containsExactly(LineResult.CODE_NOT_APPROVED);
    assertThat(results(Verification.check(List.of(visits), therapy("2025-01-20", 4))))
        .containsExactly(LineResult.MATCH);
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
    Claim claim = therapy("2025-02-10", 1);

    Verification.Verdict verdict = Verification.check(List.of(other, withdrawn), claim);

    assertThat(verdict.lines().getFirst().by()).contains(withdrawn);
    assertThat(results(verdict)).containsExactly(LineResult.DATE_OUTSIDE);
  }

  @Test
  void theBestOfSeveralAuthorizationsCounts() {
    Claim claim = claim("2025-01-20", Requests.THERAPIST, new Line("81164", 1));
    Verification.Verdict verdict = Verification.check(List.of(Lives.pended(), TEST), claim);
    assertThat(verdict.overall()).isEqualTo(Overall.COVERED);
    assertThat(verdict.lines().getFirst().by()).contains(TEST);
  }

  @Test
  void whatIsPendedOrUnknownCoversNothing() {
    Claim claim = claim("2025-01-20", Requests.THERAPIST, new Line("97110", 1));
    assertThat(Verification.check(List.of(), claim).overall()).isEqualTo(Overall.NOT_COVERED);
    assertThat(Verification.check(List.of(Lives.pended()), claim).overall())
        .isEqualTo(Overall.NOT_COVERED);
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
    assertThat(results(Verification.check(List.of(withdrawn), therapy("2025-01-10", 4))))
        .containsExactly(LineResult.MATCH);
    assertThat(results(Verification.check(List.of(withdrawn), therapy("2025-01-11", 4))))
        .containsExactly(LineResult.DATE_OUTSIDE);
  }
}
