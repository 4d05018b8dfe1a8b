package dev.priorauth.core.dates;

import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Requirement.Question;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.sources.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Whether the dates of a case fit.
 *
 * @param on the date of service for which the rules were taken
 * @param needs the dates that a window waits for
 * @param questions the unknown facts that decide which windows apply
 */
public record WindowReport(
    ZoneId zone,
    LocalDate on,
    Verdict verdict,
    List<Judged> windows,
    List<Need> needs,
    List<Question> questions,
    List<Period> periods,
    List<Event> timeline) {

  /** From best to worst for a window; the last two are for the whole report only. */
  public enum Verdict {
    /** Nothing to judge yet. */
    OPEN("open"),
    IN_WINDOW("in-window"),
    /** Outside a recommendation. */
    ADVISORY("advisory"),
    /** Late, and the source states no refusal. */
    LATE("late"),
    /** The judged date is given, the date that it is counted from is not. */
    NEEDS_DATE("needs-date"),
    TOO_EARLY("too-early"),
    TOO_LATE("too-late"),
    /** A missing fact decides which windows apply. */
    UNDETERMINED("undetermined"),
    /** No window applies. */
    NOT_APPLICABLE("not-applicable");

    private final String key;

    Verdict(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    /** Whether a submission is refused for it. */
    public boolean isRefusal() {
      return this == TOO_EARLY || this == TOO_LATE;
    }
  }

  /**
   * One window with its ends.
   *
   * @param given the date that was judged
   * @param opens the first moment, included
   * @param closes the last moment, included
   * @param offBy how far outside, in ISO-8601
   * @param nextAllowed the next moment that would do; empty where none would, or where nothing is
   *     wrong
   */
  public record Judged(
      Rule.Version version,
      DateWindow window,
      Optional<Moment> given,
      Optional<Moment> opens,
      Optional<Moment> closes,
      Verdict verdict,
      Optional<String> offBy,
      Optional<Moment> nextAllowed) {

    /** Whether the moment lies in the window; empty where neither end can be told. */
    public Optional<Boolean> contains(Moment moment, ZoneId zone) {
      if (opens.isEmpty() && closes.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          opens.filter(first -> moment.isBefore(first, zone)).isEmpty()
              && closes.filter(last -> last.isBefore(moment, zone)).isEmpty());
    }
  }

  /**
   * @param date the missing date's name; a visit's has its number after a point
   */
  public record Need(String date, Rule.Version version, DateWindow window) {}

  /** The period of an allotment. */
  public record Period(ServicePeriod days, Effects.Allotment allotment, Rule.Version version) {}

  /** Something that happens on a day. */
  public record Event(Moment on, String kind, Statement statement) {}
}
