package dev.priorauth.delivery;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs on what the table's stream and the queue of webhooks bring, and says which of it has to come
 * again.
 */
public class DeliveryHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Announcements announcements;
  private final Webhooks webhooks;

  DeliveryHandler(Announcements announcements, Webhooks webhooks) {
    this.announcements = announcements;
    this.webhooks = webhooks;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    List<JsonNode> records = new ArrayList<>();
    JSON.readTree(event).path("Records").forEach(records::add);
    List<String> failed = new ArrayList<>();
    announcements.announce(from("aws:dynamodb", records)).ifPresent(failed::add);
    failed.addAll(webhooks.send(from("aws:sqs", records)));
    result.write(JSON.writeValueAsBytes(failures(failed)));
  }

  private static List<JsonNode> from(String source, List<JsonNode> records) {
    return records.stream().filter(one -> one.path("eventSource").asText().equals(source)).toList();
  }

  private static ObjectNode failures(List<String> failed) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode items = json.putArray("batchItemFailures");
    failed.forEach(id -> items.addObject().put("itemIdentifier", id));
    return json;
  }
}
