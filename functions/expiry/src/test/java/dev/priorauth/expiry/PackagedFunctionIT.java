package dev.priorauth.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.IdempotencyKey;
import dev.priorauth.dynamodb.SubmitResult;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.LambdaProcess;
import dev.priorauth.lambdatestkit.Printed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The zip that is deployed, started as Lambda starts it. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {
  private static final String TABLE = "authorizations";
  private static final int AUTHORIZATIONS = 400;
  private static final Npi OFFICE = new Npi("1234567893");

  /** As EventBridge Scheduler fills in {@code <aws.scheduler.scheduled-time>}. */
  private static final String NEW_YEAR = "{\"time\":\"2026-01-01T05:00:00Z\"}";

  private static EmbeddedDynamoDb engine;
  private static DynamoDbClient client;

  @BeforeAll
  static void fill() {
    engine = EmbeddedDynamoDb.inMemory();
    client = engine.client();
    TableDefinitions.fromTemplate().createIfAbsent(client, "AuthorizationsTable", TABLE);
    AuthorizationStore store = new AuthorizationStore(client, TABLE);
    for (int n = 0; n < AUTHORIZATIONS; n++) {
      Done done = approved(n);
      assertThat(
              store.submit(
                  List.of(done),
                  store.standing("bcbsma", done.state().submission().member().id()),
                  new IdempotencyKey(OFFICE, "key-" + n),
                  "hash"))
          .isEqualTo(new SubmitResult.Stored());
    }
  }

  @AfterAll
  static void stop() {
    client.close();
    engine.close();
  }

  /** Until December 31, 2025, payer time. */
  private static Done approved(int n) {
    LocalDate from = LocalDate.of(2025, 3, 3);
    Submission submission =
        new Submission(
            "bcbsma",
            "commercial-hmo",
            Optional.empty(),
            new Submission.Member(
                new MemberId("XXP%09d".formatted(100_000_000 + n)),
                "Ada",
                "Lovelace",
                LocalDate.of(1980, 5, 17)),
            new Submission.Requester(OFFICE, "pcp"),
            OFFICE,
            "mri",
            List.of(new Submission.Line("73721", 1)),
            List.of(new Submission.Diagnosis("M54.50", true)),
            from,
            Optional.empty(),
            Optional.empty(),
            new Submission.Urgency.Standard(),
            Facts.NONE,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    Basis basis =
        new Basis(
            Handling.DECIDED_HERE,
            "bcbsma",
            ZoneId.of("America/New_York"),
            Optional.empty(),
            "00",
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Approval approval =
        new Approval(from, LocalDate.of(2025, 12, 31), Optional.of(1), List.of(), Optional.empty());
    return Operations.submit(
        AuthorizationId.of((n + 1) * 0x9E37_79B9_7F4A_7C15L),
        submission,
        basis,
        new Outcome.Approved(approval),
        new Actor("office", Role.PROVIDER, Set.of(OFFICE), Set.of()),
        Instant.parse("2025-03-01T15:00:00Z"));
  }

  private static LambdaProcess start() {
    return LambdaProcess.start(
        Path.of("target", "function.zip"),
        Map.of(
            "AUTHORIZATIONS_TABLE",
            TABLE,
            "METRICS_NAMESPACE",
            "the-stack",
            "DYNAMODB_ENDPOINT",
            engine.endpoint().toString()));
  }

  private static JsonNode invoke(LambdaProcess function, String event) throws Exception {
    return new ObjectMapper().readTree(function.invoke(event));
  }

  private static long notices() {
    return client.scan(s -> s.tableName(TABLE).consistentRead(true)).items().stream()
        .filter(item -> item.get("sk").s().startsWith("NOTICE#"))
        .count();
  }

  @Test
  void function_tellsEachExpiryOnce_evenKilledInBetween() throws Exception {
    Thread running;
    try (LambdaProcess function = start()) {
      Path sample = Path.of("..", "..", "infra", "events", "expiry-sweep.json");
      assertThat(invoke(function, Files.readString(sample)).get("examined").intValue()).isZero();
      JsonNode before = invoke(function, "{\"time\":\"2026-01-01T04:59:59Z\"}");
      assertThat(before.get("examined").intValue()).isZero();
      assertThat(before.fieldNames())
          .toIterable()
          .contains(
              "examined",
              "expired",
              "extensionDueFlagged",
              "closed",
              "decisionOverdueFlagged",
              "alreadyDone",
              "failed",
              "remaining");
      JsonNode dry = invoke(function, "{\"time\":\"2026-01-01T05:00:00Z\",\"dryRun\":true}");
      assertThat(dry.get("expired").intValue()).isEqualTo(AUTHORIZATIONS);
      assertThat(dry.get("remaining").intValue()).isEqualTo(AUTHORIZATIONS);
      assertThat(notices()).isZero();

      running = Thread.ofPlatform().start(() -> assertKilled(function));
      while (notices() == 0) {
        Thread.sleep(1);
      }
      // Leaving here kills it.
    }
    running.join();
    assertThat(notices()).isLessThan(AUTHORIZATIONS);

    try (LambdaProcess function = start()) {
      JsonNode rest = invoke(function, NEW_YEAR);
      assertThat(rest.get("failed").intValue() + rest.get("remaining").intValue()).isZero();
      assertThat(notices()).isEqualTo(AUTHORIZATIONS);

      assertThat(invoke(function, NEW_YEAR).get("examined").intValue()).isZero();
      assertThat(notices()).isEqualTo(AUTHORIZATIONS);
      JsonNode line = Printed.metrics(function.log()).getFirst();
      assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("the-stack");
      assertThat(line.get("event").asText()).isEqualTo("sweep");
      assertThat(line.get("outcome").asText()).isEqualTo("answered");
      assertThat(line.get("requestId").asText()).isNotEmpty();
      assertThat(function.log()).doesNotContain("XXP", "Lovelace", "1234567893");
    }
  }

  private static void assertKilled(LambdaProcess function) {
    assertThatThrownBy(() -> function.invoke(NEW_YEAR)).isInstanceOf(IllegalStateException.class);
  }
}
