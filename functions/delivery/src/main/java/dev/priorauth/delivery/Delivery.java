package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.dynamodb.MailStore;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.ProfileStore;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
   * @return which of it has to come again, as Lambda wants it said
   * @throws IllegalArgumentException if {@code daily} is no instant
   */
  public ObjectNode handle(JsonNode event) {
    if (event.has(DAILY)) {
      Instant at = instant(event.get(DAILY).asText());
      mails.ifPresent(sender -> sender.startRound(at));
    }
    List<JsonNode> records = new ArrayList<>();
    event.path("Records").forEach(records::add);
    List<String> failed = new ArrayList<>();
    announcements
        .announce(
            records.stream()
                .filter(one -> one.path("eventSource").asText().equals("aws:dynamodb"))
                .toList())
        .ifPresent(failed::add);
    failed.addAll(carryOut(records, outside.webhooks(), webhooks::send));
    mails.ifPresent(
        sender ->
            failed.addAll(carryOut(records, outside.post().orElseThrow().queue(), sender::send)));
    return failures(failed);
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
      List<JsonNode> records, Orders queue, Function<List<JsonNode>, List<String>> sender) {
    List<JsonNode> messages =
        records.stream()
            .filter(one -> one.path("eventSourceARN").asText().endsWith(":" + queue.name()))
            .toList();
    List<String> failed = sender.apply(messages);
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
