package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.requests.Requests;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicatesTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 1, 5);
  private static final Authorization THERE =
      Lives.of(Requests.physicalTherapy().visits(3).from("2025-01-10").to("2025-01-20"));

  private static boolean overlaps(Requests request, LocalDate today) {
    return Duplicates.overlap(request.submission(), List.of(THERE), today).isPresent();
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
  void anotherMemberServiceOrProviderIsNoDuplicate() {
    assertThat(overlaps(Requests.physicalTherapy(), TODAY)).isTrue();
    assertThat(overlaps(Requests.physicalTherapy().member("OTHER"), TODAY)).isFalse();
    assertThat(overlaps(Requests.physicalTherapy().service("occupational-therapy"), TODAY))
        .isFalse();
    assertThat(overlaps(Requests.physicalTherapy().servicedBy(Requests.OTHER_THERAPIST), TODAY))
        .isFalse();
    assertThat(overlaps(Requests.physicalTherapy().of("bcbsnc", "commercial"), TODAY)).isFalse();
  }

  @Test
  void anAcknowledgedDuplicateAndAnExtensionPass() {
    assertThat(overlaps(Requests.physicalTherapy().besides(Lives.ID), TODAY)).isFalse();
    assertThat(overlaps(Requests.physicalTherapy().extending(Lives.ID), TODAY)).isFalse();
  }

  @Test
  void onlyALiveAuthorizationIsOverlapped() {
    assertThat(overlaps(Requests.physicalTherapy(), LocalDate.of(2025, 12, 31))).isTrue();
    assertThat(overlaps(Requests.physicalTherapy(), LocalDate.of(2026, 1, 1))).isFalse();
    Authorization withdrawn =
        Lives.done(Operations.withdraw(THERE, "moved", Lives.OFFICE, Lives.noon("2025-01-05")));
    assertThat(
            Duplicates.overlap(Requests.physicalTherapy().submission(), List.of(withdrawn), TODAY))
        .isEmpty();
  }
}
