package dev.priorauth.expiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs on the events of EventBridge Scheduler. */
public class ExpiryHandler implements RequestStreamHandler {

  /** Long enough for what has been begun, with all its further attempts. */
  private static final Duration BEFORE_TIME_OUT = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Expiry expiry;
  private final InstantSource clock;
  private final String namespace;

  public ExpiryHandler(
      Expiry expiry,
      InstantSource clock,
      @ConfigProperty(name = "priorauth.metrics-namespace") String namespace) {
    this.expiry = expiry;
    this.clock = clock;
    this.namespace = namespace;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    Order order = Order.of(read(event));
    ObjectNode counts =
        expiry.run(order, () -> context.getRemainingTimeInMillis() <= BEFORE_TIME_OUT.toMillis());
    if (!order.dryRun()) {
      System.out.println(Metrics.line(namespace, counts, clock.instant()));
    }
    result.write(JSON.writeValueAsBytes(counts));
  }

  private static JsonNode read(InputStream event) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the event is not JSON", e);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException("the event is not an object; the least is {}");
    }
    return json;
  }
}
