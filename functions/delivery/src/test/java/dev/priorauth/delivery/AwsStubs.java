package dev.priorauth.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An event bus, a service that sends mails, and queues that deliver again what was not taken, ten
 * times at most.
 */
final class AwsStubs implements AutoCloseable {
  /** As the template has it. */
  private static final int MOST_ATTEMPTS = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> names = new HashSet<>();
  private final List<ObjectNode> waiting = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();
  private final List<ObjectNode> dead = new ArrayList<>();
  private final List<Integer> pauses = new ArrayList<>();
  private List<ObjectNode> inFlight = List.of();
  private int added;
  private Predicate<JsonNode> refused = _ -> false;

  final Stub bus = new Stub(this::put);
  final Stub queue = new Stub(this::queue);
  final Stub mail = new Stub(_ -> new Stub.Answer(200, "{\"MessageId\": \"1\"}"));

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which entries the bus refuses. */
  void refuse(Predicate<JsonNode> entries) {
    refused = entries;
  }

  private Stub.Answer put(Stub.Request request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode entries = answer.putArray("Entries");
    for (JsonNode entry : json(request.body()).get("Entries")) {
      if (refused.test(entry)) {
        entries.addObject().put("ErrorCode", "ThrottlingException");
      } else {
        entries.addObject().put("EventId", "1");
      }
    }
    return new Stub.Answer(200, answer.put("FailedEntryCount", 0).toString());
  }

  private Stub.Answer queue(Stub.Request request) {
    JsonNode call = json(request.body());
    ObjectNode answer = JSON.createObjectNode();
    if (call.has("VisibilityTimeout")) {
      pauses.add(call.get("VisibilityTimeout").asInt());
    } else if (call.has("Entries")) {
      ArrayNode taken = answer.putArray("Successful");
      for (JsonNode entry : call.get("Entries")) {
        add(call.get("QueueUrl").asText(), entry);
        taken
            .addObject()
            .put("Id", entry.get("Id").asText())
            .put("MessageId", "m")
            .put("MD5OfMessageBody", md5(entry.get("MessageBody").asText()));
      }
    } else {
      String body = call.get("MessageBody").asText();
      setAside.add(body);
      answer.put("MessageId", "m").put("MD5OfMessageBody", md5(body));
    }
    return new Stub.Answer(200, answer.toString());
  }

  private void add(String url, JsonNode entry) {
    if (entry.has("MessageDeduplicationId")
        && !names.add(entry.get("MessageDeduplicationId").asText())) {
      return;
    }
    String id = "m" + ++added;
    ObjectNode kept =
        JSON.createObjectNode()
            .put("messageId", id)
            .put("receiptHandle", "r-" + id)
            .put("eventSource", "aws:sqs")
            .put(
                "eventSourceARN",
                "arn:aws:sqs:us-east-1:1" + url.substring(url.lastIndexOf('/')).replace('/', ':'))
            .put("body", entry.get("MessageBody").asText());
    kept.putObject("attributes")
        .put("MessageGroupId", entry.path("MessageGroupId").asText())
        .put("ApproximateReceiveCount", 1);
    waiting.add(kept);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is delivered next, as Lambda gets it. */
  String batch() {
    inFlight = List.copyOf(waiting);
    ObjectNode event = JSON.createObjectNode();
    event.putArray("Records").addAll(inFlight);
    return event.toString();
  }

  /** Takes away what was delivered, and sets aside what was tried often enough. */
  void delivered(List<String> failed) {
    for (ObjectNode message : inFlight) {
      if (!failed.contains(message.get("messageId").asText())) {
        waiting.remove(message);
        continue;
      }
      ObjectNode attributes = (ObjectNode) message.get("attributes");
      int attempts = attributes.get("ApproximateReceiveCount").asInt();
      attributes.put("ApproximateReceiveCount", attempts + 1);
      if (attempts == MOST_ATTEMPTS) {
        waiting.remove(message);
        dead.add(message);
      }
    }
  }

  List<ObjectNode> waiting() {
    return waiting;
  }

  /** What was put into the other queue, which has no order. */
  List<String> setAside() {
    return setAside;
  }

  List<ObjectNode> dead() {
    return dead;
  }

  /** How long messages that were not taken were to stay away, in seconds. */
  List<Integer> pauses() {
    return pauses;
  }

  @Override
  public void close() {
    bus.close();
    queue.close();
    mail.close();
  }
}
