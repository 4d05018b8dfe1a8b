package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.OtherDays;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.TakenDays;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Effects.PeriodKind;
import dev.priorauth.core.rules.Effects.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StandingTest {

  private static final Samples REQUEST = Samples.request();
  private static final AllotmentKey SPEECH =
      new AllotmentKey("bcbsma", Samples.MEMBER, Optional.empty(), "speech-therapy");

  @RegisterExtension private static final AuthorizationsTable TABLE = new AuthorizationsTable();

  /** An approval of speech therapy in a period that begins on its first day. */
  private static Done speech(int n, LocalDate from, int visits) {
    ServicePeriod period = ServicePeriod.of(PeriodKind.ROLLING_365_DAYS, from);
    return REQUEST
        .number(n)
        .service("speech-therapy")
        .on(from, from)
        .submit(
            new Outcome.Approved(
                new Approval(
                    from,
                    period.to(),
                    Optional.of(visits),
                    List.of(),
                    Optional.of(new Counted(SPEECH, period, Unit.VISITS, 30, visits)))));
  }

  private static Standing with(Standing standing, Done... parts) {
    Standing.After after = standing.after(List.of(parts));
    assertThat(after).isInstanceOf(Standing.After.Changed.class);
    return ((Standing.After.Changed) after).standing();
  }

  private static Standing none() {
    return Standing.none("bcbsma", Samples.MEMBER);
  }

  @Test
  void aPeriodThatMeetsAnotherOne_cannotBegin() {
    Standing standing = with(none(), speech(1, LocalDate.of(2025, 3, 1), 5));

    assertThat(standing.after(List.of(speech(2, LocalDate.of(2025, 2, 1), 5))))
        .isEqualTo(new Standing.After.Exhausted(SPEECH, 0));
    assertThat(standing.after(List.of(speech(2, LocalDate.of(2026, 2, 28), 5))))
        .isEqualTo(new Standing.After.Exhausted(SPEECH, 0));
    assertThat(with(standing, speech(2, LocalDate.of(2026, 3, 1), 5)).balances(SPEECH))
        .extracting(AllotmentBalance::left)
        .containsExactly(25, 25);
  }

  @Test
  void onePartThatCannotBeWritten_keepsTheOthersFromIt() {
    assertThat(
            with(none(), REQUEST.nth(0).approved(20))
                .after(List.of(REQUEST.nth(1).approved(4), REQUEST.nth(2).approved(3))))
        .isEqualTo(new Standing.After.Exhausted(REQUEST.allotment(), 2));
  }

  @Test
  void theDaysOfWhatHasExpired_areForgottenWithTheNextChange() {
    Standing standing = with(none(), REQUEST.nth(0).approved(20), REQUEST.nth(1).pended());

    Samples nextYear = REQUEST.nth(400).at(Instant.parse("2026-01-01T05:00:00Z"));

    assertThat(with(standing, nextYear.pended()).spans())
        .extracting(TakenDays::id)
        .containsExactly(nextYear.id());
  }

  @Test
  void movedDays_areTaken_andTheFormerOnesFree() {
    Done pended = REQUEST.nth(0).pended();
    Standing standing = with(none(), pended);
    LocalDate later = LocalDate.of(2025, 1, 20);
    Done moved =
        Samples.done(
            Operations.moveServiceDates(
                pended.state(),
                later,
                Optional.empty(),
                OtherDays.FREE,
                Samples.OFFICE,
                Samples.AT));

    standing = with(standing, moved);

    assertThat(standing.overlaps(REQUEST.nth(0).submission(), later)).isEmpty();
    assertThat(standing.overlaps(REQUEST.on(later, later).submission(), later))
        .containsExactly(pended.state().id());
  }

  @Test
  void standing_isReadAsItIsStored() {
    byte[] document =
        """
        {"balances": [{"benefit": "speech-therapy",
          "period": {"kind": "rolling-365-days", "from": "2025-03-01", "to": "2026-02-28"},
          "unit": "visits", "limit": 30, "left": 4}],
         "spans": [{"id": "%s", "service": "mri", "servicing": "1003000126",
          "from": "2025-01-10", "to": "2025-01-12", "liveUntil": "2025-03-11"}]}
        """
            .formatted(AuthorizationId.of(7).text())
            .getBytes(UTF_8);
    TABLE
        .client()
        .putItem(
            p ->
                p.tableName(TABLE.name())
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("MEMBER#bcbsma#XXP123456789"),
                            "sk", AttributeValue.fromS("STANDING"),
                            "version", AttributeValue.fromN("3"),
                            "document", Items.b(Packed.pack(document)))));

    assertThat(TABLE.store().standing("bcbsma", Samples.MEMBER))
        .isEqualTo(
            new Standing(
                "bcbsma",
                Samples.MEMBER,
                3,
                List.of(
                    new AllotmentBalance(
                        SPEECH,
                        ServicePeriod.of(PeriodKind.ROLLING_365_DAYS, LocalDate.of(2025, 3, 1)),
                        Unit.VISITS,
                        30,
                        4)),
                List.of(
                    new TakenDays(
                        AuthorizationId.of(7),
                        "mri",
                        Samples.THERAPIST,
                        LocalDate.of(2025, 1, 10),
                        LocalDate.of(2025, 1, 12),
                        Optional.of(LocalDate.of(2025, 3, 11))))));
  }

  @Test
  void nothingPersonal_standsInMessagesAndTexts() {
    Map<String, AttributeValue> damaged = StandingItems.key("bcbsma", Samples.MEMBER);

    assertThatThrownBy(() -> StandingItems.fromItem("bcbsma", Samples.MEMBER, damaged))
        .hasMessage("item MEMBER#… / STANDING has no attribute document");
    assertThat(with(none(), REQUEST.approved(1))).asString().doesNotContain(Samples.MEMBER.text());
  }
}
