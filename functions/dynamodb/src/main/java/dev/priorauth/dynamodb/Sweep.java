package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.dynamodb.DueStore.Candidate;
import dev.priorauth.dynamodb.DueStore.Outcome;
import dev.priorauth.dynamodb.DueStore.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Goes through all that is due, once. Runs that overlap, or are killed, do each other no harm: see
 * {@link DueStore}.
 *
 * <p>All parts of the index are read at the same time, each by a few workers, so that no part of it
 * takes more than a small share of the writes: infra/capacity.md derives the numbers.
 */
public final class Sweep {

  /** How many authorizations of one part of the index are worked on at the same time. */
  public static final int WORKERS = 2;

  private final DueStore store;

  public Sweep(DueStore store) {
    this.store = store;
  }

  /**
   * What a run did, or would do.
   *
   * @param examined places that were due and looked at
   * @param told notices that are there now, by kind; one that was there before counts again where
   *     the run before was killed
   * @param alreadyDone places that somebody else had moved
   * @param failed places that were set aside because they cannot be read, and those that DynamoDB
   *     did not take
   * @param remaining places that are still due
   */
  public record Result(
      long examined, Map<Deadline.Kind, Long> told, long alreadyDone, long failed, long remaining) {
    public Result {
      told = Map.copyOf(told);
    }

    public long told(Deadline.Kind kind) {
      return told.getOrDefault(kind, 0L);
    }
  }

  private enum Mode {
    WRITE,
    LOOK
  }

  /**
   * Tells what is due and moves it to its next deadline.
   *
   * @param now what is due at this instant is due; never read from a clock here
   * @param timeIsUp asked before each place; once it says so, no other one is begun
   */
  public Result run(Instant now, BooleanSupplier timeIsUp) {
    return new Run(now, timeIsUp, Mode.WRITE).result();
  }

  /** What {@link #run} would do. Nothing is written. */
  public Result dryRun(Instant now, BooleanSupplier timeIsUp) {
    return new Run(now, timeIsUp, Mode.LOOK).result();
  }

  private final class Run {
    private final Instant now;
    private final BooleanSupplier timeIsUp;
    private final Mode mode;
    private final LongAdder examined = new LongAdder();
    private final Map<Deadline.Kind, LongAdder> told = new EnumMap<>(Deadline.Kind.class);
    private final LongAdder alreadyDone = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder left = new LongAdder();
    private volatile boolean isPartial;

    Run(Instant now, BooleanSupplier timeIsUp, Mode mode) {
      this.now = now;
      this.timeIsUp = timeIsUp;
      this.mode = mode;
      for (Deadline.Kind kind : Deadline.Kind.values()) {
        told.put(kind, new LongAdder());
      }
    }

    Result result() {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Void>> shards = new ArrayList<>();
        for (int i = 0; i < DueStore.SHARDS; i++) {
          int shard = i;
          shards.add(
              () -> {
                sweep(shard, threads);
                return null;
              });
        }
        finish(threads.invokeAll(shards));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        isPartial = true;
      }
      Map<Deadline.Kind, Long> counts = new EnumMap<>(Deadline.Kind.class);
      told.forEach((kind, count) -> counts.put(kind, count.sum()));
      return new Result(
          examined.sum(),
          counts,
          alreadyDone.sum(),
          failed.sum(),
          isPartial || mode == Mode.LOOK ? store.count(now) : left.sum());
    }

    private void sweep(int shard, ExecutorService threads) throws InterruptedException {
      Optional<Place> last = Optional.empty();
      List<Place> page;
      List<Candidate> candidates;
      do {
        try {
          page = store.due(shard, now, last);
          candidates = store.read(page);
        } catch (SdkException e) {
          failed.increment();
          isPartial = true;
          return;
        }
        work(candidates, threads);
        last = page.isEmpty() ? last : Optional.of(page.getLast());
      } while (page.size() == DueStore.PAGE && !isPartial);
    }

    private void work(List<Candidate> page, ExecutorService threads) throws InterruptedException {
      AtomicInteger next = new AtomicInteger();
      Callable<Void> worker =
          () -> {
            for (int i = next.getAndIncrement(); i < page.size(); i = next.getAndIncrement()) {
              if (isPartial || timeIsUp.getAsBoolean()) {
                isPartial = true;
                return null;
              }
              one(page.get(i));
            }
            return null;
          };
      finish(threads.invokeAll(Collections.nCopies(Math.min(WORKERS, page.size()), worker)));
    }

    private void one(Candidate candidate) {
      examined.increment();
      Outcome outcome;
      try {
        outcome =
            switch (mode) {
              case WRITE -> store.move(candidate, now);
              case LOOK -> store.look(candidate, now);
            };
      } catch (SdkException e) {
        // The next run finds it where it is.
        failed.increment();
        left.increment();
        return;
      }
      switch (outcome) {
        case Outcome.Moved(List<Deadline> owed) ->
            owed.forEach(deadline -> told.get(deadline.kind()).increment());
        case Outcome.AlreadyDone _ -> alreadyDone.increment();
        case Outcome.SetAside _ -> failed.increment();
      }
    }

    /** Nothing is expected to fail here; what does must be seen. */
    private static void finish(List<Future<Void>> futures) throws InterruptedException {
      for (Future<Void> future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException("the sweep failed", e.getCause());
        }
      }
    }
  }
}
