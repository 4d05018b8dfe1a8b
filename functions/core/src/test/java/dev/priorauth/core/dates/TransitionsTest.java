package dev.priorauth.core.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.dates.Transitions.Earlier;
import dev.priorauth.core.dates.Transitions.Planned;
import dev.priorauth.core.dates.Transitions.Result;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.SmallBook;
import dev.priorauth.core.rules.Span;
import dev.priorauth.core.sources.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionsTest {
  private static final Facts MRI = Facts.NONE.with(Fact.PAYER, "payer").with(Fact.SERVICE, "mri");
  private static final Instant KNOWN_ON = Instant.parse("2024-11-15T12:00:00Z");
  private static final Statement KEPT = statement("kept");
  private static final Statement DATE_OUTSIDE = statement("date outside");
  private static final Statement CODE_NOT_INCLUDED = statement("code not included");
  private static final Earlier EARLIER =
      new Earlier(LocalDate.of(2024, 11, 15), LocalDate.of(2025, 1, 31), Set.of("97110", "97140"));

  private static Statement statement(String text) {
    return new Statement(text, Optional.empty(), SmallBook.CITE);
  }

  private static RuleBook book(Span known) {
    Effects none = SmallBook.effects(Optional.empty(), List.of());
    Rule rule =
        SmallBook.rule(
            "p.x.kept",
            Span.ALWAYS,
            known,
            Map.of(),
            new Effects(
                none.verdict(),
                none.windows(),
                none.validity(),
                none.allotment(),
                none.benefitLimits(),
                none.checklist(),
                none.channels(),
                none.consequence(),
                none.requester(),
                none.guidance(),
                none.conflicts(),
                Optional.of(new Effects.Transition(KEPT, DATE_OUTSIDE, CODE_NOT_INCLUDED)),
                none.lines()));
    return SmallBook.of(List.of(rule));
  }

  private static Result check(RuleBook book, String on, String code) {
    return Transitions.check(
            book, MRI, EARLIER, List.of(new Planned(LocalDate.parse(on), code)), KNOWN_ON)
        .getFirst();
  }

  @ParameterizedTest(name = "97110 on {0} is covered: {1}")
  @CsvSource({
    "2024-11-14, false",
    "2024-11-15, true",
    "2024-11-16, true",
    "2025-01-30, true",
    "2025-01-31, true",
    "2025-02-01, false"
  })
  void check_keepsTheDates_withBothEnds(String on, boolean covered) {
    assertThat(check(book(Span.ALWAYS), on, "97110"))
        .isEqualTo(covered ? new Result.Covered(KEPT) : new Result.DateOutside(DATE_OUTSIDE));
  }

  @Test
  void check_keepsTheCodes_thatTheAuthorizationHas() {
    assertThat(check(book(Span.ALWAYS), "2024-12-10", "97530"))
        .isEqualTo(new Result.CodeNotIncluded(CODE_NOT_INCLUDED));
  }

  @Test
  void check_neverSaysCovered_whereNoRuleIsKnownYet() {
    Span later = new Span(Optional.of(LocalDate.of(2024, 11, 16)), Optional.empty());

    assertThat(check(book(later), "2024-12-10", "97110")).isEqualTo(new Result.NoTransition());
    assertThat(check(SmallBook.of(List.of()), "2024-12-10", "97110"))
        .isEqualTo(new Result.NoTransition());
  }

  @Test
  void earlier_refusesToEndBeforeItBegins() {
    assertThatThrownBy(
            () -> new Earlier(LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 1), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
