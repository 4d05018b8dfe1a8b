package dev.priorauth.core.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the log of one payer comes to. The figures of two times that do not meet add up to those of
 * both, in whatever order their events are read: so those of a day can be kept, and those of a year
 * are the sum.
 *
 * @param products by the product's id
 */
public record Figures(SortedMap<String, Product> products) {
  public static final Figures NONE = new Figures(new TreeMap<>());

  /**
   * One product.
   *
   * @param waiting how many requests more wait than before, by the day on which they were made, in
   *     the payer's zone. It is negative where requests of an earlier time were decided, and never
   *     zero
   */
  public record Product(Counts standard, Counts expedited, SortedMap<LocalDate, Long> waiting) {
    static final Product NONE = new Product(Counts.NONE, Counts.NONE, new TreeMap<>());

    public Product {
      waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
    }

    Product plus(Product other) {
      TreeMap<LocalDate, Long> sum = new TreeMap<>(waiting);
      other.waiting.forEach((day, more) -> sum.merge(day, more, Product::nonZeroSum));
      return new Product(standard.plus(other.standard), expedited.plus(other.expedited), sum);
    }

    /**
     * The same without what was made before a day. What the figures do not reach back to was made
     * before them, so that only its end would be counted.
     */
    public Product madeSince(LocalDate day) {
      return new Product(standard, expedited, waiting.tailMap(day));
    }

    private static Long nonZeroSum(long one, long other) {
      return one + other == 0 ? null : Long.valueOf(one + other);
    }
  }

  public Figures {
    products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
  }

  /**
   * The figures of these events.
   *
   * @param zone the payer's
   */
  public static Figures of(Stream<LogEntry> log, ZoneId zone) {
    return sum(log.map(entry -> of(entry, zone)).toList());
  }

  /** All of these together; in halves, so that no sum is copied for each of its parts. */
  public static Figures sum(List<Figures> parts) {
    int half = parts.size() / 2;
    return switch (parts.size()) {
      case 0 -> NONE;
      case 1 -> parts.getFirst();
      default -> sum(parts.subList(0, half)).plus(sum(parts.subList(half, parts.size())));
    };
  }

  /** All products together. */
  public Product all() {
    return products.values().stream().reduce(Product.NONE, Product::plus);
  }

  public Figures plus(Figures other) {
    TreeMap<String, Product> sum = new TreeMap<>(products);
    other.products.forEach((id, product) -> sum.merge(id, product, Product::plus));
    return new Figures(sum);
  }

  private static Figures of(LogEntry entry, ZoneId zone) {
    Counts counts = counts(entry);
    TreeMap<LocalDate, Long> waiting = new TreeMap<>();
    long more = waiting(entry.kind());
    if (more != 0) {
      waiting.put(day(entry.submittedAt(), zone), more);
    }
    return new Figures(
        new TreeMap<>(
            Map.of(
                entry.product(),
                entry.expedited()
                    ? new Product(Counts.NONE, counts, waiting)
                    : new Product(counts, Counts.NONE, waiting))));
  }

  private static Counts counts(LogEntry entry) {
    Durations time = Durations.of(Duration.between(entry.submittedAt(), entry.at()));
    return switch (entry.kind()) {
      case APPROVED_AT_ONCE -> new Counts(1, 1, 0, 0, 0, 0, 0, time);
      case PENDED -> new Counts(1, 0, 0, 0, 0, 0, 0, Durations.NONE);
      case APPROVED -> new Counts(0, 1, 0, 0, 0, 0, 0, time);
      case PARTLY_APPROVED -> new Counts(0, 0, 1, 0, 0, 0, 0, time);
      case DENIED -> new Counts(0, 0, 0, 1, 0, 0, 0, time);
      case AFTER_APPEAL -> new Counts(0, 0, 0, 0, 1, 0, 0, Durations.NONE);
      case UPHELD -> new Counts(0, 0, 0, 0, 0, 1, 0, Durations.NONE);
      case ENDED -> new Counts(0, 0, 0, 0, 0, 0, 1, Durations.NONE);
      case REOPENED -> new Counts(0, 0, 0, 0, 0, 0, -1, Durations.NONE);
    };
  }

  private static long waiting(LogEntry.Kind kind) {
    return switch (kind) {
      case PENDED, REOPENED -> 1;
      case APPROVED, PARTLY_APPROVED, DENIED, ENDED -> -1;
      case APPROVED_AT_ONCE, AFTER_APPEAL, UPHELD -> 0;
    };
  }

  private static LocalDate day(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate();
  }

  /**
   * The ages of the requests of a product that wait, in steps: up to 3 days, up to 7, 14, 30, and
   * more. A request is 0 days old on the day on which it was made.
   *
   * @param today in the payer's zone
   */
  public static SortedMap<Age, Long> ages(Product product, LocalDate today) {
    TreeMap<Age, Long> ages = new TreeMap<>();
    for (Age age : Age.values()) {
      ages.put(age, 0L);
    }
    product
        .waiting()
        .forEach(
            (day, count) ->
                ages.merge(Age.of(ChronoUnit.DAYS.between(day, today)), count, Long::sum));
    return ages;
  }

  /** A step of ages in days; {@code upTo} is included. */
  public enum Age {
    UP_TO_3(3),
    UP_TO_7(7),
    UP_TO_14(14),
    UP_TO_30(30),
    MORE(Long.MAX_VALUE);

    private final long upTo;

    Age(long upTo) {
      this.upTo = upTo;
    }

    static Age of(long days) {
      for (Age age : values()) {
        if (days <= age.upTo) {
          return age;
        }
      }
      return MORE;
    }

    /** As people write it. */
    public String label() {
      return switch (this) {
        case UP_TO_3 -> "0-3";
        case UP_TO_7 -> "4-7";
        case UP_TO_14 -> "8-14";
        case UP_TO_30 -> "15-30";
        case MORE -> "31 or more";
      };
    }
  }
}
