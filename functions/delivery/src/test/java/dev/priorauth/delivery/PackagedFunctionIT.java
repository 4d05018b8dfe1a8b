package dev.priorauth.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.LambdaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The zip that is deployed, started as Lambda starts it. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {

  @Test
  void function_announcesWhatTheStreamBrings() throws Exception {
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = engine.client();
        AwsStubs aws = new AwsStubs()) {
      TableDefinitions.fromTemplate()
          .createIfAbsent(client, "AuthorizationsTable", "authorizations");
      try (LambdaProcess function =
          LambdaProcess.start(
              Path.of("target", "function.zip"),
              Map.ofEntries(
                  Map.entry("AUTHORIZATIONS_TABLE", "authorizations"),
                  Map.entry("DYNAMODB_ENDPOINT", engine.endpoint().toString()),
                  Map.entry("EVENT_BUS", "priorauth-events"),
                  Map.entry("EVENT_BUS_ENDPOINT", aws.bus.uri().toString()),
                  Map.entry("WEBHOOKS_QUEUE", aws.queue.uri() + "/1/webhooks.fifo"),
                  Map.entry("WEBHOOK_KEY", "a key of webhooks that is for tests only"),
                  Map.entry("MAIL_FROM", "notices@priorauth.example"),
                  Map.entry("MAIL_QUEUE", aws.queue.uri() + "/1/mails"),
                  Map.entry("MAIL_ENDPOINT", aws.mail.uri().toString()),
                  Map.entry("PAGE_URL", "https://page.example"),
                  Map.entry("DEAD_LETTERS", aws.queue.uri() + "/1/dead"),
                  Map.entry("QUEUES_ENDPOINT", aws.queue.uri().toString())))) {
        String event =
            Files.readString(Path.of("..", "..", "infra", "events", "delivery-stream.json"));

        assertThat(function.invoke(event)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(aws.bus.requests()).hasSize(1);
        assertThat(function.log()).doesNotContain("lovelace", "1234567893", "QWRhIExvdmVsYWNl");
      }
    }
  }
}
