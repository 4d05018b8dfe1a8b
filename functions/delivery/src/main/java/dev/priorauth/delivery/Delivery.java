package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.dynamodb.MailStore;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.log.Handled;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Passes on what offices are told of: what the table's stream brings goes on the bus and, as
 * orders, into the queues; what the queues bring is sent. Once a day it orders the daily mails.
 */
public final class Delivery {
  private static final Logger LOG = Logger.getLogger(Delivery.class);
  private static final String DAILY = "daily";

  /** What the log calls the kind of an event. */
  private static final String EVENT = "event";

  /** What the log calls what has to come again. */
  static final String POSTPONED = "postponed";

  /** What the log calls orders of what nobody wants any more. */
  static final String UNWANTED = "unwanted";

  private final Outside outside;
  private final Announcements announcements;
  private final Webhooks webhooks;
  private final Optional<Mails> mails;

  /**
   * What it works with, outside of the table.
   *
   * @param webhooks orders of webhooks, in order for each group
   * @param key what the secrets of webhooks are made from; without it they wait in their queue
   * @param unreadable takes what cannot be read
   * @param post empty where no mails are sent
   * @param allowed to which addresses webhooks are sent
   */
  public record Outside(
      Bus bus,
      Orders webhooks,
      Optional<WebhookKey> key,
      DeadLetters unreadable,
      Optional<Post> post,
      Predicate<InetAddress> allowed) {}

  /**
   * How mails are sent.
   *
   * @param queue orders of mails, in no order
   * @param page the address of the page that mails lead to, without a slash at its end
   */
  public record Post(Orders queue, Mailer mailer, String page) {}

  /** What it works with in the table. */
  public record Stored(ProfileStore profiles, OfficeStore offices, MailStore mails) {}

  /**
   * @param zone whose days the daily mails are of
   */
  public Delivery(Outside outside, Stored stored, ZoneId zone, InstantSource clock) {
    this.outside = outside;
    this.announcements = new Announcements(outside, stored.profiles());
    this.webhooks = new Webhooks(stored.profiles(), outside.key(), outside.allowed(), clock);
    this.mails = outside.post().map(post -> new Mails(stored, post, zone, clock));
  }

  /**
   * Handles an event of Lambda: records of the stream or messages of a queue, under {@code
   * Records}, or {@code {"daily": <instant>}}, which orders the mails of the day before that
   * instant.
   *
   * @param handled is told what it was and what became of it
   * @return which of it has to come again, as Lambda wants it said
   * @throws IllegalArgumentException if {@code daily} is no instant
   */
  public ObjectNode handle(JsonNode event, Handled handled) {
    if (event.has(DAILY)) {
      handled.with(EVENT, DAILY);
      Instant at = instant(event.get(DAILY).asText());
      mails.ifPresent(sender -> sender.startRound(at));
    }
    List<JsonNode> records = new ArrayList<>();
    event.path("Records").forEach(records::add);
    List<String> failed = new ArrayList<>();
    List<JsonNode> changes =
        records.stream()
            .filter(one -> one.path("eventSource").asText().equals("aws:dynamodb"))
            .toList();
    if (!changes.isEmpty()) {
      handled.with(EVENT, "stream");
      announcements.announce(changes, handled).ifPresent(failed::add);
    }
    List<JsonNode> due = of(outside.webhooks(), records);
    if (!due.isEmpty()) {
      handled.with(EVENT, "webhooks");
      failed.addAll(carryOut(due, outside.webhooks(), webhooks::send, handled));
    }
    mails.ifPresent(sender -> failed.addAll(sendMails(sender, records, handled)));
    return failures(failed);
  }

  private List<String> sendMails(Mails sender, List<JsonNode> records, Handled handled) {
    Orders queue = outside.post().orElseThrow().queue();
    List<JsonNode> due = of(queue, records);
    if (due.isEmpty()) {
      return List.of();
    }
    handled.with(EVENT, "mails");
    return carryOut(due, queue, sender::send, handled);
  }

  private static List<JsonNode> of(Orders queue, List<JsonNode> records) {
    return records.stream()
        .filter(one -> one.path("eventSourceARN").asText().endsWith(":" + queue.name()))
        .toList();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "daily is not an instant; write it as 2025-03-12T11:00:00Z", e);
    }
  }

  /** Has the messages of a queue carried out, and lets those that failed wait. */
  private static List<String> carryOut(
      List<JsonNode> messages,
      Orders queue,
      BiFunction<List<JsonNode>, Handled, List<String>> sender,
      Handled handled) {
    List<String> failed = sender.apply(messages, handled);
    handled.count(POSTPONED, failed.size());
    for (JsonNode message : messages) {
      String id = message.path("messageId").asText();
      if (failed.contains(id)) {
        postpone(queue, id, message);
      }
    }
    return failed;
  }

  private static void postpone(Orders queue, String id, JsonNode message) {
    int attempts = message.at("/attributes/ApproximateReceiveCount").asInt(1);
    try {
      queue.postpone(message.path("receiptHandle").asText(), Pauses.after(attempts));
    } catch (SdkException e) {
      LOG.warnf(e, "Message %s comes again when its queue lets it", id);
    }
  }

  private static ObjectNode failures(List<String> failed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("batchItemFailures");
    failed.forEach(id -> items.addObject().put("itemIdentifier", id));
    return json;
  }
}
