package dev.priorauth.benchmarks;

import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.StoredBook;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the compressed text in the table to a book that can be asked. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BookBenchmark {
  private StoredBook stored;

  @Setup
  public void read() {
    stored = Books.stored();
  }

  /** A new book in a function that runs already. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  @Fork(2)
  public RuleBook bookLoad() {
    return BookReader.read(stored);
  }

  /** The first book of a new process: mostly the JVM loading classes and running them cold. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Measurement(iterations = 1)
  @Fork(5)
  public RuleBook bookLoadFirst() {
    return BookReader.read(stored);
  }
}
