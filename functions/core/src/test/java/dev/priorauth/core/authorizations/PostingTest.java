package dev.priorauth.core.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.messages.Posting.Kind;
import dev.priorauth.core.metrics.LogEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostingTest {
  private static final Instant AT = Lives.noon("2025-01-03");
  private static final LocalDate DAY = LocalDate.of(2025, 1, 3);
  private static final Denial DENIAL = new Denial("NMN", "No progress.", "Policy 178");

  private static Done done(Result result) {
    assertThat(result).isInstanceOf(Done.class);
    return (Done) result;
  }

  private static Optional<Kind> told(Done done) {
    return Posting.of(done.entry(), done.state()).map(Posting::kind);
  }

  private static Optional<LogEntry.Kind> logged(Done done) {
    return LogEntry.of(done.entry(), done.state()).map(LogEntry::kind);
  }

  private static Done determine(Authorization state, Determination determination) {
    return done(Operations.determine(state, determination, Optional.empty(), Lives.REVIEWER, AT));
  }

  private static Determination deny() {
    return new Determination.Deny(DENIAL, DAY);
  }

  private static Determination approve() {
    return new Determination.Approve(DAY, DAY.plusDays(60), Optional.empty(), List.of());
  }

  private static Authorization denied() {
    Authorization proposed = determine(Lives.pended(), deny()).state();
    Authorization declined =
        done(Operations.endPeerToPeer(proposed, false, Lives.REVIEWER, AT)).state();
    return determine(declined, deny()).state();
  }

  private static Done appealed() {
    return done(Operations.appeal(denied(), "first", "Please.", Lives.OFFICE, AT));
  }

  @Test
  void aDecisionIsTold_andLogged() {
    Done approved = determine(Lives.pended(), approve());

    assertThat(Posting.of(approved.entry(), approved.state()))
        .contains(new Posting(Lives.ID, AT, 2, Kind.APPROVED));
    assertThat(LogEntry.of(approved.entry(), approved.state()))
        .contains(
            new LogEntry(
                "bcbsma",
                approved.state().submission().product(),
                false,
                Instant.parse(Lives.SUBMITTED_AT),
                AT,
                LogEntry.Kind.APPROVED));
  }

  @Test
  void aSubmissionIsTold_asItWasAnswered_whateverHappensLater() {
    Authorization pended = Lives.pended();
    Authorization decided = determine(pended, approve()).state();
    Authorization withdrawn =
        done(Operations.withdraw(Lives.approved(), "moved", Lives.OFFICE, AT)).state();
    Instant submitted = Instant.parse(Lives.SUBMITTED_AT);

    for (Authorization state : List.of(pended, decided)) {
      assertThat(Posting.ofSubmission(state))
          .isEqualTo(new Posting(Lives.ID, submitted, 1, Kind.PENDED));
    }
    assertThat(Posting.ofSubmission(withdrawn))
        .isEqualTo(new Posting(Lives.ID, submitted, 1, Kind.APPROVED));
  }

  @Test
  void aDenialIsTold_whenItIsProposed_andWhenItIsMade_butLoggedOnce() {
    Done proposed = determine(Lives.pended(), deny());
    assertThat(told(proposed)).contains(Kind.DENIAL_PROPOSED);
    assertThat(logged(proposed)).isEmpty();
    Done declined = done(Operations.endPeerToPeer(proposed.state(), false, Lives.REVIEWER, AT));
    assertThat(told(declined)).isEmpty();
    Done made = determine(declined.state(), deny());
    assertThat(told(made)).contains(Kind.DENIED);
    assertThat(logged(made)).contains(LogEntry.Kind.DENIED);
  }

  @Test
  void whatFollowsAnAppeal_isToldAsSuch_andIsNoFirstDecision() {
    Done appealed = appealed();
    assertThat(told(appealed)).contains(Kind.APPEAL_FILED);
    assertThat(logged(appealed)).isEmpty();

    Done approved = determine(appealed.state(), approve());
    assertThat(told(approved)).contains(Kind.APPROVED_AFTER_APPEAL);
    assertThat(logged(approved)).contains(LogEntry.Kind.AFTER_APPEAL);

    Done upheld = determine(appealed.state(), deny());
    assertThat(told(upheld)).contains(Kind.DENIAL_UPHELD);
    assertThat(logged(upheld)).contains(LogEntry.Kind.UPHELD);
  }

  @Test
  void anAskIsTold_withoutItsWords() {
    Done asked =
        done(
            Operations.ask(
                Lives.pended(),
                Ask.Kind.INFORMATION,
                "Say since when.",
                Party.REQUESTER,
                DAY.plusDays(5),
                Lives.REVIEWER,
                AT));

    assertThat(told(asked)).contains(Kind.INFORMATION_ASKED);
    assertThat(Kind.INFORMATION_ASKED.text()).doesNotContain("since when");
    assertThat(logged(asked)).isEmpty();
  }

  @Test
  void aWithdrawalEndsTheWait_onlyWhereNothingWasDecided() {
    Done undecided = done(Operations.withdraw(Lives.pended(), "moved", Lives.OFFICE, AT));
    Done decided = done(Operations.withdraw(Lives.approved(), "moved", Lives.OFFICE, AT));

    assertThat(told(undecided)).contains(Kind.WITHDRAWN);
    assertThat(logged(undecided)).contains(LogEntry.Kind.ENDED);
    assertThat(told(decided)).contains(Kind.WITHDRAWN);
    assertThat(logged(decided)).isEmpty();
  }

  @Test
  void whatIsDecidedElsewhere_isTold_andNotLogged() {
    Done decided =
        done(
            Operations.outsideDecision(
                Lives.recorded(),
                new Event.OutsideDecision(
                    "ACMP-1", DAY, new Event.OutsideResult.StillPended(DAY.plusDays(7))),
                Lives.OFFICE,
                AT));

    assertThat(told(decided)).contains(Kind.POSTPONED);
    assertThat(logged(decided)).isEmpty();
  }

  @Test
  void kinds_areFoundAgainByTheirKeys() {
    for (Kind kind : Kind.values()) {
      assertThat(Kind.ofKey(kind.key())).contains(kind);
    }
    for (LogEntry.Kind kind : LogEntry.Kind.values()) {
      assertThat(LogEntry.Kind.ofKey(kind.key())).contains(kind);
    }
    assertThat(Kind.ofKey("sold")).isEmpty();
  }
}
