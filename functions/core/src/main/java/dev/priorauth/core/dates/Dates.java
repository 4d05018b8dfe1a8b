package dev.priorauth.core.dates;

import dev.priorauth.core.rules.DateName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The dates that are known of a case. One that is not here is unknown and never guessed.
 *
 * @param named each date by its name, without those of visits
 * @param visits the date of a visit by its number
 */
public record Dates(Map<DateName, Moment> named, SortedMap<Integer, LocalDate> visits) {

  public static final Dates NONE = new Dates(Map.of(), Collections.emptySortedMap());

  public Dates {
    EnumMap<DateName, Moment> ordered = new EnumMap<>(DateName.class);
    ordered.putAll(named);
    named = Collections.unmodifiableMap(ordered);
    visits = Collections.unmodifiableSortedMap(new TreeMap<>(visits));
  }

  public Dates with(DateName name, LocalDate date) {
    return with(name, new Moment.Day(date));
  }

  public Dates with(DateName name, Instant instant) {
    return with(name, new Moment.At(instant));
  }

  private Dates with(DateName name, Moment moment) {
    EnumMap<DateName, Moment> more = new EnumMap<>(DateName.class);
    more.putAll(named);
    more.put(name, moment);
    return new Dates(more, visits);
  }

  public Dates withVisit(int number, LocalDate date) {
    TreeMap<Integer, LocalDate> more = new TreeMap<>(visits);
    more.put(number, date);
    return new Dates(named, more);
  }

  public Optional<Moment> get(DateName name) {
    return Optional.ofNullable(named.get(name));
  }

  /** When the request was submitted: the instant where it is known, else the day. */
  public Optional<Moment> submitted() {
    return get(DateName.SUBMITTED_AT).or(() -> get(DateName.SUBMITTED_ON));
  }

  /**
   * The date of service that decides which rules are in force: the first that is known of the
   * service, the admission, the visits and the request.
   */
  public Optional<LocalDate> onService(ZoneId zone) {
    return get(DateName.SERVICE_FROM)
        .or(() -> get(DateName.ADMITTED_AT))
        .map(moment -> moment.day(zone))
        .or(() -> visits.values().stream().findFirst())
        .or(() -> get(DateName.LAST_COVERED_VISIT_ON).map(moment -> moment.day(zone)))
        .or(() -> get(DateName.LIMIT_REACHED_ON).map(moment -> moment.day(zone)))
        .or(() -> get(DateName.ISSUED_ON).map(moment -> moment.day(zone)));
  }
}
