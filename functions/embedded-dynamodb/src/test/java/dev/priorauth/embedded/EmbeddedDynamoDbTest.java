package dev.priorauth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class EmbeddedDynamoDbTest {

  private static final TableDefinitions TABLES = TableDefinitions.fromTemplate();

  @Test
  void inMemory_refusesTheSecondPut_underACondition() {
    try (var engine = EmbeddedDynamoDb.inMemory();
        var client = engine.client()) {
      TABLES.createIfAbsent(client, "RulesTable", "rules");

      putOnce(client, "rules", Map.of("pk", text("BOOK#x"), "sk", text("CURRENT")));

      assertThatThrownBy(
              () -> putOnce(client, "rules", Map.of("pk", text("BOOK#x"), "sk", text("CURRENT"))))
          .isInstanceOf(ConditionalCheckFailedException.class);
    }
  }

  @Test
  void deadlineIndex_holdsOnlyItemsWithADeadline_inTheirOrder() {
    try (var engine = EmbeddedDynamoDb.inMemory();
        var client = engine.client()) {
      TABLES.createIfAbsent(client, "AuthorizationsTable", "authorizations");
      putOnce(client, "authorizations", authorization("b", "2025-03-02T05:00:00Z"));
      putOnce(client, "authorizations", authorization("a", "2025-03-01T05:00:00Z"));
      putOnce(client, "authorizations", Map.of("pk", text("AUTH#closed"), "sk", text("STATE")));

      var due =
          client.query(
              q ->
                  q.tableName("authorizations")
                      .indexName("by-deadline")
                      .keyConditionExpression("gsiDeadlinePk = :shard")
                      .expressionAttributeValues(Map.of(":shard", text("DUE#0"))));

      assertThat(due.items())
          .extracting(item -> item.get("pk").s())
          .containsExactly("AUTH#a", "AUTH#b");
    }
  }

  @Test
  void inFolder_keepsItems_untilTheNextRun(@TempDir Path folder) {
    var item = Map.of("pk", text("BOOK#x"), "sk", text("CURRENT"));
    try (var engine = EmbeddedDynamoDb.inFolder(folder);
        var client = engine.client()) {
      TABLES.createIfAbsent(client, "RulesTable", "rules");
      putOnce(client, "rules", item);
    }

    try (var engine = EmbeddedDynamoDb.inFolder(folder);
        var client = engine.client()) {
      TABLES.createIfAbsent(client, "RulesTable", "rules");
      assertThat(client.getItem(g -> g.tableName("rules").key(item)).item()).isEqualTo(item);
    }
  }

  @Test
  void anotherEngine_isEmptied_andLeftRunning(@TempDir Path folder) {
    try (var other = EmbeddedDynamoDb.inFolder(folder);
        var client = other.client()) {
      TABLES.createIfAbsent(client, "RulesTable", "rules");

      EmbeddedDynamoDb.emptied(other.endpoint()).close();

      assertThat(client.listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void engineOfAnotherMachine_isNotEmptied() {
    assertThatThrownBy(() -> EmbeddedDynamoDb.emptied(URI.create("http://192.0.2.1:8000")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not on this machine");
  }

  @Test
  void createIfAbsent_refuses_aTableOfAnotherShape() {
    try (var engine = EmbeddedDynamoDb.inMemory();
        var client = engine.client()) {
      TABLES.createIfAbsent(client, "RulesTable", "old");

      assertThatThrownBy(() -> TABLES.createIfAbsent(client, "AuthorizationsTable", "old"))
          .hasMessageContaining("other keys or indexes");
    }
  }

  @Test
  void engine_isOutOfReach_fromOtherMachines() throws IOException {
    try (var engine = EmbeddedDynamoDb.inMemory()) {
      for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (var address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatThrownBy(() -> new Socket(address, engine.endpoint().getPort()).close())
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  private static Map<String, AttributeValue> authorization(String id, String due) {
    return Map.of(
        "pk", text("AUTH#" + id),
        "sk", text("STATE"),
        "gsiDeadlinePk", text("DUE#0"),
        "gsiDeadlineSk", text(due + "#" + id));
  }

  private static void putOnce(
      DynamoDbClient client, String table, Map<String, AttributeValue> item) {
    client.putItem(
        p -> p.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
