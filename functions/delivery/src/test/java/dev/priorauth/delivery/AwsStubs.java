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

/** An event bus, and a queue that sends again what was not taken, ten times at most. */
final class AwsStubs implements AutoCloseable {
  /** As the template has it. */
  private static final int MOST_ATTEMPTS = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> names = new HashSet<>();
  private final List<ObjectNode> waiting = new ArrayList<>();
  private final List<String> setAside = new ArrayList<>();
  private final List<ObjectNode> dead = new ArrayList<>();
  private Predicate<JsonNode> refused = _ -> false;

  final Stub bus = new Stub(this::put);
  final Stub queue = new Stub(this::add);

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

  private Stub.Answer add(Stub.Request request) {
    JsonNode message = json(request.body());
    String body = message.get("MessageBody").asText();
    if (!message.has("MessageGroupId")) {
      setAside.add(body);
    } else if (names.add(message.get("MessageDeduplicationId").asText())) {
      ObjectNode kept =
          JSON.createObjectNode()
              .put("messageId", "m" + names.size())
              .put("eventSource", "aws:sqs")
              .put("body", body);
      kept.putObject("attributes")
          .put("MessageGroupId", message.get("MessageGroupId").asText())
          .put("ApproximateReceiveCount", 0);
      waiting.add(kept);
    }
    return new Stub.Answer(
        200,
        JSON.createObjectNode()
            .put("MessageId", "m")
            .put("MD5OfMessageBody", md5(body))
            .toString());
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
    ObjectNode event = JSON.createObjectNode();
    event.putArray("Records").addAll(waiting);
    return event.toString();
  }

  /** Takes away what was delivered, and sets aside what was tried often enough. */
  void delivered(List<String> failed) {
    waiting.removeIf(message -> !failed.contains(message.get("messageId").asText()));
    for (ObjectNode message : List.copyOf(waiting)) {
      ObjectNode attributes = (ObjectNode) message.get("attributes");
      int attempts = attributes.get("ApproximateReceiveCount").asInt() + 1;
      attributes.put("ApproximateReceiveCount", attempts);
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

  @Override
  public void close() {
    bus.close();
    queue.close();
  }
}
