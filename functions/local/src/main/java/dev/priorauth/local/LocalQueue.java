package dev.priorauth.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.delivery.Order;
import dev.priorauth.delivery.Orders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A queue in memory that does as SQS does, in order for each group: what is not taken comes again,
 * ten times in all, and is set aside then. A minute of a pause is a second here.
 */
final class LocalQueue implements Orders {
  /** As the template has it. */
  static final int MOST_ATTEMPTS = 10;

  private static final Logger LOG = Logger.getLogger(LocalQueue.class);
  private static final int FASTER = 60;

  private final String name;
  private final InstantSource clock;
  private final Map<String, Message> waiting = new LinkedHashMap<>();
  private final List<Order> deadLetters = new ArrayList<>();
  private int added;

  /**
   * @param clock runs in real time
   */
  LocalQueue(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  private record Message(Order order, int attempts, Instant dueAt) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void add(List<Order> orders) {
    for (Order order : orders) {
      if (waiting.values().stream().noneMatch(one -> one.order().equals(order))) {
        waiting.put("m" + ++added, new Message(order, 0, clock.instant()));
      }
    }
  }

  @Override
  public synchronized void postpone(String receipt, Duration pause) {
    Instant dueAt = clock.instant().plus(pause.dividedBy(FASTER));
    waiting.computeIfPresent(receipt, (_, one) -> new Message(one.order(), one.attempts(), dueAt));
  }

  /** What is due, as Lambda gets it from SQS; it has been tried once more. */
  synchronized List<JsonNode> due() {
    Instant now = clock.instant();
    List<JsonNode> due = new ArrayList<>();
    Set<String> held = new HashSet<>();
    for (Map.Entry<String, Message> entry : waiting.entrySet()) {
      Message message = entry.getValue();
      if (held.contains(message.order().group()) || message.dueAt().isAfter(now)) {
        held.add(message.order().group());
        continue;
      }
      Message tried = new Message(message.order(), message.attempts() + 1, message.dueAt());
      entry.setValue(tried);
      due.add(json(entry.getKey(), tried));
    }
    return due;
  }

  private JsonNode json(String id, Message message) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("messageId", id)
            .put("receiptHandle", id)
            .put("eventSource", "aws:sqs")
            .put("eventSourceARN", "arn:aws:sqs:local:0:" + name)
            .put("body", message.order().text());
    json.putObject("attributes")
        .put("MessageGroupId", message.order().group())
        .put("ApproximateReceiveCount", Integer.toString(message.attempts()));
    return json;
  }

  /**
   * Takes away what was delivered.
   *
   * @param failed the names of those messages that were not taken
   */
  synchronized void delivered(List<JsonNode> messages, Collection<String> failed) {
    for (JsonNode message : messages) {
      String id = message.path("messageId").asText();
      if (!failed.contains(id)) {
        waiting.remove(id);
      } else if (waiting.get(id).attempts() == MOST_ATTEMPTS) {
        LOG.warnf("Message %s of %s is set aside", id, name);
        deadLetters.add(waiting.remove(id).order());
      }
    }
  }

  /** What was set aside. */
  synchronized List<Order> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
