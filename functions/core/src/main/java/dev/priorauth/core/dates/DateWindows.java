package dev.priorauth.core.dates;

import dev.priorauth.core.dates.WindowReport.Event;
import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.dates.WindowReport.Need;
import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Derived;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Holding;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges dates against the windows of the rules. */
public final class DateWindows {
  private DateWindows() {}

  /**
   * Judges the dates of a case. Where the facts name no service that the book knows, no window can
   * be told and the verdict is undetermined.
   *
   * @param today the day that decides which rules are in force where no date of the case does; it
   *     is never taken for a missing date
   * @param knownOn the instant whose state of knowledge counts
   */
  public static WindowReport check(
      RuleBook book, Facts given, Dates dates, LocalDate today, Instant knownOn) {
    ZoneId zone = book.payer().zone();
    Dates all = withServiceDate(given, dates, zone);
    LocalDate on = all.onService(zone).orElse(today);
    Facts facts = impliedByDates(given, all);
    if (!Derived.from(facts, book, on).knows(Fact.SERVICE)) {
      return new WindowReport(
          zone, on, Verdict.UNDETERMINED, List.of(), List.of(), List.of(), List.of(), List.of());
    }
    List<Judged> judged = new ArrayList<>();
    List<Need> needs = new ArrayList<>();
    List<WindowReport.Period> periods = new ArrayList<>();
    Holding holding = Holding.of(book, facts, on, knownOn);
    for (Rule.Version version : holding.certain()) {
      for (DateWindow window : windows(version.then(), all, zone)) {
        Judged one = judge(version, window, all, zone);
        judged.add(one);
        if (anchor(window, all, zone).isEmpty()) {
          needs.add(new Need(dateName(window), version, window));
        }
      }
      version
          .then()
          .allotment()
          .flatMap(
              allotment ->
                  period(allotment, all, zone)
                      .map(days -> new WindowReport.Period(days, allotment, version)))
          .ifPresent(periods::add);
    }
    // A fact that is missing matters here only if it can change the verdict.
    List<Verdict> verdicts =
        holding.completions().stream()
            .map(versions -> overall(versions, all, zone))
            .distinct()
            .toList();
    Verdict verdict = verdicts.size() == 1 ? verdicts.getFirst() : Verdict.UNDETERMINED;
    List<Requirement.Question> questions =
        verdict == Verdict.UNDETERMINED
            ? holding.questionsAbout(versions -> overall(versions, all, zone))
            : List.of();
    return new WindowReport(
        zone, on, verdict, judged, needs, questions, periods, timeline(judged, periods, zone));
  }

  /**
   * The windows that a lookup shows: those of the rules that hold, counted from the date of service
   * where they can be.
   */
  public static List<Judged> forService(RuleBook book, List<Rule.Version> holding, LocalDate on) {
    Dates dates = Dates.NONE.with(DateName.SERVICE_FROM, on);
    List<Judged> windows = new ArrayList<>();
    for (Rule.Version version : holding) {
      for (DateWindow window : version.then().windows()) {
        windows.add(ends(version, window, dates, book.payer().zone()));
      }
    }
    return windows;
  }

  /** The date of service where it stands among the facts, or is the day of an admission. */
  private static Dates withServiceDate(Facts facts, Dates dates, ZoneId zone) {
    if (dates.get(DateName.SERVICE_FROM).isPresent()) {
      return dates;
    }
    if (facts.get(Fact.SERVICE_DATE).orElse(null) instanceof FactValue.Day(LocalDate day)) {
      return dates.with(DateName.SERVICE_FROM, day);
    }
    return dates
        .get(DateName.ADMITTED_AT)
        .map(admitted -> dates.with(DateName.SERVICE_FROM, admitted.day(zone)))
        .orElse(dates);
  }

  /**
   * Dates say something of the facts: an extension's date that it is about an extension, a visit's
   * date its number.
   */
  private static Facts impliedByDates(Facts facts, Dates dates) {
    Facts implied = facts;
    boolean extension =
        dates.get(DateName.EXTENSION_REQUESTED_ON).isPresent()
            || dates.get(DateName.LAST_COVERED_VISIT_ON).isPresent()
            || dates.get(DateName.LIMIT_REACHED_ON).isPresent();
    if (extension && !implied.knows(Fact.PURPOSE)) {
      implied = implied.with(Fact.PURPOSE, "extension");
    }
    if (!dates.visits().isEmpty() && !implied.knows(Fact.VISIT_NUMBER)) {
      implied = implied.with(Fact.VISIT_NUMBER, dates.visits().lastKey());
    }
    return implied;
  }

  /** A rule's own windows, and the one that follows from its validity. */
  private static List<DateWindow> windows(Effects then, Dates dates, ZoneId zone) {
    List<DateWindow> windows = new ArrayList<>(then.windows());
    then.validity()
        .flatMap(validity -> lastDay(validity, dates, zone).map(days -> use(validity, days)))
        .ifPresent(windows::add);
    return windows;
  }

  /** The last day on which an authorization can be used, in days after the anchor. */
  private static Optional<Integer> lastDay(Effects.Validity validity, Dates dates, ZoneId zone) {
    return validity
        .days()
        .or(
            () ->
                validity
                    .period()
                    .flatMap(
                        kind ->
                            dates
                                .get(validity.anchor())
                                .map(start -> start.day(zone))
                                .map(start -> daysLeft(start, ServicePeriod.of(kind, start)))));
  }

  private static int daysLeft(LocalDate start, ServicePeriod period) {
    return (int) ChronoUnit.DAYS.between(start, period.to());
  }

  private static DateWindow use(Effects.Validity validity, int days) {
    return new DateWindow(
        "validity",
        DateWindow.Action.PERFORM_SERVICE,
        validity.anchor(),
        Optional.empty(),
        Optional.of(new Offset.Days(Period.ZERO)),
        Optional.of(new Offset.Days(Period.ofDays(days))),
        DateWindow.Severity.REFUSED,
        validity.statement());
  }

  /**
   * The period of an allotment: from the initial authorization, or from the service if this is to
   * be the initial one.
   */
  private static Optional<ServicePeriod> period(
      Effects.Allotment allotment, Dates dates, ZoneId zone) {
    return dates
        .get(DateName.INITIAL_AUTHORIZATION_FROM)
        .or(() -> dates.get(DateName.SERVICE_FROM))
        .map(start -> ServicePeriod.of(allotment.period(), start.day(zone)));
  }

  private static Verdict overall(List<Rule.Version> versions, Dates dates, ZoneId zone) {
    Verdict worst = Verdict.NOT_APPLICABLE;
    for (Rule.Version version : versions) {
      for (DateWindow window : windows(version.then(), dates, zone)) {
        Verdict verdict = judge(version, window, dates, zone).verdict();
        worst = worst == Verdict.NOT_APPLICABLE || verdict.compareTo(worst) > 0 ? verdict : worst;
      }
    }
    return worst;
  }

  private static Judged ends(Rule.Version version, DateWindow window, Dates dates, ZoneId zone) {
    Optional<Moment> anchor = anchor(window, dates, zone);
    return new Judged(
        version,
        window,
        Optional.empty(),
        anchor.flatMap(start -> window.earliest().map(offset -> plus(start, offset, zone))),
        anchor.flatMap(start -> window.latest().map(offset -> plus(start, offset, zone))),
        Verdict.OPEN,
        Optional.empty(),
        Optional.empty());
  }

  private static Judged judge(Rule.Version version, DateWindow window, Dates dates, ZoneId zone) {
    Judged open = ends(version, window, dates, zone);
    List<Moment> given = judgedDates(window, dates);
    if (given.isEmpty()) {
      return open;
    }
    if (anchor(window, dates, zone).isEmpty()) {
      Verdict verdict = waits(version, window, dates, zone) ? Verdict.OPEN : Verdict.NEEDS_DATE;
      return with(open, given.getFirst(), verdict, Optional.empty(), Optional.empty());
    }
    for (Moment date : given) {
      if (open.opens().isPresent() && date.isBefore(open.opens().get(), zone)) {
        return with(
            open,
            date,
            outside(window.severity(), true),
            offBy(date, open.opens().get(), zone),
            open.opens());
      }
      if (open.closes().isPresent() && open.closes().get().isBefore(date, zone)) {
        return with(
            open,
            date,
            outside(window.severity(), false),
            offBy(open.closes().get(), date, zone),
            Optional.empty());
      }
    }
    return with(open, given.getFirst(), Verdict.IN_WINDOW, Optional.empty(), Optional.empty());
  }

  private static Judged with(
      Judged open,
      Moment given,
      Verdict verdict,
      Optional<String> offBy,
      Optional<Moment> nextAllowed) {
    return new Judged(
        open.version(),
        open.window(),
        Optional.of(given),
        open.opens(),
        open.closes(),
        verdict,
        offBy,
        nextAllowed);
  }

  /**
   * Whether a window need not be judged yet though its anchor is missing: a recommendation counts
   * from something that may never happen; while a request is being judged no authorization has been
   * issued; and of several deadlines without a refusal, those whose dates are known are judged.
   */
  private static boolean waits(Rule.Version version, DateWindow window, Dates dates, ZoneId zone) {
    return switch (window.severity()) {
      case ADVISED -> true;
      case FLAGGED ->
          version.then().windows().stream()
              .filter(other -> other.action() == window.action())
              .anyMatch(other -> anchor(other, dates, zone).isPresent());
      case REFUSED -> window.anchor() == DateName.ISSUED_ON && dates.submitted().isPresent();
    };
  }

  private static Verdict outside(DateWindow.Severity severity, boolean early) {
    return switch (severity) {
      case REFUSED -> early ? Verdict.TOO_EARLY : Verdict.TOO_LATE;
      case FLAGGED -> early ? Verdict.ADVISORY : Verdict.LATE;
      case ADVISED -> Verdict.ADVISORY;
    };
  }

  private static List<Moment> judgedDates(DateWindow window, Dates dates) {
    return switch (window.action()) {
      case SUBMIT_REQUEST -> dates.submitted().stream().toList();
      case NOTIFY_ADMISSION -> dates.get(DateName.NOTIFIED_AT).stream().toList();
      case REQUEST_EXTENSION -> dates.get(DateName.EXTENSION_REQUESTED_ON).stream().toList();
      case PERFORM_SERVICE ->
          java.util.stream.Stream.of(DateName.SERVICE_FROM, DateName.SERVICE_TO)
              .flatMap(name -> dates.get(name).stream())
              .toList();
      case CHOOSE_SERVICE_DATE, UPDATE_INITIAL_EVALUATION ->
          dates.get(DateName.SERVICE_FROM).stream().toList();
    };
  }

  private static Optional<Moment> anchor(DateWindow window, Dates dates, ZoneId zone) {
    if (window.visit().isPresent()) {
      return Optional.ofNullable(dates.visits().get(window.visit().get())).map(Moment.Day::new);
    }
    return window.anchor() == DateName.SUBMITTED_ON
        ? dates.submitted().map(moment -> new Moment.Day(moment.day(zone)))
        : dates.get(window.anchor());
  }

  private static String dateName(DateWindow window) {
    return window.anchor().key() + window.visit().map(visit -> "." + visit).orElse("");
  }

  private static Moment plus(Moment anchor, Offset offset, ZoneId zone) {
    return switch (offset) {
      case Offset.Days(Period period) -> new Moment.Day(anchor.day(zone).plus(period));
      case Offset.Elapsed(Duration duration) ->
          switch (anchor) {
            case Moment.At(Instant instant) -> new Moment.At(instant.plus(duration));
            case Moment.Day _ ->
                throw new IllegalArgumentException("hours cannot be counted from a day");
          };
    };
  }

  private static Optional<String> offBy(Moment earlier, Moment later, ZoneId zone) {
    return Optional.of(
        earlier instanceof Moment.At(Instant first) && later instanceof Moment.At(Instant second)
            ? Duration.between(first, second).toString()
            : Period.ofDays((int) ChronoUnit.DAYS.between(earlier.day(zone), later.day(zone)))
                .toString());
  }

  private static final Map<DateWindow.Action, String> EVENTS =
      Map.of(
          DateWindow.Action.SUBMIT_REQUEST, "submission",
          DateWindow.Action.NOTIFY_ADMISSION, "notification",
          DateWindow.Action.PERFORM_SERVICE, "service",
          DateWindow.Action.REQUEST_EXTENSION, "extension",
          DateWindow.Action.UPDATE_INITIAL_EVALUATION, "evaluation",
          DateWindow.Action.CHOOSE_SERVICE_DATE, "service-date");

  private static List<Event> timeline(
      List<Judged> judged, List<WindowReport.Period> periods, ZoneId zone) {
    List<Event> events = new ArrayList<>();
    for (Judged window : judged) {
      String event = EVENTS.get(window.window().action());
      window
          .opens()
          .ifPresent(
              on -> events.add(new Event(on, event + "-opens", window.window().statement())));
      window
          .closes()
          .ifPresent(
              on -> events.add(new Event(on, event + "-closes", window.window().statement())));
    }
    for (WindowReport.Period period : periods) {
      ServicePeriod days = period.days();
      events.add(
          new Event(new Moment.Day(days.from()), "period-begins", period.allotment().statement()));
      events.add(
          new Event(new Moment.Day(days.to()), "period-ends", period.allotment().statement()));
    }
    events.sort(
        Comparator.comparing((Event event) -> event.on().day(zone))
            .thenComparing(event -> event.on().iso(zone))
            .thenComparing(Event::kind));
    return events;
  }
}
