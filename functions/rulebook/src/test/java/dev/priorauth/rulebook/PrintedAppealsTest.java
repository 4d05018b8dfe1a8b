package dev.priorauth.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.directory.AppealRoute;
import dev.priorauth.core.directory.AppealRoutes;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.rules.RuleBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways to have a decision looked at again, as the sources print them. */
class PrintedAppealsTest {
  private static final RuleBook BCBSMA =
      RealRules.books(RuleSources.read(RealRules.FOLDER)).getFirst();

  @ParameterizedTest
  @CsvSource({
    "wholehealth-living, chiropractic, pre-service, bcbsma.chiropractic.reconsideration",
    "wholehealth-living, chiropractic, concurrent, bcbsma.chiropractic.reconsideration",
    "wholehealth-living, chiropractic, retrospective, bcbsma.chiropractic.appeal",
    "carelon, ct, pre-service, bcbsma.htr.individual-consideration",
    "carelon, ct, retrospective, bcbsma.htr.claim-appeal",
  })
  void appeal_goesWhereTheSourceSays(
      String administrator, String service, String stage, String route) {
    assertThat(AppealRoutes.of(BCBSMA, administrator, service, stage))
        .extracting(AppealRoute::id)
        .containsExactly(route);
  }

  @Test
  void appeal_hasNoRoute_whereTheSourcePrintsNone() {
    assertThat(AppealRoutes.of(BCBSMA, "carelon", "ct", "concurrent")).isEmpty();
    assertThat(AppealRoutes.of(BCBSMA, "carelon", "ct", "later")).isEmpty();
  }

  @Test
  void chiropracticConversation_isAskedForOnTheForm() {
    AppealRoute route =
        AppealRoutes.peerToPeer(BCBSMA, "wholehealth-living", "chiropractic").getFirst();
    assertThat(route.section()).isEqualTo(Optional.of("Request for a Peer to Peer Discussion"));
    assertThat(route.contacts()).isEqualTo(List.of("bcbsma.wholehealth-um-request.form"));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-09, pre-service",
    "2025-03-10, concurrent",
    "2025-03-11, concurrent",
    "2025-03-19, concurrent",
    "2025-03-20, concurrent",
    "2025-03-21, retrospective",
  })
  void stage_followsTheDaysOfService(LocalDate day, String stage) {
    AppealStage found = AppealStage.on(day, LocalDate.of(2025, 3, 10), LocalDate.of(2025, 3, 20));
    assertThat(found.key()).isEqualTo(stage);
  }
}
