package dev.priorauth.core.dates;

import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.rules.DateWindow.Action;
import dev.priorauth.core.rules.DateWindow.Severity;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RuleBook;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;

/** The last day on which an office can act without being late. */
public final class LastSafeDay {
  private LastSafeDay() {}

  /**
   * The earliest end of the windows for submitting and notifying, without those that are mere
   * advice; the date of service where none has an end that can be computed. Included: on that day
   * it is still in time. Empty where nothing has to be done, or where it is not known what.
   */
  public static Optional<LocalDate> of(RuleBook book, Requirement requirement) {
    return switch (requirement.answer()) {
      case AUTHORIZATION_REQUIRED, NOTIFICATION_REQUIRED, REFERRAL_REQUIRED, CHECK_BENEFITS ->
          Optional.of(firstEnd(book, requirement).orElse(requirement.on()));
      case NOT_REQUIRED, NOT_COVERED, UNDETERMINED -> Optional.empty();
    };
  }

  private static Optional<LocalDate> firstEnd(RuleBook book, Requirement requirement) {
    ZoneId zone = book.payer().zone();
    return DateWindows.forService(book, requirement.holding(), requirement.on()).stream()
        .filter(LastSafeDay::mustBeKept)
        .map(Judged::closes)
        .flatMap(Optional::stream)
        .map(end -> end.day(zone))
        .min(Comparator.naturalOrder());
  }

  private static boolean mustBeKept(Judged judged) {
    Action action = judged.window().action();
    return judged.window().severity() != Severity.ADVISED
        && (action == Action.SUBMIT_REQUEST || action == Action.NOTIFY_ADMISSION);
  }
}
