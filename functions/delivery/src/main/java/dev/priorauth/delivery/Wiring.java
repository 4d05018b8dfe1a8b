package dev.priorauth.delivery;

import dev.priorauth.dynamodb.ProfileStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the function works with. */
@Singleton
class Wiring {

  @Produces
  @Singleton
  Announcements announcements(
      ProfileStore profiles,
      @ConfigProperty(name = "priorauth.event-bus") String bus,
      @ConfigProperty(name = "priorauth.event-bus-endpoint") Optional<URI> busAt,
      @ConfigProperty(name = "priorauth.webhooks-queue") String queue,
      @ConfigProperty(name = "priorauth.dead-letters") String deadLetters,
      @ConfigProperty(name = "priorauth.queues-endpoint") Optional<URI> queuesAt) {
    EventBridgeClient events =
        EventBridgeClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .applyMutation(client -> busAt.ifPresent(client::endpointOverride))
            .build();
    SqsClient queues =
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .applyMutation(client -> queuesAt.ifPresent(client::endpointOverride))
            .build();
    return new Announcements(
        new EventBus(events, bus),
        new WebhookQueue(queues, queue),
        new DeadLetters(queues, deadLetters),
        profiles);
  }

  @Produces
  @Singleton
  Webhooks webhooks(ProfileStore profiles) {
    return new Webhooks(profiles, new PublicAddresses(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  ProfileStore profiles(
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.authorizations-table") String table) {
    return new ProfileStore(client, table);
  }
}
