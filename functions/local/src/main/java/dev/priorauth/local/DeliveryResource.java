package dev.priorauth.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.delivery.Delivery;
import dev.priorauth.dynamodb.MailStore;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.log.EventLog;
import dev.priorauth.rulebook.PackagedVocabulary;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs the delivery function on the stream of the table and on queues in memory, every second: its
 * webhooks go to this machine or out of it, its mails into the folder {@code mail} beside the data.
 */
@Singleton
@Path("/local/daily-mails")
public class DeliveryResource {
  private final LocalQueue webhooks = new LocalQueue("webhooks", Clock.systemUTC());
  private final LocalQueue mails = new LocalQueue("mails", Clock.systemUTC());
  private final List<JsonNode> unannounced = new ArrayList<>();
  private final Delivery delivery;
  private final EventLog log;
  private final InstantSource clock;
  private final String table;
  private Optional<LocalStream> stream = Optional.empty();
  private boolean stopped;

  DeliveryResource(
      DynamoDbClient client,
      InstantSource clock,
      @ConfigProperty(name = "priorauth.authorizations-table") String table,
      @ConfigProperty(name = "priorauth.webhook-key") Optional<String> webhookKey,
      @ConfigProperty(name = "quarkus.http.port") int port,
      @ConfigProperty(name = "priorauth.metrics-namespace") Optional<String> namespace) {
    this.log = new EventLog(namespace, "delivery");
    this.clock = clock;
    this.table = table;
    Delivery.Post post =
        new Delivery.Post(
            mails,
            new MailFolder(LocalStore.data().resolve("mail"), clock),
            "http://localhost:" + port);
    this.delivery =
        new Delivery(
            new Delivery.Outside(
                // Nobody listens to a bus here.
                _ -> List.of(),
                webhooks,
                webhookKey.flatMap(WebhookKey::parse),
                _ -> {},
                Optional.of(post),
                LocalWebhookAddresses::isReachable),
            new Delivery.Stored(
                new ProfileStore(client, table),
                new OfficeStore(client, table),
                new MailStore(client, table)),
            PackagedVocabulary.load().payers().getFirst().zone(),
            // Signatures are of the real time, whatever time the functions are in.
            Clock.systemUTC());
  }

  /** Sends the mails of yesterday, as the schedule does at six in the morning. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public synchronized ObjectNode daily() {
    ObjectNode event =
        JsonNodeFactory.instance.objectNode().put("daily", clock.instant().toString());
    deliver(event);
    int sent = 0;
    List<JsonNode> due = mails.due();
    while (!due.isEmpty()) {
      sent += due.size() - carryOut(mails, due).size();
      due = mails.due();
    }
    return JsonNodeFactory.instance.objectNode().put("carriedOut", sent);
  }

  @Scheduled(cron = "0 0 6 * * ?", timeZone = "America/New_York")
  void morning() {
    daily();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void tick() {
    if (stopped) {
      return;
    }
    if (stream.isEmpty()) {
      stream = Optional.of(new LocalStream(LocalStore.streams(), table));
    }
    unannounced.addAll(stream.get().next());
    if (handle(unannounced).isEmpty()) {
      unannounced.clear();
    }
    carryOut(webhooks, webhooks.due());
    carryOut(mails, mails.due());
  }

  private List<String> carryOut(LocalQueue queue, List<JsonNode> messages) {
    List<String> failed = handle(messages);
    queue.delivered(messages, failed);
    return failed;
  }

  private List<String> handle(List<JsonNode> records) {
    if (records.isEmpty()) {
      return List.of();
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.putArray("Records").addAll(records);
    List<String> failed = new ArrayList<>();
    deliver(event)
        .get("batchItemFailures")
        .forEach(one -> failed.add(one.get("itemIdentifier").asText()));
    return failed;
  }

  private ObjectNode deliver(ObjectNode event) {
    return log.handle(UUID.randomUUID().toString(), handled -> delivery.handle(event, handled));
  }

  /** Before the engine is closed. */
  synchronized void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopped = true;
    stream.ifPresent(LocalStream::close);
  }
}
