package dev.priorauth.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Intake;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.RuleFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Letters of requests that were decided by the rules that this project publishes. */
class RealRulesTest {
  private static final Instant AT = Instant.parse("2025-01-02T15:00:00Z");
  private static final LocalDate FROM = LocalDate.of(2025, 1, 6);
  private static final RuleBook BOOK =
      RuleFolder.check(Path.of("../../rules-json")).books().stream()
          .map(BookReader::read)
          .filter(book -> book.payer().id().equals("bcbsma"))
          .findFirst()
          .orElseThrow();

  private static List<Entry> history(
      String administrator, String service, int visits, Event... further) {
    Submission submission =
        new Submission(
            "bcbsma",
            "commercial-hmo",
            Optional.empty(),
            new Submission.Member(
                new MemberId("XXP123456789"), "Ada", "Lovelace", LocalDate.of(1980, 5, 17)),
            new Submission.Requester(new Npi("1234567893"), "pcp"),
            new Npi("1003000126"),
            service,
            List.of(),
            List.of(),
            FROM,
            Optional.of(LocalDate.of(2025, 3, 31)),
            Optional.of(visits),
            new Submission.Urgency.Standard(),
            Facts.NONE,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    Intake.DecidedPart part =
        Intake.decide(
                BOOK,
                submission,
                new Intake.Around(
                    new HandlingPolicy(Set.of("bcbsma")),
                    new Eligibility(Eligibility.State.ACTIVE, Optional.empty()),
                    List.of(),
                    Optional.empty(),
                    List.of()),
                _ -> List.of(),
                AT)
            .getFirst();
    Decision.Accepted accepted = (Decision.Accepted) part.decision();
    Basis found =
        Basis.of(
            accepted.ground(), BOOK.payer().zone(), BOOK.hash(), part.lead(), Optional.empty());
    Basis basis =
        new Basis(
            found.handling(),
            administrator,
            found.zone(),
            found.period(),
            found.book(),
            found.rules(),
            found.messages(),
            found.lead(),
            found.parent());
    AuthorizationId id = AuthorizationId.of(42);
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Operations.submit(
                id,
                part.submission(),
                basis,
                accepted.outcome(),
                new Actor("office", Role.PROVIDER, Set.of(), Set.of()),
                AT)
            .entry());
    for (Event event : further) {
      int version = entries.size() + 1;
      entries.add(new Entry(id, version, AT.plusSeconds(60), "nurse", Role.REVIEWER, event, 1));
    }
    return entries;
  }

  private static String text(List<Entry> history) {
    return Letters.letter(
            Authorization.replay(history).dossier().letters().getLast(), history, BOOK)
        .html()
        .replaceAll("(?s)<head>.*</head>", "")
        .replaceAll("<[^>]*>", "")
        .replaceAll("\\s+", " ");
  }

  @Test
  void approval_saysWhyWithTheWordsOfTheSources() {
    assertThat(text(history("bcbsma", "physical-therapy", 10)))
        .contains("The request is approved", "10 visits", " Why ", "Source: ", ", lines ");
  }

  @Test
  void pend_saysByWhichLawItHasToBeDecided() {
    assertThat(text(history("bcbsma", "physical-therapy", 40)))
        .contains("The request is not decided yet", "The time to decide is", "Source: ");
  }

  @Test
  void denial_namesTheWaysToAppealOfEveryStageThatCanStillCome() {
    String letter = text(history("carelon", "mri", 1, new Event.ReviewerDenied(Cases.DENIAL)));

    assertThat(letter)
        .contains("How to appeal", "Appeal before the first day of service", "Carelon")
        .contains("after the last day of service");
  }

  @Test
  void denial_saysThatNoWayIsPrinted_andWhomToAsk() {
    assertThat(
            text(history("bcbsma", "physical-therapy", 40, new Event.ReviewerDenied(Cases.DENIAL))))
        .contains(
            "The documents print no way to appeal before the first day of service. That does not"
                + " mean that there is none: ask the payer.");
  }

  @Test
  void proposedDenial_saysHowToAskForTheConversation_andUntilWhen() {
    assertThat(
            text(
                history(
                    "wholehealth-living",
                    "chiropractic",
                    40,
                    new Event.DenialProposed(Cases.DENIAL, LocalDate.of(2025, 1, 15)))))
        .contains("until January 15, 2025, that day included", "Request for a Peer to Peer");
  }

  @Test
  void letter_namesTheAdministrator() {
    assertThat(text(history("carelon", "mri", 1)))
        .contains("Carelon")
        .contains("AdministratorCarelon Medical Benefits Management");
  }
}
