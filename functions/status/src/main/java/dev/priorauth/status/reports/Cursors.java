package dev.priorauth.status.reports;

import dev.priorauth.core.facts.Problem;
import dev.priorauth.dynamodb.Cursor;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.http.QueryReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads where a list goes on. */
final class Cursors {
  private Cursors() {}

  static Optional<PostingId> posting(String name, Optional<String> text, QueryReader query) {
    return read(name, text, PostingId::parse, query);
  }

  static Optional<Cursor> request(String name, Optional<String> text, QueryReader query) {
    return read(name, text, Cursor::parse, query);
  }

  private static <T> Optional<T> read(
      String name, Optional<String> text, Function<String, Optional<T>> parse, QueryReader query) {
    Optional<T> cursor = text.flatMap(parse);
    if (text.isPresent() && cursor.isEmpty()) {
      query.add(
          List.of(
              Problem.of(
                  name, "This is not a cursor of this list. Begin again without a cursor.")));
    }
    return cursor;
  }
}
