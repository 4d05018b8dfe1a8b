package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.OFFICE;
import static dev.priorauth.core.authorizations.Lives.REVIEWER;
import static dev.priorauth.core.authorizations.Lives.noon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static final Entry SUBMITTED =
      Operations.submit(
              Lives.ID,
              Lives.pended().submission(),
              Lives.pended().dossier().basis(),
              new Outcome.Pended(((Authorization.Pended) Lives.pended()).pend()),
              OFFICE,
              noon("2025-01-02"))
          .entry();

  /** Does it after the submission, then asks whether a second one is the same again. */
  private static boolean isRepeat(
      Function<Authorization, Result> first, Actor by, Function<Authorization, Result> second) {
    Authorization before = Authorization.replay(List.of(SUBMITTED));
    Done done = (Done) first.apply(before);
    assertThat(Repeats.isPossible(done.state(), second.apply(done.state()))).isTrue();
    return Repeats.isRepeat(
        List.of(SUBMITTED, done.entry()), by, (state, at) -> second.apply(state));
  }

  private static Function<Authorization, Result> asking(String what) {
    return state ->
        Operations.ask(
            state,
            Ask.Kind.INFORMATION,
            what,
            Party.REQUESTER,
            LocalDate.of(2025, 1, 9),
            REVIEWER,
            noon("2025-01-03"));
  }

  private static Function<Authorization, Result> withdrawing(String reason, String day) {
    return state -> Operations.withdraw(state, reason, OFFICE, noon(day));
  }

  @Test
  void isRepeat_holds_forTheSameOfTheSameCaller() {
    assertThat(isRepeat(asking("More."), REVIEWER, asking("More."))).isTrue();
    assertThat(
            isRepeat(
                withdrawing("moved", "2025-01-03"), OFFICE, withdrawing("moved", "2025-01-04")))
        .isTrue();
  }

  @Test
  void isRepeat_fails_forOtherContentOrAnotherCaller() {
    Actor other = new Actor("other", Role.REVIEWER, Set.of(), Set.of("bcbsma"));
    assertThat(isRepeat(asking("More."), REVIEWER, asking("Less."))).isFalse();
    assertThat(isRepeat(asking("More."), other, asking("More."))).isFalse();
    assertThat(
            isRepeat(withdrawing("moved", "2025-01-03"), OFFICE, withdrawing("died", "2025-01-03")))
        .isFalse();
  }

  @Test
  void isRepeat_doesNotDependOnWhatIsLeftOfTheAllotment() {
    Counted counted = Lives.approved().usable().orElseThrow().counted().orElseThrow();
    Function<Integer, Function<Authorization, Result>> approving =
        left ->
            state ->
                Operations.determine(
                    state,
                    new Determination.Approve(
                        LocalDate.of(2025, 1, 10),
                        LocalDate.of(2025, 12, 31),
                        Optional.of(26),
                        List.of()),
                    Optional.of(
                        new AllotmentBalance(
                            counted.key(), counted.period(), counted.unit(), 26, left)),
                    REVIEWER,
                    noon("2025-01-03"));

    assertThat(isRepeat(approving.apply(26), REVIEWER, approving.apply(6))).isTrue();
  }

  @Test
  void isPossible_fails_whereAnotherKindOfThingHappenedLast() {
    Authorization before = Authorization.replay(List.of(SUBMITTED));
    assertThat(Repeats.isPossible(before, asking("More.").apply(before))).isFalse();
    assertThat(
            Repeats.isRepeat(
                List.of(SUBMITTED), OFFICE, (state, at) -> asking("More.").apply(state)))
        .isFalse();
  }
}
