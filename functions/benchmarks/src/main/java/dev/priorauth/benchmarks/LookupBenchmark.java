package dev.priorauth.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.AnswerJson;
import dev.priorauth.http.JsonWriter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
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

/** What the functions compute for one request, without the network and the table. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LookupBenchmark {
  private static final String RECEIPT = "00000000-0000-0000-0000-000000000000";

  private final JsonWriter writer = new JsonWriter();
  private RuleBook book;
  private Rotation<Question> known;
  private Rotation<Question> threeUnknown;
  private Rotation<Question> judged;

  @Setup
  public void read() {
    book = Books.asked();
    known = new Rotation<>(Question.all(book));
    threeUnknown = new Rotation<>(Question.withThreeUnknown(book));
    judged = new Rotation<>(Question.withWindows(book));
  }

  @Benchmark
  public Requirement lookupAllFactsKnown() {
    return known.next().ask(book);
  }

  /** The questions to ask back, with the answer of each choice, are part of it. */
  @Benchmark
  public Requirement lookupThreeUnknown() {
    return threeUnknown.next().ask(book);
  }

  @Benchmark
  public WindowReport windowCheck() {
    return judged.next().check(book);
  }

  /**
   * The whole answer with its explanation, as the bytes that are sent.
   *
   * @return the headers, which have the length of the bytes
   */
  @Benchmark
  public MultivaluedMap<String, Object> fullAnswerWithJson() throws IOException {
    ObjectNode json = AnswerJson.of(book, known.next().ask(book), RECEIPT);
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    writer.writeTo(
        json,
        ObjectNode.class,
        ObjectNode.class,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        headers,
        OutputStream.nullOutputStream());
    return headers;
  }
}
