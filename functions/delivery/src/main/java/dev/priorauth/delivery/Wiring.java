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
      @ConfigProperty(name = "priorauth.webhooks-queue-endpoint") Optional<URI> queueAt) {
    EventBridgeClient events =
        EventBridgeClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .applyMutation(client -> busAt.ifPresent(client::endpointOverride))
            .build();
    SqsClient orders =
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .applyMutation(client -> queueAt.ifPresent(client::endpointOverride))
            .build();
    return new Announcements(new EventBus(events, bus), new WebhookQueue(orders, queue), profiles);
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
