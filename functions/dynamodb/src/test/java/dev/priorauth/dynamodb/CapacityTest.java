package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.requests.AuthorizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the arithmetic of infra/capacity.md against a model of DynamoDB: each partition is a
 * bucket of 1,000 write units that fills at 1,000 a second, with nothing saved up from before; who
 * finds one empty is refused and comes again later, as the AWS client does.
 */
class CapacityTest {
  private static final int DUE = 200_000;
  private static final double PARTITION = 1_000;
  private static final int BASE_PARTITIONS = 4;
  private static final int OFFICES = 5_000;
  private static final double MINUTES_15 = 900;
  private static final double BACKOFF = 0.5;
  private static final double LONGEST_BACKOFF = 20;

  private static final class Bucket {
    private double units = PARTITION;
    private double filledAt;
    private double taken;

    boolean has(double now, double wanted) {
      units = Math.min(PARTITION, units + (now - filledAt) * PARTITION);
      filledAt = now;
      return units >= wanted;
    }

    void take(double wanted) {
      units -= wanted;
      taken += wanted;
    }
  }

  /** A worker between two calls: waiting for a page, telling, moving. */
  private static final class Worker implements Comparable<Worker> {
    private final int shard;
    private double at;
    private int item = -1;
    private int step;
    private int refused;

    Worker(int shard) {
      this.shard = shard;
    }

    @Override
    public int compareTo(Worker other) {
      return Double.compare(at, other.at);
    }
  }

  /**
   * @param callMillis how long a call takes
   * @param indexPartitions on how many partitions the parts of the index by deadline lie: at worst
   *     on one
   * @param officeShare the part of all that is due that the largest office has
   */
  @ParameterizedTest(name = "{0} ms a call, {1} partitions, largest office {2}")
  @CsvSource({"3, 8, 0.01", "5, 4, 0.01", "5, 1, 0.01", "15, 4, 0.01", "5, 4, 0.5", "5, 1, 1"})
  void everythingDueAtNewYear_isToldWithinFifteenMinutes(
      double callMillis, int indexPartitions, double officeShare) {
    Random random = new Random(1);
    List<List<Integer>> shards = new ArrayList<>();
    for (int shard = 0; shard < DueStore.SHARDS; shard++) {
      shards.add(new ArrayList<>());
    }
    int[] office = new int[DUE];
    for (int item = 0; item < DUE; item++) {
      shards.get(AuthorizationItems.shard(AuthorizationId.of(random.nextLong()))).add(item);
      office[item] = random.nextDouble() < officeShare ? 0 : random.nextInt(OFFICES);
    }
    Map<String, Bucket> buckets = new HashMap<>();
    PriorityQueue<Worker> workers = new PriorityQueue<>();
    for (int shard = 0; shard < DueStore.SHARDS; shard++) {
      for (int i = 0; i < Sweep.WORKERS; i++) {
        workers.add(new Worker(shard));
      }
    }
    int[] next = new int[DueStore.SHARDS];
    double end = 0;
    int done = 0;
    int refusals = 0;
    while (!workers.isEmpty()) {
      Worker worker = workers.remove();
      if (worker.item < 0) {
        List<Integer> mine = shards.get(worker.shard);
        if (next[worker.shard] == mine.size()) {
          continue;
        }
        int position = next[worker.shard]++;
        worker.item = mine.get(position);
        worker.step = 1;
        if (position % DueStore.PAGE < Sweep.WORKERS) {
          // The next page: its places, then its authorizations. All workers of the part wait.
          worker.at += callMillis / 1_000;
          worker.step = 0;
        }
      }
      Map<Bucket, Double> wanted = new HashMap<>();
      Bucket base =
          buckets.computeIfAbsent("base" + worker.item % BASE_PARTITIONS, _ -> new Bucket());
      switch (worker.step) {
        case 1 -> {
          wanted.put(base, 1.0);
          String key = "office" + office[worker.item];
          wanted.put(buckets.computeIfAbsent(key, _ -> new Bucket()), 1.0);
        }
        case 2 -> {
          wanted.put(base, 1.0);
          String key = "due" + worker.shard % indexPartitions;
          wanted.put(buckets.computeIfAbsent(key, _ -> new Bucket()), 2.0);
        }
        default -> {
          // A page: 100 of 3,000 read units of a partition are never the first to run out.
        }
      }
      double now = worker.at;
      if (wanted.entrySet().stream().allMatch(one -> one.getKey().has(now, one.getValue()))) {
        wanted.forEach(Bucket::take);
        worker.refused = 0;
        worker.step++;
        worker.at += callMillis / 1_000;
        if (worker.step == 3) {
          worker.item = -1;
          done++;
          end = Math.max(end, worker.at);
        }
      } else {
        refusals++;
        double bound = Math.min(LONGEST_BACKOFF, BACKOFF * Math.pow(2, worker.refused++));
        worker.at += callMillis / 1_000 + bound * random.nextDouble();
      }
      workers.add(worker);
    }
    double seconds = end;
    double busiest =
        buckets.values().stream().mapToDouble(bucket -> bucket.taken / seconds).max().orElse(0);
    System.out.printf(
        "%,d due, %.0f ms a call, %d index partitions, largest office %.0f %%:"
            + " %.0f s, %.0f a second, busiest partition %.0f units a second, %,d refusals%n",
        DUE,
        callMillis,
        indexPartitions,
        officeShare * 100,
        seconds,
        DUE / seconds,
        busiest,
        refusals);

    assertThat(done).isEqualTo(DUE);
    assertThat(seconds).isLessThan(MINUTES_15);
    assertThat(busiest).isLessThanOrEqualTo(PARTITION + PARTITION / seconds);
  }
}
