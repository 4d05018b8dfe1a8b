package dev.priorauth.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs on what the table's stream, the queues and the schedule bring. */
public class DeliveryHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Delivery delivery;
  private final EventLog log;

  DeliveryHandler(
      Delivery delivery,
      @ConfigProperty(name = "priorauth.metrics-namespace") Optional<String> namespace) {
    this.delivery = delivery;
    this.log = new EventLog(namespace, "delivery");
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    ObjectNode again =
        log.handle(
            context.getAwsRequestId(), handled -> delivery.handle(JSON.readTree(event), handled));
    result.write(JSON.writeValueAsBytes(again));
  }
}
