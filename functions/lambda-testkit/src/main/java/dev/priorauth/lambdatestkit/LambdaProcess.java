package dev.priorauth.lambdatestkit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A packaged function in a process of its own, fed through a Runtime API as Lambda feeds it.
 *
 * <p>A zip that holds a {@code bootstrap} is a native function and is started directly. Any other
 * is started on this JVM's Java by AWS's runtime interface client, whose native part exists for
 * Linux only. The process sees the given environment and nothing of this one's.
 */
public final class LambdaProcess implements AutoCloseable {

  private static final String HANDLER =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  private static final long SECONDS_TO_ANSWER = 30;

  private final RuntimeApi api;
  private final Path folder;
  private final Process process;
  private final long started;

  /** Starts the function; it is still initializing when this returns. */
  public static LambdaProcess start(Path functionZip, Map<String, String> environment) {
    return start(functionZip, environment, Map.of());
  }

  /** Starts the function with system properties, which Lambda itself cannot give it. */
  public static LambdaProcess start(
      Path functionZip, Map<String, String> environment, Map<String, String> properties) {
    try {
      return new LambdaProcess(functionZip, environment, properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LambdaProcess(
      Path functionZip, Map<String, String> environment, Map<String, String> properties)
      throws IOException {
    folder = Files.createTempDirectory("lambda-process");
    var task = unzip(functionZip, folder.resolve("task"));
    api = new RuntimeApi();
    var command = new ProcessBuilder(command(task, properties));
    command.environment().clear();
    command.environment().putAll(asLambdaAndTheTemplateSetIt(task, api.address()));
    command.environment().putAll(environment);
    started = System.nanoTime();
    process =
        command
            .directory(task.toFile())
            .redirectErrorStream(true)
            .redirectOutput(logFile().toFile())
            .start();
  }

  /**
   * Sends one event and waits for its answer.
   *
   * @throws IllegalStateException with the process's output, if there is no answer
   */
  public String invoke(String eventJson) {
    var answer = api.submit(eventJson);
    var death = process.onExit();
    try {
      CompletableFuture.anyOf(answer, death).get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
      if (answer.isDone()) {
        return answer.get();
      }
      throw new IllegalStateException(
          "The function ended with %d:%n%s".formatted(process.exitValue(), log()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage() + "\n" + log(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "No answer within %d s:%n%s".formatted(SECONDS_TO_ANSWER, log()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the answer", e);
    }
  }

  /** How long ago the process was started. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  public long pid() {
    return process.pid();
  }

  /** What the process has printed so far. */
  public String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return folder.resolve("log");
  }

  private static List<String> command(Path task, Map<String, String> properties) {
    var command = new ArrayList<String>();
    var bootstrap = task.resolve("bootstrap");
    if (Files.exists(bootstrap)) {
      bootstrap.toFile().setExecutable(true);
      command.add(bootstrap.toString());
      properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
      return command;
    }
    var classPath =
        Stream.of(
                jarOf(AWSLambda.class),
                jarOf(Context.class),
                jarOf(PojoSerializer.class),
                jarOf(SdkInternalThreadLocal.class),
                task.toString(),
                task.resolve("lib").resolve("*").toString())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", classPath, AWSLambda.class.getName(), HANDLER));
    return command;
  }

  private static Map<String, String> asLambdaAndTheTemplateSetIt(Path task, String runtimeApi) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "under-test"),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/under-test"),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "under-test"),
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("LAMBDA_TASK_ROOT", task.toString()),
        Map.entry("_HANDLER", HANDLER),
        Map.entry("DISABLE_SIGNAL_HANDLERS", "true"),
        Map.entry("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path unzip(Path zip, Path target) throws IOException {
    try (var archive = new ZipFile(zip.toFile())) {
      for (ZipEntry entry :
          (Iterable<ZipEntry>) archive.stream().map(ZipEntry.class::cast)::iterator) {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("Entry outside of the zip: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          try (var content = archive.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
    return target;
  }
}
