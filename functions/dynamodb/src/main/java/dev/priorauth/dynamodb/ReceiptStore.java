package dev.priorauth.dynamodb;

import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.receipts.Receipts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The receipts.
 *
 * <p>Writes have no condition: a receipt's id follows from its content, so whoever finds one there
 * writes the same item over it.
 */
public final class ReceiptStore implements Receipts {

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
    int missing =
        new BatchWriter(client, table)
            .put(byId.values().stream().map(ReceiptItems::toItem).toList());
    if (missing > 0) {
      throw new IllegalStateException(
          "%d of %d receipts could not be kept".formatted(missing, byId.size()));
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
}
