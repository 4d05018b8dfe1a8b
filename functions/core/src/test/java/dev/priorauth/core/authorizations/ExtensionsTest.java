package dev.priorauth.core.authorizations;

import static dev.priorauth.core.authorizations.Lives.OFFICE;
import static dev.priorauth.core.authorizations.Lives.REVIEWER;
import static dev.priorauth.core.authorizations.Lives.done;
import static dev.priorauth.core.authorizations.Lives.noon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.CriteriaSet;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.decisions.Message;
import dev.priorauth.core.decisions.Paper;
import dev.priorauth.core.decisions.TherapyBook;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Requests;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.SmallBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionsTest {
  private static final RuleBook BOOK = TherapyBook.bcbsma();
  private static final String FORM = "Send: Extension form.";
  private static final String EVALUATION = "Send: Initial evaluation.";
  private static final String NOTES = "Send: Updated progress notes.";

  private final Authorization first = Lives.approved();

  private static Authorization extending(
      int id, Requests request, String day, Authorization extended, Authorization... others) {
    Intake.DecidedPart part =
        Intake.decide(
                BOOK,
                request.extending(extended.id()).submission(),
                new Intake.Around(
                    new HandlingPolicy(Set.of("bcbsma")),
                    new Eligibility(Eligibility.State.ACTIVE, Optional.empty()),
                    List.of(),
                    Optional.of(extended),
                    List.of(others)),
                _ -> List.of(),
                noon(day))
            .getFirst();
    Decision.Accepted accepted = (Decision.Accepted) part.decision();
    return Operations.submit(
            AuthorizationId.of(id),
            part.submission(),
            Basis.of(
                accepted.ground(), TherapyBook.ZONE, BOOK.hash(), part.lead(), Optional.empty()),
            accepted.outcome(),
            OFFICE,
            noon(day))
        .state();
  }

  private static Requests more() {
    return Requests.physicalTherapy().from("2025-06-02").visits(8);
  }

  private static List<String> asked(Authorization state) {
    return ((Authorization.Pended) state)
        .pend().asks().stream()
            .filter(ask -> ask.kind() == Ask.Kind.DOCUMENT)
            .map(Ask::what)
            .toList();
  }

  private static Authorization sent(Authorization state, String what, String day) {
    String ask =
        ((Authorization.Pended) state)
            .pend().asks().stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow()
                .id();
    Authorization announced =
        done(
            Operations.announceDocument(
                state,
                new Announcement(
                    ask, "scan.pdf", "1: plan of care", "application/pdf", 5, "0a".repeat(32)),
                OFFICE,
                noon(day)));
    String document = announced.dossier().documents().getLast().id();
    return done(Operations.receiveDocument(announced, document, OFFICE, noon(day)));
  }

  private Authorization firstExtension() {
    return extending(1, more(), "2025-03-03", first);
  }

  private static Authorization approved(Authorization pended) {
    return done(
        Operations.determine(
            pended,
            new Operations.Determination.Approve(
                LocalDate.of(2025, 6, 2), LocalDate.of(2025, 12, 31), Optional.of(8), List.of()),
            Optional.empty(),
            REVIEWER,
            noon("2025-03-11")));
  }

  @Test
  void extension_asksForAll_whereNothingCameBefore() {
    Authorization extension = firstExtension();
    assertThat(asked(extension)).containsExactly(FORM, EVALUATION, NOTES);
    assertThat(((Authorization.Pended) extension).pend().asks().getFirst().item())
        .hasValueSatisfying(item -> assertThat(item.cite()).isEqualTo(SmallBook.CITE));
    assertThat(extension.dossier().basis().papers()).isEmpty();
  }

  @Test
  void extension_doesNotAskAgain_forWhatCameForAnotherExtension() {
    Authorization other = sent(firstExtension(), EVALUATION, "2025-03-10");
    Authorization extension = extending(2, more(), "2025-05-05", first, other);
    assertThat(asked(extension)).containsExactly(FORM, NOTES);
    assertThat(extension.dossier().basis().papers())
        .containsExactly(
            new Paper(
                "initial-evaluation",
                "Initial evaluation",
                other.id(),
                LocalDate.of(2025, 3, 10),
                SmallBook.CITE));
    assertThat(extension.dossier().basis().messages())
        .filteredOn(message -> message.kind().equals("earlier-paper"))
        .extracting(Message::text)
        .containsExactly(
            "Not asked for again: Initial evaluation. It came on 2025-03-10 for "
                + other.id()
                + ".");
  }

  @Test
  void extension_doesNotAskAgain_forWhatCameAnywhereInItsChain() {
    Authorization second = approved(sent(firstExtension(), EVALUATION, "2025-03-10"));
    Authorization third = approved(extending(2, more(), "2025-05-05", second));
    Authorization fourth = extending(3, more(), "2025-07-07", third);
    assertThat(asked(fourth)).containsExactly(FORM, NOTES);
    assertThat(fourth.dossier().basis().papers().getFirst().of()).isEqualTo(second.id());
  }

  @Test
  void extension_asksAgain_forWhatWasUnreadableOrNeverCame() {
    Authorization came = sent(firstExtension(), EVALUATION, "2025-03-10");
    String ask = came.dossier().documents().getFirst().ask();
    Authorization unreadable =
        done(Operations.refuseAnswer(came, ask, "Too dark.", REVIEWER, noon("2025-03-11")));
    assertThat(asked(extending(2, more(), "2025-05-05", first, unreadable))).contains(EVALUATION);
    Authorization announced =
        done(
            Operations.announceDocument(
                firstExtension(),
                new Announcement(
                    ask, "scan.pdf", "1: plan of care", "application/pdf", 5, "0a".repeat(32)),
                OFFICE,
                noon("2025-03-10")));
    assertThat(asked(extending(2, more(), "2025-05-05", first, announced))).contains(EVALUATION);
  }

  /** A new episode of care needs a new initial evaluation. */
  @ParameterizedTest
  @CsvSource({"2025-03-09, false", "2025-03-10, false", "2025-03-11, true"})
  void extension_asksAgain_whereTheEvaluationIsNewerThanWhatCame(String evaluated, boolean asks) {
    Authorization other = sent(firstExtension(), EVALUATION, "2025-03-10");
    Authorization extension =
        extending(2, more().evaluatedOn(evaluated), "2025-05-05", first, other);
    assertThat(asked(extension).contains(EVALUATION)).isEqualTo(asks);
  }

  @Test
  void lastingAnswersCount_andOneOfItsOwnCountsBeforeThem() {
    CriteriaSet set =
        new CriteriaSet(
            "set",
            "1",
            "Set",
            new Box(Map.of(Fact.SERVICE, SmallBook.anyOf("physical-therapy"))),
            "An example.",
            List.of(question("baseline", true), question("progress", false)),
            SmallBook.CITE);
    Authorization answered =
        Lives.of(
            Requests.physicalTherapy().answering(Map.of("baseline", "yes", "progress", "yes")));
    assertThat(Extensions.withLastingAnswers(more().submission(), answered, List.of(set)).answers())
        .isEqualTo(Map.of("baseline", "yes"));
    assertThat(
            Extensions.withLastingAnswers(
                    more().answering(Map.of("baseline", "no")).submission(), answered, List.of(set))
                .answers())
        .isEqualTo(Map.of("baseline", "no"));
  }

  private static CriteriaSet.Question question(String id, boolean lasting) {
    return new CriteriaSet.Question(
        id,
        id + "?",
        List.of("yes", "no"),
        Set.of("yes"),
        Optional.empty(),
        lasting,
        SmallBook.CITE);
  }

  @Test
  void anExtensionThatCameToNothing_keepsNobodyFromAskingAgain() {
    Authorization extended =
        done(
            Operations.noteExtension(
                Lives.approved(), Lives.ID, false, Lives.OFFICE, noon("2025-06-01")));
    LocalDate today = LocalDate.of(2025, 6, 2);
    Authorization asked = Lives.pended();
    Authorization withdrawn =
        done(Operations.withdraw(asked, "moved", Lives.OFFICE, noon("2025-01-03")));
    LocalDate last = ((Authorization.Pended) asked).pend().closesOn().orElseThrow();

    assertThat(isAskedFor(extended, List.of(), today)).isFalse();
    assertThat(isAskedFor(extended, List.of(withdrawn), today)).isTrue();
    assertThat(isAskedFor(extended, List.of(asked), last)).isFalse();
    assertThat(isAskedFor(extended, List.of(asked), last.plusDays(1))).isTrue();
  }

  /** Whether the office is told until when to ask for an extension. */
  private static boolean isAskedFor(
      Authorization extended, List<Authorization> extensions, LocalDate today) {
    return Progress.deadlines(Extensions.stillAsked(extended, extensions, today), today).stream()
        .anyMatch(deadline -> deadline.kind() == Deadline.Kind.EXTENSION_DUE);
  }
}
