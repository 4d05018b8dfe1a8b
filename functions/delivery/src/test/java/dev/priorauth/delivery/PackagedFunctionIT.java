package dev.priorauth.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.profiles.Profile.Mode;
import dev.priorauth.core.profiles.Profile.Notifications;
import dev.priorauth.core.profiles.Profile.Recipient;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.LambdaProcess;
import dev.priorauth.lambdatestkit.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The zip that is deployed, started as Lambda starts it. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {

  @Test
  void function_answersTheSampleEvents_andLogsEach() throws Exception {
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        DynamoDbClient client = engine.client();
        AwsStubs aws = new AwsStubs()) {
      TableDefinitions.fromTemplate()
          .createIfAbsent(client, "AuthorizationsTable", "authorizations");
      subscribe(new ProfileStore(client, "authorizations"));
      try (LambdaProcess function =
          LambdaProcess.start(
              Path.of("target", "function.zip"),
              Map.ofEntries(
                  Map.entry("AUTHORIZATIONS_TABLE", "authorizations"),
                  Map.entry("METRICS_NAMESPACE", "the-stack"),
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
        for (String sample : List.of("stream", "webhooks", "mails", "daily")) {
          assertThat(function.invoke(event(sample)))
              .as(sample)
              .isEqualTo("{\"batchItemFailures\":[]}");
        }

        assertThat(aws.bus.requests()).hasSize(1);
        assertThat(aws.mail.requests()).hasSize(1);
        assertThat(aws.waiting()).as("a mail of the stream, and the round of the day").hasSize(2);
        List<JsonNode> lines = Printed.metrics(function.log());
        assertThat(lines)
            .extracting(line -> line.get("event").asText())
            .containsExactly("stream", "webhooks", "mails", "daily");
        assertThat(lines)
            .extracting(line -> line.get("requestId").asText())
            .doesNotHaveDuplicates();
        assertThat(lines.get(1).get("unwanted").intValue()).isEqualTo(1);
        assertThat(lines.get(2).get("mailsSent").intValue()).isEqualTo(1);
        assertThat(function.log())
            .doesNotContain("lovelace", "1234567893", "QWRhIExvdmVsYWNl", "harbor");
      }
    }
  }

  private static String event(String sample) throws IOException {
    return Files.readString(Path.of("..", "..", "infra", "events", "delivery-" + sample + ".json"));
  }

  /** The account of the samples wants mails, and no webhook any more. */
  private static void subscribe(ProfileStore profiles) {
    Profile none = Profile.none("ann");
    profiles.save(
        new Profile(
            "ann",
            Optional.of(new Npi("1234567893")),
            none.taxId(),
            none.email(),
            none.phone(),
            none.fax(),
            none.organization(),
            Optional.of(
                new Notifications(
                    List.of(new Recipient("bill@harbor.example", "billing")), Mode.AT_ONCE)),
            none.webhook()),
        Optional.empty());
  }
}
