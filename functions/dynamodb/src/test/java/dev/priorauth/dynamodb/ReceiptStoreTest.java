package dev.priorauth.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.embedded.Meter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class ReceiptStoreTest {

  private static final LocalDate ON = LocalDate.parse("2025-01-10");
  private static final Instant KNOWN_ON = Instant.parse("2025-01-02T14:00:00.123456789Z");
  private static final Receipt MRI = receipt(Facts.NONE.with(Fact.SERVICE, "mri"));

  @RegisterExtension private static final RulesTable TABLE = new RulesTable();

  private static Receipt receipt(Facts facts) {
    return Receipt.of("bcbsma", facts, ON, KNOWN_ON, "hash");
  }

  private static List<Receipt> receipts(int count) {
    return IntStream.range(0, count)
        .mapToObj(age -> receipt(Facts.NONE.with(Fact.SERVICE, "mri").with(Fact.AGE, age)))
        .toList();
  }

  private static ReceiptStore store() {
    return new ReceiptStore(TABLE.client(), TABLE.name());
  }

  private static int count() {
    return TABLE.client().scan(s -> s.tableName(TABLE.name())).count();
  }

  @Test
  void find_isEmpty_forAnUnknownId() {
    assertThat(store().find("r-00000000000000000000000000000000")).isEmpty();
  }

  @Test
  void find_returnsTheSameReceipt_withFactsOfEveryKind() {
    Receipt receipt =
        receipt(
            Facts.NONE
                .with(Fact.SERVICE, "mri")
                .with(Fact.CODE, "70551")
                .with(Fact.SERVICE_DATE, new FactValue.Day(ON))
                .with(Fact.AGE, 41)
                .with(
                    Fact.CONDITION,
                    new FactValue.Many(new TreeSet<>(Set.of("medical", "substance-use"))))
                .with(Fact.AMOUNT, 25_000)
                .with(Fact.CASE_MANAGEMENT_ENROLLED, "true"));

    store().keep(List.of(receipt));

    assertThat(store().find(receipt.id())).contains(receipt);
  }

  @Test
  void find_returnsTheSameReceipt_withoutAnyFact() {
    store().keep(List.of(receipt(Facts.NONE)));

    assertThat(store().find(receipt(Facts.NONE).id())).contains(receipt(Facts.NONE));
  }

  @Test
  void keep_changesNothing_theSecondTime() {
    store().keep(List.of(MRI));
    store().keep(List.of(MRI));

    assertThat(count()).isEqualTo(1);
    assertThat(store().find(MRI.id())).contains(MRI);
  }

  @Test
  void aReceipt_costsOneWriteUnit_andOneReadUnit_withMoreFactsThanIsUsual() {
    Meter meter = new Meter();
    ReceiptStore metered = new ReceiptStore(TABLE.client(meter), TABLE.name());
    Facts facts = Facts.NONE.with(Fact.SERVICE, "mri").with(Fact.CODE, "70551").with(Fact.AGE, 41);
    Receipt receipt =
        receipt(
            facts
                .with(Fact.PRODUCT, "commercial-hmo")
                .with(Fact.SETTING, "outpatient")
                .with(Fact.NETWORK, "in-network")
                .with(Fact.PRIMARY_CARE_PROVIDER_STATE, "MA"));

    metered.keep(List.of(receipt));
    metered.find(receipt.id());

    assertThat(meter.written()).isEqualTo(1);
    assertThat(meter.read()).isEqualTo(1);
  }

  @Test
  void keep_keepsEachOf500() {
    List<Receipt> receipts = receipts(500);

    store().keep(receipts);

    assertThat(receipts)
        .allSatisfy(receipt -> assertThat(store().find(receipt.id())).contains(receipt));
    assertThat(count()).isEqualTo(500);
  }

  @Test
  void keep_doesNothing_forNone() {
    store().keep(List.of());

    assertThat(count()).isZero();
  }

  @Test
  void keep_keepsOne_ofTwoAlike() {
    store().keep(List.of(MRI, MRI));

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void keep_sendsAgain_whatTheTableLeftUnprocessed() {
    List<Receipt> receipts = receipts(60);

    new ReceiptStore(new Taking(10), TABLE.name()).keep(receipts);

    assertThat(count()).isEqualTo(60);
  }

  @Test
  void keep_givesUp_whenTheTableTakesNothing() {
    ReceiptStore refused = new ReceiptStore(new Taking(0), TABLE.name());

    assertThatThrownBy(() -> refused.keep(receipts(3)))
        .hasMessage("3 of 3 receipts could not be kept");
  }

  @Test
  void codec_readsItemsAsTheyAreStored() {
    Map<String, AttributeValue> facts =
        Map.of(
            "service", AttributeValue.fromS("mri"),
            "age", AttributeValue.fromN("41"),
            "condition", AttributeValue.fromSs(List.of("medical")),
            "serviceDate", AttributeValue.fromS("2025-01-10"));
    TABLE
        .client()
        .putItem(
            p ->
                p.tableName(TABLE.name())
                    .item(
                        Map.of(
                            "pk",
                                AttributeValue.fromS("RECEIPT#r-00000000000000000000000000000001"),
                            "sk", AttributeValue.fromS("RECEIPT"),
                            "payer", AttributeValue.fromS("bcbsma"),
                            "facts", AttributeValue.fromM(facts),
                            "on", AttributeValue.fromS("2025-01-10"),
                            "knownOn", AttributeValue.fromS("2025-01-02T14:00:00Z"),
                            "book", AttributeValue.fromS("abc"))));

    assertThat(store().find("r-00000000000000000000000000000001"))
        .contains(
            new Receipt(
                "r-00000000000000000000000000000001",
                "bcbsma",
                Facts.NONE
                    .with(Fact.SERVICE, "mri")
                    .with(Fact.AGE, 41)
                    .with(Fact.CONDITION, new FactValue.Many(new TreeSet<>(Set.of("medical"))))
                    .with(Fact.SERVICE_DATE, new FactValue.Day(ON)),
                ON,
                Instant.parse("2025-01-02T14:00:00Z"),
                "abc"));
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
