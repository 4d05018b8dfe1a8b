package dev.priorauth.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Runs on what the table's stream, the queues and the schedule bring. */
public class DeliveryHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Delivery delivery;

  DeliveryHandler(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    result.write(JSON.writeValueAsBytes(delivery.handle(JSON.readTree(event))));
  }
}
