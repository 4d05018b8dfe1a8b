package dev.priorauth.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items by their keys, as many in one call as DynamoDB gives. */
final class BatchReader {
  /** As many items as DynamoDB gives in one batch. */
  private static final int MOST_IN_A_BATCH = 100;

  private final DynamoDbClient client;
  private final String table;

  BatchReader(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * The items as they were a moment ago.
   *
   * @return those that are there, in no order
   * @throws SdkClientException if DynamoDB goes on leaving some of them out
   */
  List<Map<String, AttributeValue>> eventual(Collection<Map<String, AttributeValue>> keys) {
    return read(keys, KeysAndAttributes.builder().consistentRead(false));
  }

  /** The same, as they are now, for twice the read units. */
  List<Map<String, AttributeValue>> strong(Collection<Map<String, AttributeValue>> keys) {
    return read(keys, KeysAndAttributes.builder().consistentRead(true));
  }

  private List<Map<String, AttributeValue>> read(
      Collection<Map<String, AttributeValue>> keys, KeysAndAttributes.Builder batch) {
    // DynamoDB refuses a batch that has a key twice.
    List<Map<String, AttributeValue>> rest = new ArrayList<>(new LinkedHashSet<>(keys));
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    Backoff backoff = Backoff.usual();
    while (!rest.isEmpty()) {
      List<Map<String, AttributeValue>> next =
          rest.subList(0, Math.min(MOST_IN_A_BATCH, rest.size()));
      KeysAndAttributes asked = batch.keys(List.copyOf(next)).build();
      next.clear();
      BatchGetItemResponse response =
          client.batchGetItem(g -> g.requestItems(Map.of(table, asked)));
      List<Map<String, AttributeValue>> items = response.responses().getOrDefault(table, List.of());
      found.addAll(items);
      if (response.unprocessedKeys().containsKey(table)) {
        rest.addAll(response.unprocessedKeys().get(table).keys());
        if (!items.isEmpty()) {
          backoff = Backoff.usual();
        }
        if (!backoff.pause()) {
          throw SdkClientException.create("%d items could not be read".formatted(rest.size()));
        }
      }
    }
    return found;
  }
}
