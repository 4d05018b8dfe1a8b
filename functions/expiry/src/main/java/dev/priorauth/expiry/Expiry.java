package dev.priorauth.expiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.dynamodb.DueStore;
import dev.priorauth.dynamodb.Sweep;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tells the offices of the deadlines that have passed. */
@Singleton
public class Expiry {
  private final DueStore store;
  private final InstantSource clock;

  Expiry(
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.authorizations-table") String table,
      InstantSource clock) {
    this.store = new DueStore(client, table, clock);
    this.clock = clock;
  }

  /**
   * Runs once.
   *
   * @param timeIsUp whether it has to stop and leave the rest to the next run
   */
  public ObjectNode run(Order order, BooleanSupplier timeIsUp) {
    Instant now = order.time().orElseGet(clock::instant);
    int replayed = order.replay() ? store.replay() : 0;
    Sweep sweep = new Sweep(store);
    Sweep.Result result = order.dryRun() ? sweep.dryRun(now, timeIsUp) : sweep.run(now, timeIsUp);
    ObjectNode json = ResultJson.write(result);
    if (order.replay()) {
      json.put("replayed", replayed);
    }
    return json;
  }
}
