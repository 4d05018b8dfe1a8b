package dev.priorauth.core.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.rules.DateName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  @Test
  void theAgeGrowsOnTheBirthday() {
    LocalDate born = LocalDate.of(2007, 3, 15);
    assertThat(ageOn(born, "2025-03-14")).isEqualTo(17);
    assertThat(ageOn(born, "2025-03-15")).isEqualTo(18);
    assertThat(ageOn(born, "2025-03-16")).isEqualTo(18);
  }

  private static long ageOn(LocalDate born, String day) {
    return age(Requests.physicalTherapy().bornOn(born).from(day));
  }

  private static long age(Requests request) {
    return ((FactValue.Number) request.submission().facts(ZONE).get(Fact.AGE).orElseThrow())
        .value();
  }

  @Test
  void theAgeIsThatOnTheDayOfAdmissionInThePayersZone() {
    Requests request =
        Requests.physicalTherapy().bornOn(LocalDate.of(2007, 3, 15)).from("2025-03-20");
    // Four in the morning in London is midnight in Boston.
    assertThat(age(request.admittedAt("2025-03-15T03:59:59Z"))).isEqualTo(17);
    assertThat(age(request.admittedAt("2025-03-15T04:00:00Z"))).isEqualTo(18);
  }

  @Test
  void nothingIsTakenFromTheDiagnoses() {
    assertThat(Requests.physicalTherapy().submission().facts(ZONE).knows(Fact.PRIMARY_DIAGNOSIS))
        .isFalse();
    assertThat(
            Requests.physicalTherapy()
                .with(Fact.PRIMARY_DIAGNOSIS, "cancer")
                .submission()
                .facts(ZONE)
                .text(Fact.PRIMARY_DIAGNOSIS))
        .contains("cancer");
  }

  @Test
  void anExtensionIsAskedForWithThePurposeOfOne() {
    assertThat(
            Requests.physicalTherapy()
                .extending(AuthorizationId.of(1))
                .submission()
                .facts(ZONE)
                .text(Fact.PURPOSE))
        .contains("extension");
  }

  @Test
  void aFactIsSaidOnce() {
    assertThatThrownBy(() -> Requests.physicalTherapy().with(Fact.PAYER, "bcbsnc").submission())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDatesOfTheRequestAreTheDatesOfTheWindows() {
    Instant at = Instant.parse("2025-01-02T15:00:00Z");
    var dates = Requests.physicalTherapy().to("2025-02-01").submission().dates(at);
    assertThat(dates.named().keySet())
        .containsExactlyInAnyOrder(
            DateName.SUBMITTED_AT, DateName.SERVICE_FROM, DateName.SERVICE_TO);
  }

  @Test
  void equalRequestsHaveOneFingerprintAndOthersAnother() {
    String fingerprint = Requests.physicalTherapy().visits(10).submission().fingerprint();
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(Requests.physicalTherapy().visits(10).submission().fingerprint())
        .isEqualTo(fingerprint);
    assertThat(
            List.of(
                Requests.physicalTherapy().visits(11),
                Requests.physicalTherapy().visits(10).to("2025-02-01"),
                Requests.physicalTherapy().visits(10).member("OTHER"),
                Requests.physicalTherapy().visits(10).answering(Map.of("q", "a")),
                Requests.physicalTherapy().visits(10).with(Fact.SETTING, "office"),
                Requests.physicalTherapy().visits(10).lines(new Submission.Line("97110", 1)),
                Requests.physicalTherapy().visits(10).notifiedAt("2025-01-01T00:00:00Z")))
        .allSatisfy(
            other -> assertThat(other.submission().fingerprint()).isNotEqualTo(fingerprint));
  }

  @Test
  void theOrderOfAnswersDoesNotMatter() {
    assertThat(
            Requests.physicalTherapy()
                .answering(Map.of("a", "1", "b", "2"))
                .submission()
                .fingerprint())
        .isEqualTo(
            Requests.physicalTherapy()
                .answering(new java.util.LinkedHashMap<>(Map.of("b", "2", "a", "1")))
                .submission()
                .fingerprint());
  }

  @Test
  void nothingPersonalShows() {
    Submission submission =
        Requests.physicalTherapy().answering(Map.of("pain", "secret")).submission();
    assertThat(submission.toString() + submission.member())
        .doesNotContain("Ada", "Lovelace", "1980", "XXP", "M54", "pain", "secret");
  }
}
