package dev.priorauth.benchmarks;

import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What holding the books of all payers costs, in a process that does nothing else: heap in use
 * after a full collection, with the books less without them.
 */
final class Heap {
  private static final double MEGABYTE = 1e6;

  private Heap() {}

  static void printInNewProcess(List<String> jvm) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Heap.class.getName()));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("the heap could not be measured: " + status);
    }
  }

  public static void main(String... args) {
    used();
    long empty = used();
    List<RuleBook> first = read();
    long withFirst = used();
    List<RuleBook> second = read();
    long withSecond = used();
    double used = (withFirst - empty) / MEGABYTE;
    line("heap of the books of all payers under 20 MB", used, used < 20 ? "met" : "missed");
    line("  a second copy of them", (withSecond - withFirst) / MEGABYTE, "");
    Reference.reachabilityFence(first);
    Reference.reachabilityFence(second);
  }

  private static List<RuleBook> read() {
    return Books.all().stream().map(BookReader::read).toList();
  }

  private static void line(String what, double megabytes, String met) {
    System.out.printf(Locale.ROOT, "%-58s %7.1f  %s%n", what, megabytes, met);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
