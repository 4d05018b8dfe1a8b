package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that {@code make run} starts. */
class LocalIT {

  @Test
  void process_answersAndKeepsItsData_untilItIsToldToStop(@TempDir Path folder) throws Exception {
    var log = folder.resolve("log");
    var port = freePort();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    command.environment().put("PORT", Integer.toString(port));
    command.environment().put("DATA", folder.resolve("data").toString());
    command.environment().remove("DYNAMODB_ENDPOINT");
    var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      awaitReady(process, log);
      assertThat(statusOf(port, "/q/health")).isEqualTo(200);
      assertThat(statusOf(port, "/no/such/path")).isEqualTo(404);
      assertThat(folder.resolve("data")).isNotEmptyDirectory();

      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(log)).contains("Ready on http://localhost:" + port, "stopped");
      assertThat(Files.readString(log)).doesNotContain("Exception");
    } finally {
      process.destroyForcibly();
    }
  }

  private static void awaitReady(Process process, Path log) throws Exception {
    for (int tenths = 0; tenths < 300; tenths++) {
      if (Files.readString(log).contains("Ready on")) {
        return;
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("Not ready:\n" + Files.readString(log));
  }

  private static int statusOf(int port, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
