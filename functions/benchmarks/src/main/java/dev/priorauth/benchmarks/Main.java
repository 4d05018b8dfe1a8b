package dev.priorauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures everything in one run and prints the closing table.
 *
 * <p>The arguments are those of JMH; the working directory has {@code rules-json}.
 */
public final class Main {
  private Main() {}

  public static void main(String... args)
      throws IOException, InterruptedException, RunnerException, CommandLineOptionException {
    Path folder = Files.createTempDirectory("books");
    try {
      Books.write(Path.of("rules-json"), folder);
      List<String> jvm = jvm(folder);
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .parent(new CommandLineOptions(args))
                      .jvmArgs(jvm.toArray(String[]::new))
                      .addProfiler(GCProfiler.class)
                      .build())
              .run();
      System.out.println();
      System.out.println(ClosingTable.of(results));
      Heap.printInNewProcess(jvm);
    } finally {
      delete(folder);
    }
  }

  /**
   * How every measuring process runs: with the memory of the deployed functions, and the collector
   * that the JVM takes by itself on a machine of that size.
   */
  private static List<String> jvm(Path books) {
    return List.of(
        "-Xmx384m",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-D" + Books.FOLDER + "=" + books);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
