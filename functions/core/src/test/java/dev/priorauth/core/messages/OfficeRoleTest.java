package dev.priorauth.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.messages.Posting.Kind;
import dev.priorauth.core.profiles.Profile.Mode;
import dev.priorauth.core.profiles.Profile.Notifications;
import dev.priorauth.core.profiles.Profile.Recipient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfficeRoleTest {

  private static Notifications notifications(Mode mode, Recipient... recipients) {
    return new Notifications(List.of(recipients), mode);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKind_concernsSomebody_whereAnOfficeHasAllRoles(Kind kind) {
    assertThat(OfficeRole.values())
        .anyMatch(role -> OfficeRole.concerns(role.key()).contains(kind));
  }

  @Test
  void role_isToldOfWhatItCanDoSomethingAbout() {
    assertThat(OfficeRole.concerns("clinician"))
        .contains(Kind.DENIAL_PROPOSED, Kind.INFORMATION_ASKED)
        .doesNotContain(Kind.APPROVED);
    assertThat(OfficeRole.concerns("scheduler"))
        .contains(Kind.APPROVED, Kind.EXTENSION_DUE)
        .doesNotContain(Kind.DENIAL_PROPOSED);
    assertThat(OfficeRole.concerns("billing"))
        .contains(Kind.APPROVED, Kind.DENIED)
        .doesNotContain(Kind.INFORMATION_ASKED);
  }

  @Test
  void role_isTheSame_howeverItIsCapitalized() {
    assertThat(OfficeRole.concerns(" Billing ")).isEqualTo(OfficeRole.concerns("billing"));
  }

  @Test
  void roleInOtherWords_isToldOfEverything() {
    assertThat(OfficeRole.concerns("front desk")).isEqualTo(EnumSet.allOf(Kind.class));
  }

  @Test
  void addressWithTwoRoles_isToldOfWhatConcernsEither() {
    Set<Kind> told =
        notifications(
                Mode.AT_ONCE,
                new Recipient("ann@harbor.example", "clinician"),
                new Recipient("ann@harbor.example", "billing"))
            .addresses()
            .get("ann@harbor.example");

    assertThat(told)
        .contains(Kind.DENIAL_PROPOSED, Kind.APPEAL_FILED)
        .doesNotContain(Kind.POSTPONED);
  }

  @Test
  void nobodyIsToldAtOnce_whereNoRoleIsConcerned_orAllIsToldOnceADay() {
    Recipient biller = new Recipient("ben@harbor.example", "billing");

    assertThat(notifications(Mode.AT_ONCE, biller).tellsAtOnce(Kind.APPROVED)).isTrue();
    assertThat(notifications(Mode.AT_ONCE, biller).tellsAtOnce(Kind.INFORMATION_ASKED)).isFalse();
    assertThat(notifications(Mode.DAILY, biller).tellsAtOnce(Kind.APPROVED)).isFalse();
  }
}
