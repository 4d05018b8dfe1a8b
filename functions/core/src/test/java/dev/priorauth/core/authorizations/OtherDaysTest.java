package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.decisions.TherapyBook.Case;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.rules.RuleBook;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherDaysTest {
  private static final RuleBook NC = TherapyBook.bcbsnc();
  private static final RuleBook MA = TherapyBook.bcbsma();

  /** To be asked for at most thirty days ahead; asked for on December 1. */
  private static Authorization therapy() {
    return Lives.of(
        Case.of(
            NC,
            Requests.physicalTherapy()
                .of("bcbsnc", "commercial")
                .service("outpatient-therapy")
                .from("2024-12-20")
                .submission(),
            "2024-12-01T15:00:00Z"));
  }

  private static OtherDays judged(RuleBook book, Authorization state, String from) {
    return OtherDays.of(book, state, Optional.empty(), LocalDate.parse(from), Optional.empty());
  }

  private static Result moved(RuleBook book, Authorization state, String from) {
    return Operations.moveServiceDates(
        state,
        LocalDate.parse(from),
        Optional.empty(),
        judged(book, state, from),
        Lives.OFFICE,
        Lives.noon("2025-01-03"));
  }

  @ParameterizedTest
  @CsvSource({"2024-12-30, true", "2024-12-31, true", "2025-01-01, false", "2025-02-15, false"})
  void aPendedRequestMovesOnlyToDaysOnWhichItWouldHaveBeenAccepted(String from, boolean allowed) {
    Result result = moved(NC, therapy(), from);

    assertThat(result instanceof Result.Done).isEqualTo(allowed);
    if (result instanceof Result.Refused refused) {
      assertThat(refused.reason()).isEqualTo(Result.Reason.DATE_OUTSIDE);
      assertThat(refused.text()).startsWith("The request was made too early for these days: ");
      assertThat(refused.nextAllowed()).isEmpty();
    }
  }

  @Test
  void daysForWhichItWasMadeTooLate_nameTheFirstThatWouldDo() {
    Result result = moved(MA, Lives.recorded(), "2024-12-20");

    assertThat(Lives.refused(result)).isEqualTo(Result.Reason.DATE_OUTSIDE);
    assertThat(((Result.Refused) result).nextAllowed()).contains(LocalDate.of(2025, 1, 2));
  }

  @Test
  void theAskThatHangsOnTheServiceMovesWithIt_andTheDecisionDoesNot() {
    Authorization before = Lives.recorded();
    Authorization after = Lives.done(moved(MA, before, "2025-01-20"));

    assertThat(((Authorization.Pended) before).pend().asks())
        .extracting(Ask::dueBy)
        .first()
        .isEqualTo(LocalDate.of(2025, 1, 10));
    assertThat(((Authorization.Pended) after).pend().asks())
        .extracting(Ask::dueBy)
        .first()
        .isEqualTo(LocalDate.of(2025, 1, 20));
    assertThat(((Authorization.Pended) after).pend().asks().getLast())
        .isEqualTo(((Authorization.Pended) before).pend().asks().getLast());
  }

  @Test
  void anAnswerThatDoesNotHangOnTheService_keepsItsDay() {
    Authorization before = Lives.pended();

    assertThat(judged(MA, before, "2025-01-20").asks()).isEmpty();
    assertThat(judged(MA, Lives.approved(), "2025-01-20")).isEqualTo(OtherDays.FREE);
  }
}
