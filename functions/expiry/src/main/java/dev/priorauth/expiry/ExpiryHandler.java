package dev.priorauth.expiry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.log.EventLog;
import dev.priorauth.log.Handled;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs on the events of EventBridge Scheduler. */
public class ExpiryHandler implements RequestStreamHandler {

  /** Long enough for what has been begun, with all its further attempts. */
  private static final Duration BEFORE_TIME_OUT = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Expiry expiry;
  private final EventLog log;

  public ExpiryHandler(
      Expiry expiry,
      @ConfigProperty(name = "priorauth.metrics-namespace") Optional<String> namespace) {
    this.expiry = expiry;
    this.log = new EventLog(namespace, "expiry");
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    ObjectNode counts =
        log.handle(context.getAwsRequestId(), handled -> sweep(event, context, handled));
    result.write(JSON.writeValueAsBytes(counts));
  }

  private ObjectNode sweep(InputStream event, Context context, Handled handled) throws IOException {
    return expiry.run(
        Order.of(read(event)),
        () -> context.getRemainingTimeInMillis() <= BEFORE_TIME_OUT.toMillis(),
        handled);
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
