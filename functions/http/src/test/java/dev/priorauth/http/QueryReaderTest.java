package dev.priorauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.rules.Span;
import dev.priorauth.http.RequestProblem.Kind;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {
  private static final ZoneId BOSTON = ZoneId.of("America/New_York");

  private static QueryReader query(String... namesAndValues) {
    MultivaluedHashMap<String, String> map = new MultivaluedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new QueryReader(map);
  }

  private static List<String> paths(QueryReader query) {
    RequestProblem refusal =
        (RequestProblem) org.assertj.core.api.Assertions.catchThrowable(query::end);
    assertThat(refusal.kind()).isEqualTo(Kind.BAD_QUERY);
    return refusal.errors().stream().map(Problem::path).toList();
  }

  @Test
  void end_reportsAllProblemsAtOnce() {
    QueryReader query =
        query("twice", "1", "twice", "2", "on", "2025-02-29", "unknown", "x", "limit", "0");
    query.text("twice");
    query.day("on");
    query.page();

    assertThat(paths(query)).containsExactlyInAnyOrder("twice", "on", "unknown", "limit");
  }

  @Test
  void end_namesTheParametersThatThereAre() {
    QueryReader query = query("x", "1");
    query.text("q");

    assertThatExceptionOfType(RequestProblem.class)
        .isThrownBy(query::end)
        .satisfies(
            refusal -> assertThat(refusal.errors().getFirst().allowed()).containsExactly("q"));
    assertThat(paths(query("x", "1"))).containsExactly("x");
  }

  @Test
  void end_refusesControlCharacters_inNamesAndValues() {
    QueryReader query = query("q", "a\u0000b", "a\nb", "c");
    query.text("q");

    assertThat(paths(query)).containsExactlyInAnyOrder("q", "a?b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-1-1", "20250101", "2025-13-01", "2025-01-31T14:00:00", "2025-01-31T14:00:00 05:00",
        "2025-01-31T25:00:00Z", "1850-01-01", "2500-01-01T00:00:00Z", "yesterday", ""
      })
  void moment_refusesWhatIsNoDateOrInstant(String text) {
    QueryReader query = query("knownOn", text);
    assertThat(query.moment("knownOn")).isEmpty();

    assertThat(paths(query)).containsExactly("knownOn");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-01, 2024-11-01T04:00:00Z",
    "2024-11-04, 2024-11-04T05:00:00Z",
    "2024-11-01T00:00:00-04:00, 2024-11-01T04:00:00Z",
    "2024-11-01T12:00Z, 2024-11-01T12:00:00Z",
  })
  void knownOn_takesADayForItsFirstInstantInThePayersZone(String text, Instant instant) {
    Moment moment = query("knownOn", text).moment("knownOn").orElseThrow();

    assertThat(KnownOn.instant(moment, BOSTON)).isEqualTo(instant);
  }

  @Test
  void days_includesBothEnds_andRefusesAReversedRange() {
    assertThat(query("from", "2025-01-01", "to", "2025-01-31").days("from", "to"))
        .isEqualTo(
            new Span(Optional.of(LocalDate.of(2025, 1, 1)), Optional.of(LocalDate.of(2025, 2, 1))));
    assertThat(query().days("from", "to")).isEqualTo(Span.ALWAYS);

    QueryReader reversed = query("from", "2025-01-02", "to", "2025-01-01");
    reversed.days("from", "to");
    assertThat(paths(reversed)).containsExactly("to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "1.0", "", "x", "99999999999"})
  void page_refusesALimitOutsideOneToAHundred(String limit) {
    QueryReader query = query("limit", limit);
    query.page();

    assertThat(paths(query)).containsExactly("limit");
  }

  @Test
  void page_walksThroughAListWithoutGapsOrRepetitions() {
    List<String> all = List.of("a", "b", "c", "d", "e");
    Page first = new Page(2, Optional.empty());

    var one = first.of("items", all, item -> item, item -> Json.object().put("id", item));
    var two =
        new Page(2, Optional.of(one.get("next").asText()))
            .of("items", all, item -> item, item -> Json.object().put("id", item));
    var three =
        new Page(2, Optional.of(two.get("next").asText()))
            .of("items", all, item -> item, item -> Json.object().put("id", item));

    assertThat(one.get("items").findValuesAsText("id")).containsExactly("a", "b");
    assertThat(two.get("items").findValuesAsText("id")).containsExactly("c", "d");
    assertThat(three.get("items").findValuesAsText("id")).containsExactly("e");
    assertThat(three.get("next").isNull()).isTrue();
  }

  @Test
  void page_refusesACursorOfAnotherList() {
    assertThatExceptionOfType(RequestProblem.class)
        .isThrownBy(
            () ->
                new Page(2, Optional.of("eHl6"))
                    .of("items", List.of("a"), item -> item, item -> Json.object()))
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.BAD_QUERY));
  }
}
