package dev.priorauth.delivery;

import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.dynamodb.MailStore;
import dev.priorauth.dynamodb.OfficeStore;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.rulebook.PackagedVocabulary;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the function works with. */
@Singleton
class Wiring {
  private final ClientOverrideConfiguration limits;

  /** Every client has the limits that DynamoDB's has; SES, which is called once, its own. */
  Wiring(
      @ConfigProperty(name = "priorauth.attempt-within") Duration attempt,
      @ConfigProperty(name = "priorauth.call-within") Duration call) {
    this.limits =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(attempt)
            .apiCallTimeout(call)
            .build();
  }

  @Produces
  @Singleton
  Delivery delivery(Delivery.Outside outside, Delivery.Stored stored) {
    return new Delivery(
        outside, stored, PackagedVocabulary.load().payers().getFirst().zone(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  Delivery.Outside outside(
      EventBus bus,
      SqsClient queues,
      SesV2Client mails,
      @ConfigProperty(name = "priorauth.webhooks-queue") String webhooks,
      @ConfigProperty(name = "priorauth.webhook-key") Optional<String> webhookKey,
      @ConfigProperty(name = "priorauth.dead-letters") String deadLetters,
      @ConfigProperty(name = "priorauth.mail-from") Optional<String> from,
      @ConfigProperty(name = "priorauth.mail-queue") String mailQueue,
      @ConfigProperty(name = "priorauth.page") String page) {
    return new Delivery.Outside(
        bus,
        new SqsOrders(queues, webhooks),
        webhookKey.flatMap(WebhookKey::parse),
        new SqsDeadLetters(queues, deadLetters),
        // Mails are sent where somebody is named who sends them.
        from.map(
            sender ->
                new Delivery.Post(
                    new SqsOrders(queues, mailQueue), new SesMailer(mails, sender), page)),
        new PublicAddresses());
  }

  @Produces
  @Singleton
  EventBus bus(
      @ConfigProperty(name = "priorauth.event-bus") String bus,
      @ConfigProperty(name = "priorauth.event-bus-endpoint") Optional<URI> endpoint) {
    return new EventBus(
        EventBridgeClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(limits)
            .applyMutation(client -> endpoint.ifPresent(client::endpointOverride))
            .build(),
        bus);
  }

  @Produces
  @Singleton
  SqsClient queues(@ConfigProperty(name = "priorauth.queues-endpoint") Optional<URI> endpoint) {
    return SqsClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(limits)
        .applyMutation(client -> endpoint.ifPresent(client::endpointOverride))
        .build();
  }

  /** Tries once: SES would send a mail as often as it is told to. */
  @Produces
  @Singleton
  SesV2Client mails(@ConfigProperty(name = "priorauth.mail-endpoint") Optional<URI> endpoint) {
    return SesV2Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            client ->
                client
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(SesMailer.TIME_OUT))
        .applyMutation(client -> endpoint.ifPresent(client::endpointOverride))
        .build();
  }

  @Produces
  @Singleton
  Delivery.Stored stored(
      DynamoDbClient client,
      @ConfigProperty(name = "priorauth.authorizations-table") String table) {
    return new Delivery.Stored(
        new ProfileStore(client, table),
        new OfficeStore(client, table),
        new MailStore(client, table));
  }
}
