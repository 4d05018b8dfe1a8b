package dev.priorauth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsJsonTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          Arrays.stream(Fact.values())
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      fact ->
                          new Vocabulary.Definition(
                              fact, "Which?", Map.of("one", "One", "two", "Two")))),
          List.of(new Vocabulary.Payer("payer", "Payer", ZoneOffset.UTC, List.of("one"), "c")),
          List.of());

  private static JsonBody body(String facts) {
    return JsonBody.of(("{\"facts\": " + facts + "}").getBytes(UTF_8));
  }

  private static Facts read(JsonBody body) {
    return FactsJson.read(body.object().object("facts").orElseThrow(), VOCABULARY);
  }

  @Test
  void read_takesEachKindInItsType() {
    JsonBody body =
        body(
            """
            {"payer": "payer", "setting": "one", "condition": ["two", "one"], "age": 7,
             "amount": 1200.50, "caseManagementEnrolled": true, "serviceDate": "2025-01-31"}
            """);

    Facts facts = read(body);

    assertThat(body.problems()).isEmpty();
    assertThat(facts.get(Fact.CONDITION))
        .contains(new FactValue.Many(new TreeSet<>(List.of("one", "two"))));
    assertThat(facts.get(Fact.AGE)).contains(new FactValue.Number(7));
    assertThat(facts.get(Fact.AMOUNT)).contains(new FactValue.Number(120_050));
    assertThat(facts.text(Fact.CASE_MANAGEMENT_ENROLLED)).contains("true");
    assertThat(facts.get(Fact.SERVICE_DATE)).contains(new FactValue.Day(LocalDate.of(2025, 1, 31)));
  }

  @Test
  void write_givesBackWhatRead_tookIn() {
    String json =
        """
        {"payer":"payer","serviceDate":"2025-01-31","setting":"one","age":7,\
        "condition":["one","two"],"amount":1200.5,"caseManagementEnrolled":true}""";

    assertThat(FactsJson.write(read(body(json)))).hasToString(json);
  }

  @Test
  void write_givesRoundAmounts_asPlainNumbers() {
    assertThat(FactsJson.write(Facts.NONE.with(Fact.AMOUNT, 100_000)))
        .hasToString("{\"amount\":1000}");
  }

  @ParameterizedTest
  @CsvSource({
    "age, '\"7\"'",
    "age, 7.5",
    "age, -1",
    "age, 1000001",
    "age, 99999999999999999999999",
    "amount, '\"1\"'",
    "amount, 1e999999999",
    "amount, 0.001",
    "caseManagementEnrolled, '\"true\"'",
    "setting, 1",
    "setting, three",
    "setting, '[\"one\"]'",
    "condition, '[]'",
    "condition, '[1]'",
    "condition, '[\"three\"]'",
    "serviceDate, '\"2025-02-29\"'",
    "serviceDate, 20250131",
    "code, '\"7055\"'",
    "code, 70551",
    "setting, null",
    "nonsense, 1",
  })
  void read_reportsWrongTypesAndValues_withTheirPath(String name, String value) {
    String quoted = value.equals("three") ? "\"three\"" : value;
    JsonBody body = body("{\"" + name + "\": " + quoted + "}");

    assertThat(read(body)).isEqualTo(Facts.NONE);

    assertThat(body.problems()).extracting(Problem::path).containsExactly("$.facts." + name);
  }
}
