package dev.priorauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.facts.Problem;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/csv;charset=utf-8",
        "application/json; charset=\"UTF-8\"",
        "text/csv; header=present; charset=UTF-8",
      })
  void contentType_isDeclared(String type) {
    assertThat(BodyLimits.isDeclared(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "json",
        "application/",
        "application/json; charset=utf-16",
        "a/b;charset=utf-8x"
      })
  void contentType_isNotDeclared(String type) {
    assertThat(BodyLimits.isDeclared(type)).isFalse();
    assertThat(BodyLimits.isDeclared(null)).isFalse();
  }

  @Test
  void problem_listsAHundredErrors_andSaysHowManyThereAre() {
    RequestProblem problem =
        RequestProblem.invalidBody(Collections.nCopies(500, Problem.of("$", "Mend it.")));

    assertThat(problem.json().get("errors")).hasSize(100);
    assertThat(problem.json().get("detail").asText()).startsWith("500 things");
  }
}
