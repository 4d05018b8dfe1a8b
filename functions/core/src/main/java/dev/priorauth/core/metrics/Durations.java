package dev.priorauth.core.metrics;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long each of many decisions took. All of them are kept, by whole minutes: the median is exact
 * to the minute, and the average to the second.
 *
 * @param seconds all of them together
 * @param byMinutes how many took so many whole minutes; none is zero
 */
public record Durations(long seconds, SortedMap<Long, Long> byMinutes) {
  public static final Durations NONE = new Durations(0, new TreeMap<>());

  public Durations {
    byMinutes = Collections.unmodifiableSortedMap(new TreeMap<>(byMinutes));
  }

  /** One duration; one that seems negative, because two clocks differed, is none. */
  static Durations of(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return new Durations(
        seconds, new TreeMap<>(Map.of(Duration.ofSeconds(seconds).toMinutes(), 1L)));
  }

  public Durations plus(Durations other) {
    TreeMap<Long, Long> sum = new TreeMap<>(byMinutes);
    other.byMinutes.forEach((minutes, count) -> sum.merge(minutes, count, Long::sum));
    return new Durations(seconds + other.seconds, sum);
  }

  public long count() {
    return byMinutes.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @return empty where there are none
   */
  public Optional<Duration> average() {
    long count = count();
    return count == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds / count));
  }

  /**
   * The one in the middle; of an even number the mean of the two in the middle.
   *
   * @return empty where there are none
   */
  public Optional<Duration> median() {
    long count = count();
    return count == 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((nth((count - 1) / 2) + nth(count / 2)) * 30));
  }

  /** The minutes of the n-th, counted from 0 in the order of length. */
  private long nth(long n) {
    long before = 0;
    for (Map.Entry<Long, Long> some : byMinutes.entrySet()) {
      before += some.getValue();
      if (before > n) {
        return some.getKey();
      }
    }
    throw new IllegalArgumentException("there are not so many");
  }
}
