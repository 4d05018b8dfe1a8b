package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchWriterTest {
  @RegisterExtension private static final RulesTable TABLE = new RulesTable();

  private static List<Map<String, AttributeValue>> items(int count) {
    return IntStream.range(0, count).mapToObj(n -> Items.key("N#" + n, "ITEM")).toList();
  }

  private static int stored() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name())).count();
  }

  @Test
  void put_writesMoreItems_thanABatchTakes() {
    assertThat(new BatchWriter(TABLE.client(), TABLE.name()).put(items(500))).isZero();

    assertThat(stored()).isEqualTo(500);
  }

  @Test
  void put_writesNothing_ofNoItems() {
    assertThat(new BatchWriter(TABLE.client(), TABLE.name()).put(List.of())).isZero();

    assertThat(stored()).isZero();
  }

  @Test
  void put_sendsAgain_whatTheTableLeftUnprocessed() {
    assertThat(new BatchWriter(new Taking(10), TABLE.name()).put(items(60))).isZero();

    assertThat(stored()).isEqualTo(60);
  }

  @Test
  void put_saysHowManyAreMissing_whenTheTableTakesNothing() {
    assertThat(new BatchWriter(new Taking(0), TABLE.name()).put(items(3))).isEqualTo(3);
  }

  /** A table that takes a few items of each batch and leaves the rest unprocessed. */
  private record Taking(int most) implements DynamoDbClient {

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
      List<WriteRequest> batch = request.requestItems().get(TABLE.name());
      List<WriteRequest> taken = batch.stream().limit(most).toList();
      if (!taken.isEmpty()) {
        TABLE.client().batchWriteItem(b -> b.requestItems(Map.of(TABLE.name(), taken)));
      }
      List<WriteRequest> rest = batch.stream().skip(most).toList();
      return BatchWriteItemResponse.builder()
          .unprocessedItems(rest.isEmpty() ? Map.of() : Map.of(TABLE.name(), rest))
          .build();
    }

    @Override
    public String serviceName() {
      return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
