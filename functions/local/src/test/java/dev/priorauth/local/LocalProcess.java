package dev.priorauth.local;

import dev.priorauth.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process that {@code make run} starts, on a port of its own, with data that begin empty: in
 * the folder, or at {@code DYNAMODB_ENDPOINT} where the tests are told of another engine.
 */
final class LocalProcess implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Process process;
  private final Path folder;
  private final int port;

  private LocalProcess(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * @param folder for its data and what it prints
   * @param settings variables of its environment that are not as usual
   */
  static LocalProcess start(Path folder, Map<String, String> settings) throws IOException {
    EmbeddedDynamoDb.emptyOther();
    int port = freePort();
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    command.environment().put("PORT", Integer.toString(port));
    command.environment().put("DATA", folder.resolve("data").toString());
    command.environment().put("RULES_JSON", Path.of("..", "..", "rules-json").toString());
    command.environment().putAll(settings);
    command.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    return new LocalProcess(command.start(), folder, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** What it has printed until now. */
  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it answers. */
  LocalProcess ready() throws InterruptedException {
    for (int tenths = 0; tenths < SECONDS * 10; tenths++) {
      if (log().contains("Ready on")) {
        return this;
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("Not ready:\n" + log());
  }

  /** Tells it to stop, as Ctrl-C does, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    exitValue();
  }

  /** Waits until it has ended. */
  int exitValue() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It goes on:\n" + log());
    }
    return process.exitValue();
  }

  /** Ends it at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
