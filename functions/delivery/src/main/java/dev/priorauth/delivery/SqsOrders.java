package dev.priorauth.delivery;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A queue of SQS. One with an order, whose name always ends with {@code .fifo}, forgets an order
 * that is added twice within five minutes.
 */
final class SqsOrders implements Orders {
  /** As many as SQS takes in one call. */
  private static final int MOST = 10;

  private final SqsClient client;
  private final String url;

  SqsOrders(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  @Override
  public String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  @Override
  public void add(List<Order> orders) {
    for (int from = 0; from < orders.size(); from += MOST) {
      List<Order> part = orders.subList(from, Math.min(from + MOST, orders.size()));
      var response =
          client.sendMessageBatch(
              send ->
                  send.queueUrl(url)
                      .entries(
                          IntStream.range(0, part.size())
                              .mapToObj(n -> entry(n, part.get(n)))
                              .toList()));
      if (response.hasFailed() && !response.failed().isEmpty()) {
        throw SdkClientException.create("The queue did not take all orders");
      }
    }
  }

  private SendMessageBatchRequestEntry entry(int n, Order order) {
    SendMessageBatchRequestEntry.Builder entry =
        SendMessageBatchRequestEntry.builder().id(Integer.toString(n)).messageBody(order.text());
    if (url.endsWith(".fifo")) {
      entry.messageGroupId(order.group()).messageDeduplicationId(order.name());
    }
    return entry.build();
  }

  @Override
  public void postpone(String receipt, Duration pause) {
    client.changeMessageVisibility(
        change ->
            change
                .queueUrl(url)
                .receiptHandle(receipt)
                .visibilityTimeout(Math.toIntExact(pause.toSeconds())));
  }
}
