package dev.priorauth.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.expiry.Expiry;
import dev.priorauth.expiry.Order;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import io.quarkus.scheduler.Scheduled;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Runs the expiry function: every minute, as a schedule does, and whenever it is asked to, with the
 * event in the body or without one.
 */
@Path("/local/sweep")
public class SweepResource {
  private final Expiry expiry;

  SweepResource(Expiry expiry) {
    this.expiry = expiry;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode sweep(byte[] event) {
    return run(event.length == 0 ? Order.NOW : order(event));
  }

  private static Order order(byte[] event) {
    JsonBody json = JsonBody.of(event);
    JsonObject body = json.object();
    Order order =
        new Order(
            body.instant("time"),
            body.flag("dryRun").orElse(false),
            body.flag("replay").orElse(false));
    json.end();
    return order;
  }

  private ObjectNode run(Order order) {
    return expiry.run(order, () -> false);
  }

  @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    run(Order.NOW);
  }
}
