package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where in the stream there is something that cannot be passed on: its place, not its content. */
final class DeadLetters {
  private final SqsClient client;
  private final String url;

  DeadLetters(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /**
   * @param id the sequence number of a record
   */
  void add(String id) {
    String body = JsonNodeFactory.instance.objectNode().put("sequenceNumber", id).toString();
    client.sendMessage(send -> send.queueUrl(url).messageBody(body));
  }
}
