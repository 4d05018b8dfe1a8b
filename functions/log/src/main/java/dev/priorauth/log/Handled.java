package dev.priorauth.log;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a function says in its log of one request or event: a line of JSON, with the same members
 * whatever it was, of which CloudWatch makes metrics. It begins when this is made.
 *
 * <p>Nothing personal belongs into any part. What is a dimension of a metric takes only a few
 * values, never an id: each costs by the month.
 */
public final class Handled {
  private static final String FUNCTION = "function";
  private static final String OUTCOME = "outcome";
  private static final String RESULT = "result";
  private static final String REQUESTS = "requests";

  /** How it ended, for whoever watches the service. */
  public enum Outcome {
    ANSWERED,
    /** By its fault who asked got no answer. */
    REFUSED,
    /** By ours. */
    FAILED
  }

  private final long started = System.nanoTime();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private final Set<String> counts = new LinkedHashSet<>();
  private Optional<String> result = Optional.empty();

  /** Says something in the log only. */
  public Handled with(String name, String value) {
    texts.put(name, value);
    return this;
  }

  /** Says a number in the log only. */
  public Handled with(String name, long value) {
    numbers.put(name, value);
    return this;
  }

  /** Adds to a metric of the function. */
  public Handled count(String name, long more) {
    numbers.merge(name, more, Long::sum);
    counts.add(name);
    return this;
  }

  /**
   * Says what was found: requests are counted by it.
   *
   * @param key of a closed list, such as the answers of a lookup
   */
  public Handled result(String key) {
    result = Optional.of(key);
    return this;
  }

  /**
   * Ends here, and prints the line.
   *
   * @param namespace of the metrics; empty prints nothing
   */
  public void print(
      Optional<String> namespace, String function, Outcome outcome, String requestId) {
    // A logger would wrap the line, and CloudWatch would find no metrics in it.
    namespace.ifPresent(
        name -> System.out.println(line(name, function, outcome, requestId, Instant.now())));
  }

  String line(String namespace, String function, Outcome outcome, String requestId, Instant at) {
    MetricLine line =
        new MetricLine(namespace, at)
            .with(FUNCTION, function)
            .with(OUTCOME, outcome.name().toLowerCase(Locale.ROOT));
    result.ifPresent(key -> line.with(RESULT, key));
    line.with(REQUESTS, 1)
        .with("ms", Duration.ofNanos(System.nanoTime() - started).toMillis())
        .with("requestId", requestId);
    texts.forEach(line::with);
    numbers.forEach(line::with);
    List<String> byOutcome = List.of(FUNCTION, OUTCOME);
    return line.metrics(
            List.of(REQUESTS),
            result.isPresent() ? List.of(byOutcome, List.of(FUNCTION, RESULT)) : List.of(byOutcome))
        .metrics(counts, List.of(List.of(FUNCTION)))
        .text();
  }
}
