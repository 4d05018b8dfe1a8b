package dev.priorauth.core.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.DateWindow.Action;
import dev.priorauth.core.rules.DateWindow.Severity;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.SmallBook;
import dev.priorauth.core.sources.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class LastSafeDayTest {
  private static final Facts MRI = Facts.NONE.with(Fact.PAYER, "payer").with(Fact.SERVICE, "mri");
  private static final LocalDate ON = LocalDate.of(2025, 3, 10);
  private static final Instant KNOWN_ON = Instant.parse("2025-01-01T12:00:00Z");

  private static DateWindow window(
      Action action, DateName anchor, Severity severity, String latest) {
    return new DateWindow(
        action.key() + latest,
        action,
        anchor,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Offset.parse(latest)),
        severity,
        new Statement("Until then.", Optional.empty(), SmallBook.CITE));
  }

  private static Optional<LocalDate> lastSafeDay(Answer answer, DateWindow... windows) {
    Effects then = SmallBook.effects(SmallBook.answering(answer).verdict(), List.of(windows));
    RuleBook book = SmallBook.of(List.of(SmallBook.rule("rule", Map.of(), then)));
    return LastSafeDay.of(book, RequirementLookup.answer(book, MRI, ON, KNOWN_ON));
  }

  @Test
  void lastSafeDay_isTheFirstEnd_ofTheWindowsThatMustBeKept() {
    assertThat(
            lastSafeDay(
                Answer.AUTHORIZATION_REQUIRED,
                window(Action.SUBMIT_REQUEST, DateName.SERVICE_FROM, Severity.REFUSED, "-P1D"),
                window(Action.NOTIFY_ADMISSION, DateName.SERVICE_FROM, Severity.FLAGGED, "-P3D"),
                window(Action.SUBMIT_REQUEST, DateName.SERVICE_FROM, Severity.ADVISED, "-P14D"),
                window(Action.PERFORM_SERVICE, DateName.SERVICE_FROM, Severity.REFUSED, "-P30D")))
        .contains(LocalDate.of(2025, 3, 7));
  }

  @Test
  void lastSafeDay_isTheServiceDate_whereNoEndCanBeComputed() {
    assertThat(
            lastSafeDay(
                Answer.NOTIFICATION_REQUIRED,
                window(Action.NOTIFY_ADMISSION, DateName.ADMITTED_AT, Severity.REFUSED, "PT72H")))
        .contains(ON);
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      mode = Mode.INCLUDE,
      names = {
        "AUTHORIZATION_REQUIRED",
        "NOTIFICATION_REQUIRED",
        "REFERRAL_REQUIRED",
        "CHECK_BENEFITS"
      })
  void lastSafeDay_isTheServiceDate_whereSomethingHasToBeDoneAndNoWindowSaysWhen(Answer answer) {
    assertThat(lastSafeDay(answer)).contains(ON);
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.class,
      mode = Mode.INCLUDE,
      names = {"NOT_REQUIRED", "NOT_COVERED"})
  void lastSafeDay_isEmpty_whereNothingHasToBeDone(Answer answer) {
    assertThat(lastSafeDay(answer)).isEmpty();
  }

  @Test
  void lastSafeDay_isEmpty_whereNoRuleSpeaks() {
    RuleBook book = SmallBook.of(List.of());

    assertThat(LastSafeDay.of(book, RequirementLookup.answer(book, MRI, ON, KNOWN_ON))).isEmpty();
  }
}
