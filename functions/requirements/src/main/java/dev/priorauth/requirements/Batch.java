package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.LastSafeDay;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.http.AnswerJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.RequestProblem;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Many questions, answered in the order in which an office has to act. */
final class Batch {
  /** The most rows. */
  static final int MOST = 500;

  /** One row of a batch. */
  sealed interface Row {

    /** What the sender calls it; empty where that could not be read. */
    Optional<String> id();

    record Understood(Optional<String> id, Inquiry inquiry) implements Row {}

    record Refused(Optional<String> id, RequestProblem problem) implements Row {}
  }

  /**
   * The most that an answer may weigh in whole: Lambda takes 6 MB, and quotes the text once more.
   */
  private static final int MOST_BYTES = 9 << 19;

  /** The members that a requirement has in an answer that would weigh more. */
  private static final List<String> BRIEF =
      List.of(
          "receipt",
          "on",
          "knownOn",
          "facts",
          "answer",
          "term",
          "administrator",
          "verify",
          "windows",
          "validity",
          "allotment",
          "because",
          "questions");

  private record Result(Optional<LocalDate> lastSafeDay, ObjectNode json) {}

  private Batch() {}

  /**
   * The results by their last safe date; those without one come last, in the order sent. Where all
   * of them would weigh too much, {@code brief} is true and each requirement is cut down to what
   * decides; its receipt gives the whole.
   */
  static ObjectNode answer(List<Row> rows) {
    List<ObjectNode> results = sorted(rows);
    boolean brief =
        results.stream().mapToLong(result -> result.toString().length()).sum() > MOST_BYTES;
    if (brief) {
      results.stream()
          .flatMap(result -> result.optional("requirement").stream())
          .forEach(requirement -> ((ObjectNode) requirement).retain(BRIEF));
    }
    return Json.object().put("brief", brief).set("results", Json.array(results, result -> result));
  }

  private static List<ObjectNode> sorted(List<Row> rows) {
    return rows.stream()
        .map(Batch::result)
        .sorted(Comparator.comparing(result -> result.lastSafeDay().orElse(LocalDate.MAX)))
        .map(Result::json)
        .toList();
  }

  private static Result result(Row row) {
    return switch (row) {
      case Row.Understood(Optional<String> id, Inquiry inquiry) -> {
        Requirement requirement = inquiry.answer();
        Optional<LocalDate> last = LastSafeDay.of(inquiry.book(), requirement);
        ObjectNode json = named(id, last);
        json.set("requirement", AnswerJson.of(inquiry.book(), requirement, inquiry.receipt().id()));
        yield new Result(last, json);
      }
      case Row.Refused(Optional<String> id, RequestProblem problem) ->
          new Result(Optional.empty(), named(id, Optional.empty()).set("problem", problem.json()));
    };
  }

  private static ObjectNode named(Optional<String> id, Optional<LocalDate> lastSafeDay) {
    return Json.object()
        .put("id", id.orElse(null))
        .put("lastSafeDate", lastSafeDay.map(LocalDate::toString).orElse(null));
  }
}
