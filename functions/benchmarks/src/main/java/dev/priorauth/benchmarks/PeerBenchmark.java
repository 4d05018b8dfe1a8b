package dev.priorauth.benchmarks;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.RuleBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kie.dmn.api.core.DMNContext;
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

/** Other ways to the same answers, without the explanation that a lookup gives. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PeerBenchmark {
  private LinearScan scan;
  private DmnTable table;
  private Rotation<Question> questions;
  private Rotation<DMNContext> facts;
  private Rotation<ServiceQuestion> serviceQuestions;

  /** A question with the table of its service. */
  private record ServiceQuestion(DmnTable table, DMNContext facts) {}

  @Setup
  public void read() {
    RuleBook book = Books.asked();
    List<Question> all = Question.all(book);
    scan = new LinearScan(book);
    table = DmnTable.ofBook(book, all.getFirst().on());
    questions = new Rotation<>(all);
    facts = new Rotation<>(all.stream().map(one -> table.context(one.facts())).toList());
    Map<String, DmnTable> tables = new HashMap<>();
    serviceQuestions =
        new Rotation<>(
            all.stream()
                .map(
                    one -> {
                      DmnTable own =
                          tables.computeIfAbsent(
                              one.facts().text(Fact.SERVICE).orElseThrow(),
                              service -> DmnTable.ofService(book, service, one.on()));
                      return new ServiceQuestion(own, own.context(one.facts()));
                    })
                .toList());
  }

  @Benchmark
  public Optional<Answer> linearScan() {
    Question question = questions.next();
    return scan.answer(question.facts(), question.on(), Question.KNOWN_ON);
  }

  /** One table with all rules of the book. */
  @Benchmark
  public Optional<Answer> dmnTable() {
    return table.answer(facts.next());
  }

  /** A table for each service, chosen before the engine is asked: the best case for it. */
  @Benchmark
  public Optional<Answer> dmnTablePerService() {
    ServiceQuestion question = serviceQuestions.next();
    return question.table.answer(question.facts);
  }
}
