package dev.priorauth.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.expiry.Expiry;
import dev.priorauth.expiry.Order;
import io.quarkus.scheduler.Scheduled;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Runs the expiry function: every minute, as a schedule does, and whenever it is asked to. */
@Path("/local/sweep")
public class SweepResource {
  private final Expiry expiry;

  SweepResource(Expiry expiry) {
    this.expiry = expiry;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode sweep() {
    return expiry.run(Order.NOW, () -> false);
  }

  @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    sweep();
  }
}
