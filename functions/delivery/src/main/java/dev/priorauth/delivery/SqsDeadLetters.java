package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Dead letters in a queue, which an alarm watches. */
final class SqsDeadLetters implements DeadLetters {
  private final SqsClient client;
  private final String url;

  SqsDeadLetters(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  @Override
  public void add(String id) {
    String body = JsonNodeFactory.instance.objectNode().put("sequenceNumber", id).toString();
    client.sendMessage(send -> send.queueUrl(url).messageBody(body));
  }
}
