package dev.priorauth.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.http.Json;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;

/** Time travel. */
@Path("/local/clock")
@Produces(MediaType.APPLICATION_JSON)
public class ClockResource {
  private final LocalClock clock;

  ClockResource(LocalClock clock) {
    this.clock = clock;
  }

  @GET
  public ObjectNode read() {
    return Json.object().put("instant", clock.instant().toString());
  }

  /** Null returns to real time. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public ObjectNode set(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("instant");
    Optional<Instant> instant = body.isNull("instant") ? Optional.empty() : body.instant("instant");
    json.end();
    clock.set(instant);
    return read();
  }
}
