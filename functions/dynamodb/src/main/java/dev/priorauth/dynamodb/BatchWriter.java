package dev.priorauth.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes many items that need no condition, because whoever writes one writes the same. */
final class BatchWriter {
  /** As many items as DynamoDB takes in one batch. */
  private static final int MOST_IN_A_BATCH = 25;

  private final DynamoDbClient client;
  private final String table;

  BatchWriter(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * @param items with keys that all differ
   * @return how many could not be written before the table stopped taking them; zero if all were
   */
  int put(List<Map<String, AttributeValue>> items) {
    List<WriteRequest> rest = new ArrayList<>(items.stream().map(BatchWriter::writing).toList());
    Backoff backoff = Backoff.usual();
    while (!rest.isEmpty()) {
      List<WriteRequest> next = rest.subList(0, Math.min(MOST_IN_A_BATCH, rest.size()));
      List<WriteRequest> batch = List.copyOf(next);
      next.clear();
      List<WriteRequest> unprocessed = write(batch);
      rest.addAll(unprocessed);
      if (unprocessed.size() < batch.size()) {
        backoff = Backoff.usual();
      }
      if (!unprocessed.isEmpty() && !backoff.pause()) {
        return rest.size();
      }
    }
    return 0;
  }

  private static WriteRequest writing(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }

  private List<WriteRequest> write(List<WriteRequest> batch) {
    BatchWriteItemResponse response =
        client.batchWriteItem(b -> b.requestItems(Map.of(table, batch)));
    return response.unprocessedItems().getOrDefault(table, List.of());
  }
}
