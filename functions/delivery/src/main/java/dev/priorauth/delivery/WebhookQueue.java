package dev.priorauth.delivery;

import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queue that sends webhooks again until they are taken, and sets aside those that never are.
 */
final class WebhookQueue {
  private final SqsClient client;
  private final String url;

  WebhookQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /** Adds an order; for five minutes, the same one again changes nothing. */
  void add(WebhookOrder order) {
    client.sendMessage(
        send ->
            send.queueUrl(url)
                .messageBody(order.text())
                .messageGroupId(order.group())
                .messageDeduplicationId(order.name()));
  }
}
