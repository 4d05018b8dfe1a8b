package dev.priorauth.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.dynamodb.PublishRules;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.embedded.TableDefinitions;
import dev.priorauth.lambdatestkit.HttpAnswer;
import dev.priorauth.lambdatestkit.HttpEvent;
import dev.priorauth.lambdatestkit.LambdaProcess;
import dev.priorauth.rulebook.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Measures packaged functions, one after the other in one run; no part of the tests: {@code make
 * bench-jvm} and {@code make bench-native} run it.
 *
 * <p>Each is asked through the Runtime API, and talks to DynamoDB Local on the way, as the lookup
 * that it answers does: the first one reads the rule book.
 */
class FunctionFigures {
  private static final String TABLE = "rules";
  private static final int STARTS = 7;
  private static final int WARM_UP = 2_000;
  private static final int LOOKUPS = 2_000;
  private static final String LOOKUP =
      HttpEvent.get(
          "/v1/requirements?payer=bcbsma&product=commercial-hmo&service=mri&setting=outpatient"
              + "&on=2025-01-10");

  /** What no route answers: it costs what an empty function costs. */
  private static final String NOTHING = HttpEvent.get("/no/such/path");

  @Test
  void print() throws IOException {
    try (EmbeddedDynamoDb engine = EmbeddedDynamoDb.inMemory();
        var client = engine.client()) {
      TableDefinitions.fromTemplate().createIfAbsent(client, "RulesTable", TABLE);
      PublishRules.publish(
          RuleFolder.check(Path.of("..", "..", "rules-json")),
          new RuleBookStore(client, TABLE),
          RealRules.NOW,
          System.out);
      var environment =
          Map.of("RULES_TABLE", TABLE, "DYNAMODB_ENDPOINT", engine.endpoint().toString());
      System.out.println(
          "| Zip | MB | start to first answer, ms (median of %d) | resident MB | warm p50 ms | p99 | nothing asked, p50 ms |"
              .formatted(STARTS));
      System.out.println("|---|---|---|---|---|---|---|");
      for (String zip : System.getProperty("zips", "target/function.zip").split(",")) {
        System.out.println(row(Path.of(zip), environment));
      }
    }
  }

  private static String row(Path zip, Map<String, String> environment) throws IOException {
    double[] starts = new double[STARTS];
    for (int n = 0; n < STARTS; n++) {
      try (LambdaProcess function = LambdaProcess.start(zip, environment)) {
        ask(function);
        starts[n] = function.age().toNanos() / 1e6;
      }
    }
    double[] lookups = new double[LOOKUPS];
    double[] nothings = new double[LOOKUPS];
    long resident;
    try (LambdaProcess function = LambdaProcess.start(zip, environment)) {
      for (int n = 0; n < WARM_UP; n++) {
        ask(function);
        function.invoke(NOTHING);
      }
      // In turn, so that what else the machine does falls on both.
      for (int n = 0; n < LOOKUPS; n++) {
        long before = System.nanoTime();
        String answer = function.invoke(LOOKUP);
        long between = System.nanoTime();
        function.invoke(NOTHING);
        nothings[n] = (System.nanoTime() - between) / 1e6;
        lookups[n] = (between - before) / 1e6;
        assertThat(HttpAnswer.of(answer).status()).isEqualTo(200);
      }
      resident = residentKibibytes(function.pid());
    }
    Arrays.sort(starts);
    Arrays.sort(lookups);
    Arrays.sort(nothings);
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.0f | %d | %.2f | %.2f | %.2f |",
        zip,
        Files.size(zip) / 1e6,
        starts[STARTS / 2],
        resident / 1024,
        lookups[LOOKUPS / 2],
        lookups[LOOKUPS * 99 / 100],
        nothings[LOOKUPS / 2]);
  }

  private static void ask(LambdaProcess function) {
    assertThat(HttpAnswer.of(function.invoke(LOOKUP)).status()).isEqualTo(200);
  }

  private static long residentKibibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
