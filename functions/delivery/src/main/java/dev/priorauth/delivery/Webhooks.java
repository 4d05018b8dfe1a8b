package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Signature;
import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.dynamodb.PostingEvent;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.log.Handled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells the systems of offices, each with a signed message. Whatever is not answered with 2xx
 * within five seconds goes back to the queue. The same message may come twice, with the same id.
 *
 * <p>A system that does not answer at all is left alone for a minute, so that it does not take up
 * the time of those that do.
 */
final class Webhooks {
  static final Duration TIME_OUT = Duration.ofSeconds(5);
  static final Duration REST = Duration.ofMinutes(1);
  static final String SIGNATURE = "Priorauth-Signature";

  private static final Logger LOG = Logger.getLogger(Webhooks.class);

  private final ProfileStore profiles;
  private final Optional<WebhookKey> key;
  private final Predicate<InetAddress> allowed;
  private final InstantSource clock;
  private final Map<String, Instant> restingUntil = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          // Nobody is to lead a message elsewhere.
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIME_OUT)
          .build();

  /**
   * @param key what the secrets are made from; without it all messages go back to the queue
   * @param allowed to which addresses anything is sent
   */
  Webhooks(
      ProfileStore profiles,
      Optional<WebhookKey> key,
      Predicate<InetAddress> allowed,
      InstantSource clock) {
    this.profiles = profiles;
    this.key = key;
    this.allowed = allowed;
    this.clock = clock;
  }

  /**
   * Sends what these messages of the queue order, in their order.
   *
   * @param handled is told how many were sent, and how many nobody wants any more
   * @return the names of those that have to come again
   */
  List<String> send(List<JsonNode> messages, Handled handled) {
    List<String> failed = new ArrayList<>();
    Set<String> broken = new HashSet<>();
    for (JsonNode message : messages) {
      String id = message.path("messageId").asText();
      String group = message.at("/attributes/MessageGroupId").asText();
      // After one that failed, none of its group goes first.
      if (broken.contains(group) || !send(id, message.path("body").asText(), handled)) {
        broken.add(group);
        failed.add(id);
      }
    }
    return failed;
  }

  private boolean send(String id, String body, Handled handled) {
    try {
      WebhookOrder order = WebhookOrder.parse(body);
      Optional<Profile.Webhook> webhook =
          profiles.find(order.sub()).flatMap(stored -> stored.profile().webhook());
      if (webhook.isEmpty()) {
        handled.count(Delivery.UNWANTED, 1);
        return true;
      }
      if (key.isEmpty()) {
        LOG.errorf(
            "Webhook message %s cannot be signed: give WEBHOOK_KEY, of at least %d characters",
            id, WebhookKey.SHORTEST);
        return false;
      }
      String secret = key.get().secret(webhook.get().nonce());
      boolean sent = !isResting(order.sub()) && post(id, webhook.get().url(), secret, order);
      handled.count("webhooksSent", sent ? 1 : 0);
      return sent;
    } catch (IllegalArgumentException e) {
      LOG.errorf("Webhook message %s cannot be read", id);
      return false;
    } catch (SdkException e) {
      LOG.errorf(e, "Webhook message %s waits for its profile", id);
      return false;
    }
  }

  private boolean isResting(String sub) {
    return clock.instant().isBefore(restingUntil.getOrDefault(sub, Instant.MIN));
  }

  private boolean post(String id, String url, String secret, WebhookOrder order) {
    URI uri = URI.create(url);
    String body = PostingEvent.write(order.id().posting()).toString();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(TIME_OUT)
            .header("Content-Type", "application/cloudevents+json")
            .header(SIGNATURE, Signature.of(secret, clock.instant(), body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      if (!Stream.of(InetAddress.getAllByName(uri.getHost())).allMatch(allowed)) {
        LOG.warnf("Webhook message %s was not sent: its address is not public", id);
        return false;
      }
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // What it says is of no use, however long it is.
      response.body().close();
      if (response.statusCode() / 100 == 2) {
        return true;
      }
      LOG.warnf("Webhook message %s was answered with %d", id, response.statusCode());
    } catch (UnknownHostException e) {
      LOG.warnf("Webhook message %s was not sent: its host is unknown", id);
    } catch (IOException e) {
      // Its message may name the address.
      LOG.warnf("Webhook message %s was not taken: %s", id, e.getClass().getSimpleName());
      restingUntil.put(order.sub(), clock.instant().plus(REST));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
