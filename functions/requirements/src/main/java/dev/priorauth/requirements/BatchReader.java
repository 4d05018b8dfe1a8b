package dev.priorauth.requirements;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.http.BodyLimits;
import dev.priorauth.http.FactsJson;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.Texts;
import dev.priorauth.requirements.Batch.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads many questions. What is wrong with one is no reason to refuse the others. */
final class BatchReader {
  private static final String ID = "id";
  private static final int LONGEST_ID = 64;
  private static final String ALL_THAT_APPLY = ";";
  private static final List<String> COLUMNS =
      Stream.concat(Stream.of(ID), Arrays.stream(Fact.values()).map(Fact::key)).toList();

  private final Vocabulary vocabulary;
  private final InquiryReader inquiries;
  private final Optional<Moment> knownOn;
  private final Set<String> used = new HashSet<>();

  BatchReader(Vocabulary vocabulary, InquiryReader inquiries, Optional<Moment> knownOn) {
    this.vocabulary = vocabulary;
    this.inquiries = inquiries;
    this.knownOn = knownOn;
  }

  /**
   * Rows of an array of objects with {@code id} and {@code facts}.
   *
   * @throws RequestProblem if the body is no array, or has too many rows
   */
  List<Row> json(byte[] bytes) {
    JsonBody body = JsonBody.of(bytes);
    List<Row> rows = body.items(Batch.MOST).stream().map(this::row).toList();
    body.end();
    return rows;
  }

  private Row row(JsonBody item) {
    JsonObject row = item.object().need(ID, "facts");
    Optional<String> id = row.text(ID, LONGEST_ID);
    Facts facts =
        row.object("facts").map(given -> FactsJson.read(given, vocabulary)).orElse(Facts.NONE);
    return row(id, facts, item.problems(), item.path());
  }

  /**
   * Rows of a table whose header has {@code id} and names of facts. An empty cell is an unknown
   * fact; all that apply stand in one cell, with semicolons between them.
   *
   * @throws RequestProblem if the body is no table, its header is not valid, or it has too many
   *     rows
   */
  List<Row> csv(byte[] bytes) {
    List<List<String>> lines = Csv.rows(BodyLimits.text(bytes, Kind.NOT_CSV));
    if (lines.isEmpty()) {
      throw RequestProblem.of(Kind.NOT_CSV, "The body is empty. Begin with a header.");
    }
    List<String> header = lines.getFirst();
    List<List<String>> table = lines.subList(1, lines.size());
    List<Problem> problems = problemsOf(header);
    if (table.size() > Batch.MOST) {
      problems.add(
          Problem.of("$", "At most " + Batch.MOST + " rows; these are " + table.size() + "."));
    }
    if (!problems.isEmpty()) {
      throw RequestProblem.invalidBody(problems);
    }
    List<Row> rows = new ArrayList<>();
    for (List<String> cells : table) {
      rows.add(row(header, cells, "$[" + rows.size() + "]"));
    }
    return rows;
  }

  private static List<Problem> problemsOf(List<String> header) {
    List<Problem> problems = new ArrayList<>();
    for (String name : new HashSet<>(header)) {
      if (!COLUMNS.contains(name)) {
        problems.add(new Problem("header", "There is no fact " + name + ".", COLUMNS));
      }
    }
    if (!header.contains(ID)) {
      problems.add(Problem.of("header", "The column id is missing."));
    }
    if (header.stream().distinct().count() < header.size()) {
      problems.add(Problem.of("header", "A column stands twice. Name each once."));
    }
    return problems;
  }

  private Row row(List<String> header, List<String> cells, String path) {
    List<Problem> problems = new ArrayList<>();
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
      if (!cells.get(i).isEmpty()) {
        texts.put(header.get(i), values(header.get(i), cells.get(i)));
      }
    }
    if (cells.size() != header.size()) {
      problems.add(
          Problem.of(
              path, "This row has " + cells.size() + " cells, the header " + header.size() + "."));
    }
    Optional<String> id =
        Optional.ofNullable(texts.remove(ID))
            .flatMap(
                values -> Texts.plain(values.getFirst(), LONGEST_ID, path + "." + ID, problems));
    if (id.isEmpty() && problems.isEmpty()) {
      problems.add(Problem.of(path + "." + ID, "This is missing."));
    }
    Vocabulary.Parsed parsed = vocabulary.parse(texts, path + ".facts.");
    problems.addAll(parsed.problems());
    return row(id, parsed.facts(), problems, path);
  }

  private static List<String> values(String column, String cell) {
    return Fact.ofKey(column).filter(fact -> fact.kind() == Fact.Kind.CHOICES).isPresent()
        ? Arrays.stream(cell.split(ALL_THAT_APPLY)).map(String::strip).toList()
        : List.of(cell);
  }

  private Row row(Optional<String> id, Facts facts, List<Problem> problems, String path) {
    List<Problem> all = new ArrayList<>(problems);
    if (id.isPresent() && !used.add(id.get())) {
      all.add(Problem.of(path + "." + ID, "An earlier row has this id. Give each row its own."));
    }
    try {
      return new Row.Understood(id, inquiries.read(facts, all, path + ".facts.", knownOn));
    } catch (RequestProblem problem) {
      return new Row.Refused(id, problem);
    }
  }
}
