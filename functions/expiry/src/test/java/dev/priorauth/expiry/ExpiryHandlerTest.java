package dev.priorauth.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.dynamodb.DueStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.Printed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpiryHandlerTest {
  private static final String TABLE = "authorizations";
  private static final int DUE = 12;
  private static final int IN_TIME = 5;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T05:00:00Z"));

  /**
   * Of Lambda, only its id and the time that is left: a little more than 30 seconds for so many
   * questions.
   */
  private static Context context(int inTime) {
    AtomicInteger asked = new AtomicInteger();
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getAwsRequestId")) {
                return "r1";
              }
              assertThat(method.getName()).isEqualTo("getRemainingTimeInMillis");
              return asked.incrementAndGet() <= inTime ? 30_001 : 30_000;
            });
  }

  private static JsonNode run(ExpiryHandler handler, int inTime) throws Exception {
    return run(handler, "{\"time\":\"2026-01-01T05:00:00Z\"}", inTime);
  }

  private static JsonNode run(ExpiryHandler handler, String event, int inTime) throws Exception {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), result, context(inTime));
    return new ObjectMapper().readTree(result.toByteArray());
  }

  private static List<String> metrics(JsonNode line) {
    List<String> names = new ArrayList<>();
    for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
      directive.get("Metrics").forEach(one -> names.add(one.get("Name").asText()));
    }
    return names;
  }

  /** One that is due; nobody can read it, so that it is set aside. */
  private static Map<String, AttributeValue> due(int n) {
    String id = AuthorizationId.of(n).text();
    return Map.of(
        "pk", AttributeValue.fromS("AUTH#" + id),
        "sk", AttributeValue.fromS("STATE"),
        "version", AttributeValue.fromN("1"),
        "gsiDeadlinePk",
            AttributeValue.fromS("DUE#" + Math.floorMod(id.hashCode(), DueStore.SHARDS)),
        "gsiDeadlineSk", AttributeValue.fromS("2026-01-01T00:00:00.000000000Z#" + id));
  }

  @Test
  void log_saysOfEachRunWhatItDid_evenWhereItFailed_andADryRunCountsNothing() throws Exception {
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = engine.client();
        Printed printed = new Printed()) {
      TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", TABLE);
      client.putItem(p -> p.tableName(TABLE).item(due(1)));
      ExpiryHandler handler =
          new ExpiryHandler(new Expiry(client, TABLE, CLOCK), Optional.of("stack"));

      run(handler, "{\"dryRun\": true}", Integer.MAX_VALUE);
      run(handler, Integer.MAX_VALUE);
      assertThatThrownBy(() -> run(handler, "[]", Integer.MAX_VALUE))
          .isInstanceOf(IllegalArgumentException.class);

      List<JsonNode> lines = Printed.metrics(printed.text());
      assertThat(lines)
          .extracting(line -> line.path("event").asText() + " " + line.get("outcome").asText())
          .containsExactly("dry-run answered", "sweep answered", " failed");
      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.get("function").asText()).isEqualTo("expiry");
                assertThat(line.get("requestId").asText()).isEqualTo("r1");
                assertThat(line.get("ms").isNumber()).isTrue();
              });
      JsonNode sweep = lines.get(1);
      // The alarms of the template ask for these by the function alone.
      assertThat(sweep.at("/_aws/CloudWatchMetrics/1/Dimensions").toString())
          .isEqualTo("[[\"function\"]]");
      assertThat(metrics(sweep)).contains("remaining", "failed", "decisionOverdueFlagged");
      assertThat(sweep.get("failed").intValue()).isEqualTo(1);
      assertThat(lines.getFirst().get("remaining").intValue()).isEqualTo(1);
      assertThat(metrics(lines.getFirst())).containsExactly("requests");
      assertThat(metrics(lines.getLast())).containsExactly("requests");
    }
  }

  @Test
  void nothingIsBegun_inTheLast30Seconds_andTheNextRunGoesOn() throws Exception {
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = engine.client()) {
      TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", TABLE);
      for (int n = 0; n < DUE; n++) {
        Map<String, AttributeValue> item = due(n);
        client.putItem(p -> p.tableName(TABLE).item(item));
      }
      ExpiryHandler handler = new ExpiryHandler(new Expiry(client, TABLE, CLOCK), Optional.empty());

      JsonNode first = run(handler, IN_TIME);
      JsonNode second = run(handler, Integer.MAX_VALUE);

      assertThat(first.get("examined").intValue()).isEqualTo(IN_TIME);
      assertThat(first.get("remaining").intValue()).isEqualTo(DUE - IN_TIME);
      assertThat(second.get("examined").intValue()).isEqualTo(DUE - IN_TIME);
      assertThat(second.get("remaining").intValue()).isZero();
    }
  }
}
