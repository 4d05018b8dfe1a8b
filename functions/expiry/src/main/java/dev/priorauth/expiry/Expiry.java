package dev.priorauth.expiry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.dynamodb.DueStore;
import dev.priorauth.dynamodb.Sweep;
import dev.priorauth.log.Handled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
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
   * @param handled is told what was done; what a dry run would do is not counted
   */
  public ObjectNode run(Order order, BooleanSupplier timeIsUp, Handled handled) {
    handled.with("event", order.dryRun() ? "dry-run" : "sweep");
    Instant now = order.time().orElseGet(clock::instant);
    int replayed = order.replay() ? store.replay() : 0;
    Sweep sweep = new Sweep(store);
    Sweep.Result result = order.dryRun() ? sweep.dryRun(now, timeIsUp) : sweep.run(now, timeIsUp);
    ObjectNode json = ResultJson.write(result);
    if (order.replay()) {
      json.put("replayed", replayed);
    }
    for (Map.Entry<String, JsonNode> count : json.properties()) {
      if (order.dryRun()) {
        handled.with(count.getKey(), count.getValue().longValue());
      } else {
        handled.count(count.getKey(), count.getValue().longValue());
      }
    }
    return json;
  }
}
