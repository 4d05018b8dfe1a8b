package dev.priorauth.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.expiry.Expiry;
import dev.priorauth.expiry.Order;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import dev.priorauth.log.EventLog;
import io.quarkus.scheduler.Scheduled;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs the expiry function: every minute, as a schedule does, and whenever it is asked to, with the
 * event in the body or without one.
 */
@Path("/local/sweep")
public class SweepResource {
  private final Expiry expiry;
  private final EventLog log;

  SweepResource(
      Expiry expiry,
      @ConfigProperty(name = "priorauth.metrics-namespace") Optional<String> namespace) {
    this.expiry = expiry;
    this.log = new EventLog(namespace, "expiry");
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
    return log.handle(
        UUID.randomUUID().toString(), handled -> expiry.run(order, () -> false, handled));
  }

  @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    run(Order.NOW);
  }
}
