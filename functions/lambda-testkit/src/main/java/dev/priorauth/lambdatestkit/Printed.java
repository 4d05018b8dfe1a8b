package dev.priorauth.lambdatestkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What this process prints, from now until this is closed. */
public final class Printed implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream usual = System.out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public Printed() {
    System.setOut(new PrintStream(bytes, true, UTF_8));
  }

  public String text() {
    return bytes.toString(UTF_8);
  }

  /** The lines in which metrics are, in this process or another. */
  public static List<JsonNode> metrics(String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith("{\"_aws\":"))
        .map(Printed::json)
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + line, e);
    }
  }

  @Override
  public void close() {
    System.setOut(usual);
  }
}
