package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.OFFICE;
import static dev.priorauth.core.authorizations.Lives.REVIEWER;
import static dev.priorauth.core.authorizations.Lives.approved;
import static dev.priorauth.core.authorizations.Lives.change;
import static dev.priorauth.core.authorizations.Lives.done;
import static dev.priorauth.core.authorizations.Lives.noon;
import static dev.priorauth.core.authorizations.Lives.pended;
import static dev.priorauth.core.authorizations.Lives.recorded;
import static dev.priorauth.core.authorizations.Lives.refused;
import static dev.priorauth.core.authorizations.Lives.using;
import static dev.priorauth.core.authorizations.Lives.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.priorauth.core.authorizations.Event.OutsideDecision;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {
  private static final Denial DENIAL =
      new Denial("NMN", "The notes show no progress.", "Policy 178");
  private static final LocalDate UNTIL = LocalDate.of(2025, 1, 8);

  private static Approval days(String from, String to, LineAction action, int units) {
    return new Approval(
        LocalDate.parse(from),
        LocalDate.parse(to),
        Optional.empty(),
        List.of(new DecidedLine("70551", units, action)),
        Optional.empty());
  }

  private static Result determine(Authorization state, Determination determination, String day) {
    return Operations.determine(state, determination, Optional.empty(), REVIEWER, noon(day));
  }

  private static Determination approving(int visits) {
    return new Determination.Approve(
        LocalDate.of(2025, 1, 10), LocalDate.of(2025, 12, 31), Optional.of(visits), List.of());
  }

  private static Determination denying() {
    return new Determination.Deny(DENIAL, UNTIL);
  }

  private static Authorization denied() {
    Authorization proposed = done(determine(pended(), denying(), "2025-01-03"));
    Authorization declined =
        done(Operations.endPeerToPeer(proposed, false, OFFICE, noon("2025-01-03")));
    return done(determine(declined, denying(), "2025-01-03"));
  }

  @Test
  void anApprovalHasItsReferenceAsNumberAndItsLetter() {
    Authorization state = approved();
    assertThat(state.number()).contains(Lives.ID.text());
    assertThat(state.version()).isEqualTo(1);
    assertThat(state.dossier().letters())
        .extracting(Letter::kind)
        .containsExactly(Letter.Kind.APPROVAL);
    assertThat(pended().number()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2025-12-30, APPROVED", "2025-12-31, APPROVED", "2026-01-01, EXPIRED"})
  void anApprovalExpiresTheDayAfterItsLast(LocalDate today, Status status) {
    assertThat(approved().statusOn(today)).isEqualTo(status);
  }

  @Test
  void anOutsideDecisionGivesTheSameLifeWithItsOwnReference() {
    Authorization state =
        done(
            Operations.outsideDecision(
                recorded(),
                new OutsideDecision(
                    "ACMP# 123 / x",
                    LocalDate.of(2025, 1, 3),
                    new OutsideResult.Approved(
                        days("2025-01-03", "2025-03-04", LineAction.CERTIFIED, 1))),
                OFFICE,
                noon("2025-01-03")));
    assertThat(state.number()).contains("ACMP# 123 / x");
    assertThat(state.statusOn(LocalDate.of(2025, 3, 4))).isEqualTo(Status.APPROVED);
    assertThat(state.statusOn(LocalDate.of(2025, 3, 5))).isEqualTo(Status.EXPIRED);
    assertThat(done(Operations.withdraw(state, "moved", OFFICE, noon("2025-01-04"))))
        .isInstanceOf(Authorization.Withdrawn.class);
  }

  @Test
  void anAdministratorThatStillDecidesIsWaitedFor() {
    OutsideDecision pending =
        new OutsideDecision(
            "ACMP# 9",
            LocalDate.of(2025, 1, 3),
            new OutsideResult.StillPended(LocalDate.of(2025, 1, 9)));
    Authorization state =
        done(Operations.outsideDecision(recorded(), pending, OFFICE, noon("2025-01-03")));
    Pend pend = ((Authorization.Pended) state).pend();
    assertThat(pend.owner()).isEqualTo(Party.ADMINISTRATOR);
    assertThat(pend.asks())
        .filteredOn(Ask::isOpen)
        .extracting(Ask::dueBy)
        .containsExactly(LocalDate.of(2025, 1, 9));
    assertThat(state.dossier().reference()).contains("ACMP# 9");
  }

  @Test
  void anOutsideDecisionIsOnlyRecordedWhereNobodyHereDecides() {
    OutsideDecision decision =
        new OutsideDecision("X", LocalDate.of(2025, 1, 3), new OutsideResult.Denied(DENIAL));
    assertThat(refused(Operations.outsideDecision(pended(), decision, OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.DECIDED_HERE);
    assertThat(
            refused(Operations.outsideDecision(recorded(), decision, OFFICE, noon("2025-01-02"))))
        .isEqualTo(Result.Reason.DATE_IN_FUTURE);
    assertThat(refused(determine(recorded(), approving(1), "2025-01-03")))
        .isEqualTo(Result.Reason.NOT_DECIDED_HERE);
  }

  @Test
  void anAppealAgainstADenialElsewhereGoesThere_andWhatIsDecidedThenIsRecorded() {
    OutsideDecision denied =
        new OutsideDecision("X", LocalDate.of(2025, 1, 3), new OutsideResult.Denied(DENIAL));
    Authorization state =
        done(Operations.outsideDecision(recorded(), denied, OFFICE, noon("2025-01-03")));
    state =
        done(Operations.appeal(state, "pre-service", "Look again.", OFFICE, noon("2025-01-04")));

    NextStep next = Progress.nextStep(state, LocalDate.of(2025, 1, 4)).orElseThrow();
    assertThat(next.owner()).isEqualTo(Party.REQUESTER);
    assertThat(next.text()).startsWith("Send the appeal to the administrator");

    assertThat(done(Operations.outsideDecision(state, denied, OFFICE, noon("2025-01-05"))))
        .extracting(Authorization::openAppeal)
        .isEqualTo(Optional.empty());
  }

  @Test
  void anAnswerPassesTheRequestToWhoDecides() {
    Authorization state =
        done(
            Operations.answerInformation(
                pended(), "a1", "Coverage is active.", OFFICE, noon("2025-01-03")));
    Pend pend = ((Authorization.Pended) state).pend();
    assertThat(pend.owner()).isEqualTo(Party.REVIEWER);
    assertThat(pend.ask("a1").orElseThrow().state()).isEqualTo(Ask.State.RECEIVED);
    assertThat(
            refused(
                Operations.answerInformation(state, "a1", "Again.", OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.NO_SUCH_ASK);
    assertThat(
            refused(
                Operations.answerInformation(state, "a2", "Approve!", OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.NO_SUCH_ASK);
  }

  @Test
  void aDocumentIsTakenOnlyWhenAskedForAndAskedForAgainWhenUnreadable() {
    assertThat(
            refused(
                Operations.announceDocument(
                    pended(), notes("a1", "00"), OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.NO_SUCH_ASK);
    Authorization asked =
        done(
            Operations.ask(
                pended(),
                Ask.Kind.DOCUMENT,
                "Send the progress notes.",
                Party.SERVICING_PROVIDER,
                LocalDate.of(2025, 1, 7),
                REVIEWER,
                noon("2025-01-03")));
    assertThat(((Authorization.Pended) asked).pend().owner()).isEqualTo(Party.SERVICING_PROVIDER);
    Authorization received = sent(asked, notes("a3", "00"), "d1", "2025-01-04");
    Authorization unreadable =
        done(Operations.refuseAnswer(received, "a3", "Too dark.", REVIEWER, noon("2025-01-05")));
    Ask again = ((Authorization.Pended) unreadable).pend().ask("a3").orElseThrow();
    assertThat(again.isOpen()).isTrue();
    assertThat(again.problem()).contains("Too dark.");
    Authorization better = sent(unreadable, notes("a3", "00"), "d2", "2025-01-06");
    Authorization accepted =
        done(Operations.acceptAnswer(better, "a3", REVIEWER, noon("2025-01-06")));
    assertThat(((Authorization.Pended) accepted).pend().ask("a3").orElseThrow().state())
        .isEqualTo(Ask.State.ACCEPTED);
    assertThat(accepted.dossier().documents())
        .extracting(SentDocument::id, SentDocument::state, SentDocument::problem)
        .containsExactly(
            tuple("d1", SentDocument.State.UNREADABLE, Optional.of("Too dark.")),
            tuple("d2", SentDocument.State.ACCEPTED, Optional.empty()));
  }

  private static Announcement notes(String ask, String sha256) {
    return new Announcement(ask, "notes.pdf", "1: plan of care", "application/pdf", 9, sha256);
  }

  private static Authorization sent(
      Authorization state, Announcement announcement, String id, String day) {
    Authorization announced =
        done(Operations.announceDocument(state, announcement, OFFICE, noon(day)));
    assertThat(Operations.awaitedDocuments(announced)).extracting(SentDocument::id).contains(id);
    return done(Operations.receiveDocument(announced, id, OFFICE, noon(day)));
  }

  private static Authorization askedForNotes() {
    return done(
        Operations.ask(
            pended(),
            Ask.Kind.DOCUMENT,
            "Send the progress notes.",
            Party.REQUESTER,
            LocalDate.of(2025, 1, 7),
            REVIEWER,
            noon("2025-01-03")));
  }

  @Test
  void aDocumentIsReceivedOnceAndOnlyAsAnnouncedAndNotAfterTheDecision() {
    Authorization one =
        done(
            Operations.announceDocument(
                askedForNotes(), notes("a3", "00"), OFFICE, noon("2025-01-03")));
    Authorization two =
        done(Operations.announceDocument(one, notes("a3", "01"), OFFICE, noon("2025-01-03")));
    assertThat(notes("a3", "00").in(two).map(SentDocument::id)).contains("d1");
    assertThat(notes("a3", "02").in(two)).isEmpty();
    Authorization came = done(Operations.receiveDocument(two, "d1", OFFICE, noon("2025-01-03")));
    assertThat(refused(Operations.receiveDocument(came, "d1", OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.NO_SUCH_ASK);
    assertThat(refused(Operations.receiveDocument(came, "d3", OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.NO_SUCH_ASK);
    assertThat(
            refused(
                Operations.announceDocument(came, notes("a3", "02"), OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.NO_SUCH_ASK);
    Authorization approved = done(determine(came, approving(26), "2025-01-03"));
    assertThat(Operations.awaitedDocuments(approved)).isEmpty();
    assertThat(refused(Operations.receiveDocument(approved, "d2", OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
    assertThat(done(Operations.receiveDocument(came, "d2", OFFICE, noon("2025-01-03"))))
        .extracting(state -> state.dossier().documents().getLast().state())
        .isEqualTo(SentDocument.State.RECEIVED);
  }

  @Test
  void notMoreDocumentsAreAnnouncedThanCanBeKept() {
    Authorization state = askedForNotes();
    for (int n = 0; n < Operations.MOST_DOCUMENTS; n++) {
      state =
          done(
              Operations.announceDocument(
                  state, notes("a3", Integer.toString(n)), OFFICE, noon("2025-01-03")));
    }
    assertThat(
            refused(
                Operations.announceDocument(state, notes("a3", "ff"), OFFICE, noon("2025-01-03"))))
        .isEqualTo(Result.Reason.TOO_MANY_DOCUMENTS);
  }

  @ParameterizedTest
  @CsvSource({"2025-01-06, true", "2025-01-07, true", "2025-01-08, false"})
  void whatIsAskedForCanBeDueTodayOrLater(String today, boolean allowed) {
    Result result =
        Operations.ask(
            pended(),
            Ask.Kind.INFORMATION,
            "Say since when.",
            Party.REQUESTER,
            LocalDate.of(2025, 1, 7),
            REVIEWER,
            noon(today));
    assertThat(result instanceof Result.Done).isEqualTo(allowed);
  }

  @Test
  void aReviewersApprovalTakesWhatIsLeftOfTheAllotment() {
    AllotmentBalance balance =
        ((Authorization.Approved) approved())
            .approval()
            .counted()
            .map(
                counted ->
                    new AllotmentBalance(
                        counted.key(), counted.period(), counted.unit(), counted.limit(), 10))
            .orElseThrow();
    Result result =
        Operations.determine(
            pended(), approving(30), Optional.of(balance), REVIEWER, noon("2025-01-03"));
    assertThat(((AllotmentChange.Take) change(result)).counted().amount()).isEqualTo(10);
    assertThat(done(result).usable().orElseThrow().visits()).contains(30);
  }

  @Test
  void allAuthorizationsOfAPeriodEndWithIt() {
    Determination longer =
        new Determination.Approve(
            LocalDate.of(2025, 1, 10), LocalDate.of(2026, 1, 1), Optional.empty(), List.of());
    assertThat(refused(determine(pended(), longer, "2025-01-03")))
        .isEqualTo(Result.Reason.DATE_OUTSIDE);
  }

  private static Optional<LocalDate> nextAllowed(Result result) {
    assertThat(refused(result)).isEqualTo(Result.Reason.DATE_OUTSIDE);
    return ((Result.Refused) result).nextAllowed();
  }

  @Test
  void aDateThatDoesNotDoNamesTheOneThatWould() {
    LocalDate first = LocalDate.of(2025, 1, 10);
    LocalDate last = LocalDate.of(2025, 12, 31);
    Instant later = noon("2026-01-05");

    assertThat(
            nextAllowed(
                Operations.recordVisits(approved(), List.of(visit("2025-01-09")), OFFICE, later)))
        .contains(first);
    assertThat(
            nextAllowed(
                Operations.recordVisits(approved(), List.of(visit("2026-01-01")), OFFICE, later)))
        .isEmpty();
    for (Authorization state : List.of(approved(), pended())) {
      assertThat(
              nextAllowed(
                  Operations.moveServiceDates(
                      state,
                      LocalDate.of(2025, 5, 1),
                      Optional.of(LocalDate.of(2026, 1, 5)),
                      OtherDays.FREE,
                      OFFICE,
                      noon("2025-01-03"))))
          .contains(last);
    }
    assertThat(
            nextAllowed(
                Operations.moveServiceDates(
                    approved(),
                    first.minusDays(1),
                    Optional.empty(),
                    OtherDays.FREE,
                    OFFICE,
                    noon("2025-01-03"))))
        .contains(first);
    Determination longer =
        new Determination.Approve(
            first, last.plusDays(1), pended().submission().visitsRequested(), List.of());
    assertThat(nextAllowed(determine(pended(), longer, "2025-01-03"))).contains(last);
  }

  @Test
  void aDenialOffersAConversationFirst() {
    Authorization proposed = done(determine(pended(), denying(), "2025-01-03"));
    assertThat(proposed).isInstanceOf(Authorization.Pended.class);
    assertThat(((Authorization.Pended) proposed).pend().owner()).isEqualTo(Party.REQUESTER);
    Result early = determine(proposed, denying(), "2025-01-08");
    assertThat(refused(early)).isEqualTo(Result.Reason.PEER_TO_PEER_OPEN);
    assertThat(((Result.Refused) early).nextAllowed()).contains(LocalDate.of(2025, 1, 9));
    assertThat(done(determine(proposed, denying(), "2025-01-09")))
        .isInstanceOf(Authorization.Denied.class);
  }

  @Test
  void aConversationThatWasAskedForIsHeldBeforeTheDenial() {
    Authorization proposed = done(determine(pended(), denying(), "2025-01-03"));
    Authorization asked =
        done(Operations.requestPeerToPeer(proposed, "Call.", OFFICE, noon("2025-01-08")));
    assertThat(((Authorization.Pended) asked).pend().owner()).isEqualTo(Party.REVIEWER);
    assertThat(refused(determine(asked, denying(), "2025-02-01")))
        .isEqualTo(Result.Reason.PEER_TO_PEER_OPEN);
    Authorization held = done(Operations.endPeerToPeer(asked, true, REVIEWER, noon("2025-01-08")));
    assertThat(done(determine(held, denying(), "2025-01-08")))
        .isInstanceOf(Authorization.Denied.class);
    assertThat(done(determine(held, approving(26), "2025-01-08")))
        .isInstanceOf(Authorization.Approved.class);
    assertThat(refused(Operations.requestPeerToPeer(proposed, "Call.", OFFICE, noon("2025-01-09"))))
        .isEqualTo(Result.Reason.DATE_OUTSIDE);
  }

  @Test
  void aDenialSaysWhy() {
    assertThatThrownBy(() -> new Denial("", "Text.", "Policy"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Denial("NMN", "Text.", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAppealIsDecidedByAReviewer() {
    assertThat(refused(determine(denied(), approving(26), "2025-01-04")))
        .isEqualTo(Result.Reason.WRONG_STATUS);
    Authorization appealed =
        done(Operations.appeal(denied(), "first", "Please.", OFFICE, noon("2025-01-04")));
    assertThat(refused(Operations.appeal(appealed, "first", "!", OFFICE, noon("2025-01-04"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
    assertThat(done(determine(appealed, approving(26), "2025-01-05")))
        .isInstanceOf(Authorization.Approved.class);
    Authorization upheld = done(determine(appealed, denying(), "2025-01-05"));
    assertThat(((Authorization.Denied) upheld).appeal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2025-01-09, PRE_SERVICE", "2025-01-10, CONCURRENT", "2025-01-11, RETROSPECTIVE"})
  void anAppealIsAtTheStageOfTheServiceOnItsDay(String day, AppealStage stage) {
    assertThat(pended().submission().serviceFrom()).isEqualTo("2025-01-10");
    assertThat(Operations.appealStage(denied(), noon(day))).isEqualTo(stage);
  }

  @Test
  void aPartlyApprovedRequestSaysWhyTheRestIsNot() {
    Determination partly =
        new Determination.ApprovePartly(
            LocalDate.of(2025, 1, 10),
            LocalDate.of(2025, 12, 31),
            Optional.of(10),
            List.of(
                new DecidedLine("97110", 10, LineAction.PARTLY_CERTIFIED),
                new DecidedLine("97140", 0, LineAction.NOT_CERTIFIED)),
            DENIAL);
    Authorization state = done(determine(pended(), partly, "2025-01-03"));
    assertThat(state.statusOn(UNTIL)).isEqualTo(Status.PARTIALLY_APPROVED);
    assertThatThrownBy(() -> new DecidedLine("97140", 1, LineAction.NOT_CERTIFIED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void visitsOfADayAreSaidOnceAndCanBeMended() {
    Authorization state = using(using(approved(), "2025-01-10", "2025-01-13"), "2025-01-10");
    assertThat(Progress.usage(state, LocalDate.of(2025, 12, 31)).orElseThrow().used()).isEqualTo(2);
    Visit none = new Visit(LocalDate.of(2025, 1, 10), 0, List.of());
    Authorization mended =
        done(Operations.recordVisits(state, List.of(none), OFFICE, noon("2025-02-01")));
    assertThat(mended.dossier().visits()).containsExactly(visit("2025-01-13"));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-09, DATE_OUTSIDE",
    "2025-12-31, DATE_IN_FUTURE",
  })
  void visitsLieInThePastAndInsideTheApproval(String day, Result.Reason reason) {
    assertThat(
            refused(
                Operations.recordVisits(
                    approved(), List.of(visit(day)), OFFICE, noon("2025-03-01"))))
        .isEqualTo(reason);
  }

  @Test
  void aVisitBeforeTheFirstApprovedDayIsToldIt_andOneAfterTheLastThatThereIsNone() {
    assertThat(nextAllowed("2025-01-09")).contains(LocalDate.of(2025, 1, 10));
    assertThat(nextAllowed("2026-01-01")).isEmpty();
  }

  private static Optional<LocalDate> nextAllowed(String day) {
    Result result =
        Operations.recordVisits(approved(), List.of(visit(day)), OFFICE, noon("2026-02-01"));
    assertThat(refused(result)).isEqualTo(Result.Reason.DATE_OUTSIDE);
    return ((Result.Refused) result).nextAllowed();
  }

  @Test
  void notMoreVisitsAreRecordedThanAreApproved() {
    Authorization two = Lives.of(Requests.physicalTherapy().visits(2));
    Authorization used = using(two, "2025-01-10", "2025-12-31");
    assertThat(
            refused(
                Operations.recordVisits(
                    used, List.of(visit("2025-02-01")), OFFICE, noon("2025-12-31"))))
        .isEqualTo(Result.Reason.MORE_THAN_APPROVED);
  }

  @Test
  void aWithdrawalGivesBackWhatWasNotUsed() {
    Authorization used = using(approved(), "2025-01-10", "2025-01-13", "2025-01-17");
    Result result = Operations.withdraw(used, "moved away", OFFICE, noon("2025-02-01"));
    assertThat(((AllotmentChange.GiveBack) change(result)).counted().amount()).isEqualTo(23);
    Approval kept = done(result).usable().orElseThrow();
    assertThat(kept.visits()).contains(3);
    assertThat(kept.to()).isEqualTo("2025-01-17");
    assertThat(
            ((AllotmentChange.GiveBack)
                    change(Operations.withdraw(approved(), "never", OFFICE, noon("2025-02-01"))))
                .counted()
                .amount())
        .isEqualTo(26);
    assertThat(refused(Operations.withdraw(done(result), "again", OFFICE, noon("2025-02-01"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
    assertThat(refused(Operations.withdraw(approved(), "late", OFFICE, noon("2026-01-01"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "25, true", "26, false"})
  void aShortenedAuthorizationGivesBackTheRest(int kept, boolean allowed) {
    Authorization used = using(approved(), "2025-01-10", "2025-01-13");
    Result result = Operations.shorten(used, kept, OFFICE, noon("2025-02-01"));
    assertThat(result instanceof Result.Done).isEqualTo(allowed);
    if (allowed) {
      assertThat(((AllotmentChange.GiveBack) change(result)).counted().amount())
          .isEqualTo(26 - kept);
    }
  }

  @ParameterizedTest
  @CsvSource({"2025-01-09, false", "2025-01-10, true", "2025-12-31, true", "2026-01-01, false"})
  void datesMoveInsideWhatIsApproved(LocalDate day, boolean allowed) {
    Result result =
        Operations.moveServiceDates(
            approved(), day, Optional.empty(), OtherDays.FREE, OFFICE, noon("2025-01-03"));
    assertThat(result instanceof Result.Done).isEqualTo(allowed);
    if (allowed) {
      assertThat(done(result).submission().serviceFrom()).isEqualTo(day);
    }
  }

  @ParameterizedTest
  @CsvSource({"2025-01-06, false", "2025-01-07, false", "2025-01-08, true"})
  void aRequestIsClosedOnceWhatWasAskedForIsOverdue(String day, boolean closed) {
    assertThat(Operations.close(pended(), REVIEWER, noon(day)) instanceof Result.Done)
        .isEqualTo(closed);
  }

  @Test
  void anExtensionIsNotedAtWhatItExtends() {
    AuthorizationId extension = AuthorizationId.of(7);
    Authorization state =
        done(Operations.noteExtension(approved(), extension, true, OFFICE, noon("2025-02-01")));
    assertThat(state.dossier().extensions()).containsExactly(extension);
    assertThat(
            refused(
                Operations.noteExtension(pended(), extension, false, OFFICE, noon("2025-02-01"))))
        .isEqualTo(Result.Reason.WRONG_STATUS);
  }

  @Test
  void aDividedRequestIsAsFarAsItsSlowestPart() {
    LocalDate day = LocalDate.of(2025, 1, 20);
    assertThat(Parents.statusOn(List.of(approved(), pended()), day)).isEqualTo(Status.PENDED);
    assertThat(Parents.statusOn(List.of(approved(), denied()), day))
        .isEqualTo(Status.PARTIALLY_APPROVED);
    Authorization free = Lives.of(Requests.physicalTherapy().of("bcbsma", "commercial-ppo"));
    assertThat(Parents.statusOn(List.of(approved(), free), day)).isEqualTo(Status.APPROVED);
    assertThat(Parents.statusOn(List.of(free, free), day)).isEqualTo(Status.NOT_REQUIRED);
  }

  @Test
  void nothingPersonalShowsInWhatCouldBeLogged() {
    Authorization state =
        done(
            Operations.answerInformation(
                pended(), "a1", "Ada is better.", OFFICE, noon("2025-01-03")));
    assertThat(state.toString() + OFFICE)
        .doesNotContain("Ada", "Lovelace", "XXP", "1980", "office");
    assertThat(new Event.InformationAnswered("a1", "Ada is better.").toString())
        .doesNotContain("Ada");
  }

  @Test
  void replay_givesALetterTheTemplatesOfItsEvent_whicheverAreCurrent() {
    Entry made =
        Operations.submit(
                Lives.ID,
                pended().submission(),
                pended().dossier().basis(),
                new Outcome.Pended(((Authorization.Pended) pended()).pend()),
                OFFICE,
                noon("2025-01-02"))
            .entry();
    Entry other =
        new Entry(
            made.id(),
            made.version(),
            made.at(),
            made.sub(),
            made.role(),
            made.event(),
            Letter.CURRENT_TEMPLATES + 1);

    assertThat(made.templates()).isEqualTo(Letter.CURRENT_TEMPLATES);
    assertThat(Authorization.replay(List.of(other)).dossier().letters())
        .extracting(Letter::templates)
        .containsExactly(Letter.CURRENT_TEMPLATES + 1);
  }

  @Test
  void eventsThatDoNotFollowGiveNoState() {
    Entry submitted =
        Operations.submit(
                Lives.ID,
                pended().submission(),
                pended().dossier().basis(),
                new Outcome.NotRequired(),
                OFFICE,
                noon("2025-01-02"))
            .entry();
    Entry visits =
        new Entry(
            Lives.ID,
            2,
            noon("2025-01-10"),
            "office",
            Role.PROVIDER,
            new Event.VisitsRecorded(List.of(visit("2025-01-10"))),
            Letter.CURRENT_TEMPLATES);
    assertThat(Authorization.replay(List.of(submitted)))
        .isInstanceOf(Authorization.NotRequired.class);
    assertThatThrownBy(() -> Authorization.replay(List.of(submitted, visits)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Authorization.replay(List.of(visits)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Authorization.replay(List.of(submitted, submitted)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Authorization.replay(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final Denial OTHER_DENIAL =
      new Denial("NCB", "It is not a benefit.", "Policy 178");

  @ParameterizedTest(name = "on {0} it waits for the {1}")
  @CsvSource({"2025-01-07, REQUESTER", "2025-01-08, REQUESTER", "2025-01-09, REVIEWER"})
  void anOfferThatNobodyTookUp_waitsForTheReviewer(String today, Party owner) {
    Authorization.Pended proposed =
        (Authorization.Pended) done(determine(pended(), denying(), "2025-01-03"));
    LocalDate day = LocalDate.parse(today);

    assertThat(proposed.pendOn(day).owner()).isEqualTo(owner);
    assertThat(Progress.nextStep(proposed, day).orElseThrow().owner()).isEqualTo(owner);
    assertThat(
            Due.until(LocalDate.of(2025, 12, 31), List.of(proposed), noon(today)).stream()
                .anyMatch(due -> due.deadline().text().startsWith("Say whether")))
        .isEqualTo(owner == Party.REQUESTER);
    assertThat(Operations.requestPeerToPeer(proposed, "Call.", OFFICE, noon(today)))
        .isInstanceOf(owner == Party.REQUESTER ? Result.Done.class : Result.Refused.class);
  }

  @Test
  void aDenialNeedsAnOffer_untilOneAboutTheSameDenialIsOver() {
    Determination again = new Determination.Deny(DENIAL, Optional.empty());
    Determination other = new Determination.Deny(OTHER_DENIAL, Optional.empty());
    assertThat(refused(determine(pended(), again, "2025-01-03")))
        .isEqualTo(Result.Reason.OFFER_MISSING);
    Authorization proposed = done(determine(pended(), denying(), "2025-01-03"));
    Authorization declined =
        done(Operations.endPeerToPeer(proposed, false, OFFICE, noon("2025-01-03")));
    for (Authorization over : List.of(declined, proposed)) {
      assertThat(done(determine(over, again, "2025-01-09")))
          .isInstanceOf(Authorization.Denied.class);
      assertThat(refused(determine(over, other, "2025-01-09")))
          .isEqualTo(Result.Reason.OFFER_MISSING);
    }

    Authorization.Pended proposedAnew =
        (Authorization.Pended)
            done(
                determine(
                    proposed,
                    new Determination.Deny(OTHER_DENIAL, LocalDate.of(2025, 1, 15)),
                    "2025-01-09"));

    assertThat(proposedAnew.proposed().orElseThrow().denial()).isEqualTo(OTHER_DENIAL);
    assertThat(proposedAnew.pend().asks())
        .filteredOn(ask -> ask.kind() == Ask.Kind.CONVERSATION)
        .extracting(Ask::state)
        .containsExactly(Ask.State.LAPSED, Ask.State.ASKED);
  }

  private static Authorization twoLines() {
    return Lives.of(
        Lives.unknown(
            Requests.physicalTherapy()
                .visits(30)
                .lines(new Submission.Line("97110", 30), new Submission.Line("97140", 30))));
  }

  private static Determination.Approve whole(Integer visits, DecidedLine... lines) {
    return new Determination.Approve(
        LocalDate.of(2025, 1, 10),
        LocalDate.of(2025, 12, 31),
        Optional.ofNullable(visits),
        List.of(lines));
  }

  private static DecidedLine line(String code, int units, LineAction action) {
    return new DecidedLine(code, units, action);
  }

  @Test
  void anApproval_isOfAllThatWasAskedFor() {
    LineAction certified = LineAction.CERTIFIED;
    assertThat(refused(determine(twoLines(), whole(29), "2025-01-03")))
        .isEqualTo(Result.Reason.FEWER_VISITS);
    assertThat(
            refused(determine(twoLines(), whole(30, line("97110", 30, certified)), "2025-01-03")))
        .isEqualTo(Result.Reason.FEWER_UNITS);
    assertThat(
            refused(
                determine(
                    twoLines(),
                    whole(30, line("97110", 10, certified), line("97140", 30, certified)),
                    "2025-01-03")))
        .isEqualTo(Result.Reason.FEWER_UNITS);
    for (Determination.Approve whole :
        List.of(
            whole(null),
            whole(31),
            whole(30, line("97110", 30, certified), line("97140", 40, certified)),
            whole(30, line("97110", 30, certified), line("97140", 5, LineAction.MODIFIED)),
            whole(30, line("97110", 30, certified), line("97530", 30, LineAction.MODIFIED)))) {
      assertThat(done(determine(twoLines(), whole, "2025-01-03")))
          .isInstanceOf(Authorization.Approved.class);
    }
    assertThat(LineStatus.of(done(determine(twoLines(), whole(null), "2025-01-03"))))
        .containsExactly(
            new LineStatus("97110", Optional.of(30), 30, 0, certified),
            new LineStatus("97140", Optional.of(30), 30, 0, certified));
  }

  @Test
  void theActionOfALine_followsFromItsUnits() {
    List<DecidedLine> said =
        List.of(
            line("97110", 20, LineAction.CERTIFIED),
            line("97140", 30, LineAction.PARTLY_CERTIFIED));
    Authorization here =
        done(
            determine(
                twoLines(),
                new Determination.ApprovePartly(
                    LocalDate.of(2025, 1, 10),
                    LocalDate.of(2025, 12, 31),
                    Optional.of(30),
                    said,
                    DENIAL),
                "2025-01-03"));
    Authorization one =
        Lives.of(
            Requests.physicalTherapy()
                .service("mri")
                .by("ordering-provider")
                .lines(new Submission.Line("70551", 1)));
    Authorization elsewhere =
        done(
            Operations.outsideDecision(
                one,
                new Event.OutsideDecision(
                    "ACMP1",
                    LocalDate.of(2025, 1, 3),
                    new OutsideResult.PartlyApproved(
                        days("2025-01-10", "2025-03-10", LineAction.PARTLY_CERTIFIED, 1), DENIAL)),
                OFFICE,
                noon("2025-01-03")));

    assertThat(here.usable().orElseThrow().lines())
        .extracting(DecidedLine::action)
        .containsExactly(LineAction.PARTLY_CERTIFIED, LineAction.CERTIFIED);
    assertThat(elsewhere.usable().orElseThrow().lines())
        .containsExactly(line("70551", 1, LineAction.CERTIFIED));
  }

  @Test
  void theTimeToDecideElsewhere_beginsWhenTheRequestIsMadeThere() {
    Authorization.Pended asked = (Authorization.Pended) recorded();
    Ask submit = asked.pend().asks().getFirst();
    Instant end = submit.dueBy(asked.dossier().basis().zone());
    assertThat(asked.pend().decisionDueBy())
        .isEqualTo(
            asked.pend().clock().orElseThrow().within().end(end, asked.dossier().basis().zone()));

    Authorization.Pended made =
        (Authorization.Pended)
            done(
                Operations.answerInformation(
                    asked, submit.id(), "Sent.", OFFICE, Instant.parse("2025-01-03T17:00:00Z")));

    // Seven days later, to the end of the day.
    assertThat(made.pend().decisionDueBy())
        .isEqualTo(Instant.parse("2025-01-11T04:59:59.999999999Z"));
    assertThat(made.pend().asks().getLast().dueBy()).isEqualTo("2025-01-10");
  }

  @ParameterizedTest
  @CsvSource({"2026-01-01T04:59:59Z,", "2026-01-01T05:00:00Z, EXPIRED"})
  void thatItExpired_isToldFromThatInstantOn(Instant now, Status ended) {
    assertThat(Progress.ended(approved(), now).map(Progress.Ended::status).orElse(null))
        .isEqualTo(ended);
    assertThat(Progress.ended(pended(), Instant.parse("2030-01-01T00:00:00Z")).orElseThrow())
        .extracting(Progress.Ended::status)
        .isEqualTo(Status.CLOSED);
  }
}
