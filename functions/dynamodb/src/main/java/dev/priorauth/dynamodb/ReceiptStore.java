package dev.priorauth.dynamodb;

import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.receipts.Receipts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The receipts.
 *
 * <p>Writes have no condition: a receipt's id follows from its content, so whoever finds one there
 * writes the same item over it.
 */
public final class ReceiptStore implements Receipts {

  /** As many items as DynamoDB takes in one batch. */
  private static final int MOST_IN_A_BATCH = 25;

  private final DynamoDbClient client;
  private final String table;

  public ReceiptStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * Keeps any number of receipts; one that is there twice is kept once.
   *
   * @throws IllegalStateException if the table stops taking them; some are kept then
   */
  @Override
  public void keep(List<Receipt> receipts) {
    if (receipts.size() == 1) {
      client.putItem(p -> p.tableName(table).item(ReceiptItems.toItem(receipts.getFirst())));
    } else {
      keepMany(receipts);
    }
  }

  private void keepMany(List<Receipt> receipts) {
    Map<String, Receipt> byId = new LinkedHashMap<>();
    receipts.forEach(receipt -> byId.put(receipt.id(), receipt));
    List<WriteRequest> rest =
        new ArrayList<>(byId.values().stream().map(ReceiptStore::writing).toList());
    Backoff backoff = new Backoff();
    while (!rest.isEmpty()) {
      List<WriteRequest> next = rest.subList(0, Math.min(MOST_IN_A_BATCH, rest.size()));
      List<WriteRequest> batch = List.copyOf(next);
      next.clear();
      List<WriteRequest> unprocessed = write(batch);
      rest.addAll(unprocessed);
      if (unprocessed.size() < batch.size()) {
        backoff = new Backoff();
      }
      if (!unprocessed.isEmpty() && !backoff.pause()) {
        throw new IllegalStateException(
            "%d of %d receipts could not be kept".formatted(rest.size(), byId.size()));
      }
    }
  }

  /** The receipt; empty where there is none of that id. */
  @Override
  public Optional<Receipt> find(String id) {
    if (!Receipt.isId(id)) {
      return Optional.empty();
    }
    // Strongly consistent: an office may ask for a receipt right after it got it.
    var response =
        client.getItem(g -> g.tableName(table).key(ReceiptItems.key(id)).consistentRead(true));
    return response.hasItem()
        ? Optional.of(ReceiptItems.fromItem(id, response.item()))
        : Optional.empty();
  }

  private static WriteRequest writing(Receipt receipt) {
    PutRequest put = PutRequest.builder().item(ReceiptItems.toItem(receipt)).build();
    return WriteRequest.builder().putRequest(put).build();
  }

  private List<WriteRequest> write(List<WriteRequest> batch) {
    BatchWriteItemResponse response =
        client.batchWriteItem(b -> b.requestItems(Map.of(table, batch)));
    return response.unprocessedItems().getOrDefault(table, List.of());
  }
}
