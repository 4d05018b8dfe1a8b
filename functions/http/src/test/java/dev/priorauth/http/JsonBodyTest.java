package dev.priorauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.http.RequestProblem.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  private static JsonBody body(String json) {
    return JsonBody.of(json.getBytes(UTF_8));
  }

  private static RequestProblem refusal(byte[] bytes) {
    return (RequestProblem)
        org.assertj.core.api.Assertions.catchThrowable(() -> JsonBody.of(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "nul",
        "{\"a\":1}{}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":{\"a\":1,\"a\":2}}"
      })
  void of_refusesWhatIsNotJson(String text) {
    assertThat(refusal(text.getBytes(UTF_8)).kind()).isEqualTo(Kind.NOT_JSON);
  }

  @Test
  void of_saysWhereTheJsonIsBroken_withoutRepeatingIt() {
    assertThat(refusal("{\n\"secret\" 1}".getBytes(UTF_8)))
        .hasMessage("The JSON is broken near line 2, column 10.");
    assertThat(refusal("{\"a\":1,\"a\":2}".getBytes(UTF_8))).hasMessageContaining("named twice");
  }

  @Test
  void of_refusesBytesThatAreNotUtf8() {
    assertThat(refusal(new byte[] {'"', (byte) 0xff, '"'}).kind()).isEqualTo(Kind.NOT_JSON);
  }

  @Test
  void of_refusesDeepNestingAndLongNames() {
    String deep = "[".repeat(21) + "]".repeat(21);
    String longName = "{\"" + "a".repeat(101) + "\":1}";
    assertThat(refusal(deep.getBytes(UTF_8)).kind()).isEqualTo(Kind.NOT_JSON);
    assertThat(refusal(longName.getBytes(UTF_8)).kind()).isEqualTo(Kind.NOT_JSON);
  }

  @Test
  void of_takesOneMebibyte_andNotOneByteMore() {
    String most = "\"" + "a".repeat(BodyLimits.MOST_BYTES - 2) + "\"";

    assertThat(body(most).problems()).isEmpty();
    assertThat(refusal((most + " ").getBytes(UTF_8)).kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void end_reportsAllProblemsAtOnce_withTheirPaths() {
    JsonBody body =
        body(
            """
            {"on": "2025-02-29", "count": 1.5, "flag": "true", "inner": {"id": "", "other": 1},
             "list": [{"at": "2025-01-31T14:00:00"}, 7], "surplus": null}
            """);
    JsonObject root = body.object().need("on", "missing");
    root.day("on");
    root.number("count", 0, 9);
    root.flag("flag");
    root.object("inner").orElseThrow().text("id", 10);
    root.objects("list", 5).forEach(item -> item.instant("at"));

    assertThatExceptionOfType(RequestProblem.class)
        .isThrownBy(body::end)
        .satisfies(
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Kind.INVALID_BODY);
              assertThat(refusal.errors())
                  .extracting(Problem::path)
                  .containsExactlyInAnyOrder(
                      "$.missing",
                      "$.on",
                      "$.count",
                      "$.flag",
                      "$.inner.id",
                      "$.inner.other",
                      "$.list[0].at",
                      "$.list[1]",
                      "$.surplus");
            });
  }

  @Test
  void unknownMember_isReportedWithTheNamesThatWereAskedFor() {
    JsonBody body = body("{\"servise\": \"mri\"}");
    body.object().text("service", 10);

    assertThat(body.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("$.servise");
              assertThat(problem.allowed()).containsExactly("service");
            });
  }

  @Test
  void object_isOneProblem_whereTheBodyIsSomethingElse() {
    JsonBody body = body("[]");
    assertThat(body.object().need("a").text("a", 1)).isEmpty();

    assertThat(body.problems()).containsExactly(Problem.of("$", "This must be an object."));
  }

  @Test
  void items_keepTheirProblemsToThemselves() {
    JsonBody body = body("[{\"a\": \"x\"}, {\"a\": 1}]");
    List<JsonBody> items = body.items(2);
    items.forEach(item -> item.object().text("a", 5));

    assertThat(items.getFirst().problems()).isEmpty();
    assertThat(items.get(1).problems()).extracting(Problem::path).containsExactly("$[1].a");
    assertThat(body.problems()).isEmpty();
  }

  @Test
  void items_refusesTooManyAndWhatIsNoArray() {
    JsonBody tooMany = body("[1,2,3]");
    JsonBody none = body("{}");

    assertThat(tooMany.items(2)).isEmpty();
    assertThat(tooMany.problems())
        .containsExactly(Problem.of("$", "At most 2 items; these are 3."));
    assertThat(none.items(2)).isEmpty();
    assertThat(none.problems()).hasSize(1);
  }

  @Test
  void values_areReadInTheirTypes() {
    JsonObject root =
        body("""
                {"t": "x", "d": "2024-02-29", "i": "2025-01-31T14:00:00-05:00", "m": "2025-01-31",
                 "n": 3, "f": false, "l": ["a", "b"]}
                """)
            .object();

    assertThat(root.text("t", 1)).contains("x");
    assertThat(root.day("d")).contains(LocalDate.of(2024, 2, 29));
    assertThat(root.instant("i")).contains(Instant.parse("2025-01-31T19:00:00Z"));
    assertThat(root.moment("m")).contains(new Moment.Day(LocalDate.of(2025, 1, 31)));
    assertThat(root.moment("i")).contains(new Moment.At(Instant.parse("2025-01-31T19:00:00Z")));
    assertThat(root.number("n", 3, 3)).contains(3);
    assertThat(root.flag("f")).contains(false);
    assertThat(root.texts("l", 2, 1)).containsExactly("a", "b");
    assertThat(root.text("absent", 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "null, 'This is null. Give a value or leave it out.'",
    "7, 'This must be a text, in quotes.'",
    "'\"a\\tb\"', 'Leave out control characters, such as tabs and line breaks.'",
    "'\"\\u0000\"', 'Leave out control characters, such as tabs and line breaks.'",
    "'\"  \"', 'This is empty. Give a value, or leave it out.'",
    "'\"abcdef\"', 'Use at most 5 characters.'",
  })
  void text_saysWhatToMend(String value, String message) {
    JsonBody body = body("{\"t\": " + value + "}");
    body.object().text("t", 5);

    assertThat(body.problems()).containsExactly(Problem.of("$.t", message));
  }

  @Test
  void lines_mayHaveBreaks_butNothingElseThatIsNotSeen() {
    JsonBody body = body("{\"a\": \"One.\\r\\n\\tTwo.\", \"b\": \"\\u0007\", \"c\": \"\\n\"}");
    JsonObject root = body.object();

    assertThat(root.lines("a", 20)).contains("One.\r\n\tTwo.");
    assertThat(root.lines("b", 20)).isEmpty();
    assertThat(root.lines("c", 20)).isEmpty();
    assertThat(body.problems())
        .containsExactly(
            Problem.of("$.b", "Leave out control characters, but for line breaks and tabs."),
            Problem.of("$.c", "This is empty. Give a value, or leave it out."));
  }

  @Test
  void inOrder_refusesAReversedRange_andTakesASingleDay() {
    JsonBody body = body("{\"from\": \"2025-01-02\", \"to\": \"2025-01-01\"}");
    JsonObject root = body.object();
    root.inOrder("from", root.day("from"), "to", root.day("to"));
    root.inOrder("from", root.day("from"), "from", root.day("from"));

    assertThat(body.problems())
        .containsExactly(
            Problem.of("$.to", "This lies before from. Exchange the two dates or mend one."));
  }

  @Test
  void someOf_takesOneTextOrSeveral_andPointsAtWhatIsUnknown() {
    List<String> allowed = List.of("a", "b");
    JsonBody body =
        body(
            """
            {"one": "b", "several": ["b", "a"], "wrong": ["a", 7, "c"], "none": [], "other": "c"}
            """);
    JsonObject root = body.object();

    assertThat(root.someOf("one", allowed)).containsExactly("b");
    assertThat(root.someOf("several", allowed)).containsExactly("b", "a");
    assertThat(root.someOf("absent", allowed)).isEmpty();
    root.someOf("none", allowed);
    root.someOf("other", allowed);
    assertThat(root.someOf("wrong", List.of("a", "b", "d"))).containsExactly("a");
    assertThat(body.problems())
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("$.none", "$.other", "$.wrong[1]", "$.wrong[2]");
  }

  @ParameterizedTest
  @CsvSource({"1889-12-31, false", "1890-01-01, true", "1980-05-17, true"})
  void dateOfBirth_isOfSomebodyWhoCanLive(String day, boolean taken) {
    JsonBody body = body("{\"born\": \"" + day + "\"}");

    assertThat(body.object().dateOfBirth("born").isPresent()).isEqualTo(taken);
    assertThat(body.problems().isEmpty()).isEqualTo(taken);
  }
}
