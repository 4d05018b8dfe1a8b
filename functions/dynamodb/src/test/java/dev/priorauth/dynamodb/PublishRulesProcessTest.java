package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The process that {@code make publish} starts. */
class PublishRulesProcessTest {
  @RegisterExtension private static final RulesTable TABLE = new RulesTable();

  private record Ended(int status, List<String> lines) {}

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("RULES_TABLE", TABLE.name());
    environment.put("DYNAMODB_ENDPOINT", TABLE.endpoint().toString());
    environment.put("RULES_JSON", Path.of("..", "..", "rules-json").toString());
    environment.put("AWS_REGION", EmbeddedDynamoDb.REGION);
    environment.put("AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_KEY);
    return environment;
  }

  private static Ended run(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PublishRules.class.getName());
    command.environment().clear();
    command.environment().putAll(environment);
    Process process = command.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), printed.lines().toList());
  }

  @Test
  void process_publishesTheRealRules_andChangesNothingTheSecondTime() throws Exception {
    Ended first = run(environment());

    assertThat(first.status()).isZero();
    assertThat(first.lines())
        .anyMatch(line -> line.matches("bcbsma [0-9a-f]{64} \\d+ bytes: published as version 1"))
        .anyMatch(line -> line.matches("bcbsnc [0-9a-f]{64} \\d+ bytes: published as version 1"));

    Ended second = run(environment());

    assertThat(second.status()).isZero();
    assertThat(second.lines()).filteredOn(line -> line.contains("unchanged since")).hasSize(2);
  }

  @Test
  void process_endsWith1_andPublishesNothing_whereTheRulesAreNotSound(@TempDir Path empty)
      throws Exception {
    Map<String, String> environment = environment();
    environment.put("RULES_JSON", empty.toString());

    Ended ended = run(environment);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.lines()).anyMatch(line -> line.startsWith("Nothing was published"));
    assertThat(TABLE.books().current("bcbsma")).isEmpty();
  }

  @Test
  void process_saysWhatIsMissing_withoutATable() throws Exception {
    Map<String, String> environment = environment();
    environment.remove("RULES_TABLE");

    Ended ended = run(environment);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.lines()).containsExactly("RULES_TABLE must name the table to publish to.");
  }

  @Test
  void process_saysThatItCannotWrite_whereTheTableDoesNotExist() throws Exception {
    Map<String, String> environment = environment();
    environment.put("RULES_TABLE", "no-such-table");

    Ended ended = run(environment);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.lines())
        .anyMatch(line -> line.startsWith("Table no-such-table cannot be written: "));
  }
}
