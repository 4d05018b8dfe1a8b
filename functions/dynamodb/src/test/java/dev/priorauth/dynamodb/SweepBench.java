package dev.priorauth.dynamodb;

import com.sun.management.OperatingSystemMXBean;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.Meter;
import dev.priorauth.embedded.TableDefinitions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Measures a sweep on DynamoDB Local, engine and client in one process: how many authorizations a
 * second, and what each costs in time and in request units.
 */
final class SweepBench {
  private static final Instant EARLY = Instant.parse("2024-12-19T15:00:00Z");
  private static final Instant NOW = Instant.parse("2025-01-02T05:00:00Z");
  private static final int BATCH = 25;
  private static final Meter METER = new Meter();

  private SweepBench() {}

  /**
   * Sweeps twice, each time a table of its own: as a new process does it, and once all is compiled.
   *
   * @param args how many are stored (20000), how many of them are due (2000), how many are due in
   *     the first table (5000)
   */
  public static void main(String... args) {
    int stored = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int due = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int first = args.length > 2 ? Integer.parseInt(args[2]) : 5_000;
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = engine.client();
        DynamoDbClient metered = EmbeddedDynamoDb.client(engine.endpoint(), METER)) {
      if (first > 0) {
        fill(client, "cold", first, first);
        sweep(metered, "cold", first, first);
      }
      fill(client, "warm", stored, due);
      sweep(metered, "warm", stored, due);
    }
    // The engine's own threads would keep the process.
    System.exit(0);
  }

  private static void sweep(DynamoDbClient client, String table, int stored, int due) {
    METER.reset();
    long busy = processor();
    Instant begin = Instant.now();
    Sweep.Result result = new Sweep(new DueStore(client, table, () -> NOW)).run(NOW, () -> false);
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1_000.0;
    double processor = (processor() - busy) / 1e9;
    System.out.printf(
        "%s: %,d due among %,d: %,d examined, %d failed, %.1f s, %.0f a second;"
            + " %.2f ms of one processor for each, client and engine;"
            + " %.2f read and %.2f write units for each%n",
        table,
        due,
        stored,
        result.examined(),
        result.failed(),
        seconds,
        due / seconds,
        1_000 * processor / due,
        METER.read() / due,
        METER.written() / due);
  }

  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void fill(DynamoDbClient client, String table, int stored, int due) {
    TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", table);
    IntStream.range(0, Math.ceilDiv(stored, BATCH))
        .parallel()
        .forEach(
            batch -> {
              List<WriteRequest> puts =
                  IntStream.range(batch * BATCH, Math.min(stored, (batch + 1) * BATCH))
                      .mapToObj(n -> WriteRequest.builder().putRequest(put(n, n < due)).build())
                      .toList();
              client.batchWriteItem(b -> b.requestItems(Map.of(table, puts)));
            });
  }

  /** All that are not due now are due later, or never. */
  private static PutRequest put(int n, boolean isDue) {
    Samples request =
        Samples.request().number(n + 1).member(new MemberId("XXP%09d".formatted(n % 900_000_000)));
    Authorization state;
    if (isDue) {
      state = request.at(EARLY).pended().state();
    } else if (n % 10 == 0) {
      state = request.submit(new Outcome.NotRequired()).state();
    } else {
      state = request.pended().state();
    }
    return PutRequest.builder().item(AuthorizationItems.state(state)).build();
  }
}
