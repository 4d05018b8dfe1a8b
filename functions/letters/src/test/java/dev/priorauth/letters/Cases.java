package dev.priorauth.letters;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.Span;
import dev.priorauth.core.sources.Citation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Requests of one member with every kind of letter, and a small book. */
final class Cases {
  static final Instant AT = Instant.parse("2025-01-02T15:00:00Z");
  static final Denial DENIAL =
      new Denial("NMN", "The records show no progress in the last month.", "Policy 178, page 3");
  static final Approval APPROVAL =
      new Approval(
          LocalDate.of(2025, 1, 10),
          LocalDate.of(2025, 3, 31),
          Optional.empty(),
          List.of(
              new DecidedLine("81211", 2, LineAction.CERTIFIED),
              new DecidedLine("81162", 7, LineAction.PARTLY_CERTIFIED)),
          Optional.empty());

  private static final Npi PHYSICIAN = new Npi("1234567893");
  private static final Npi LABORATORY = new Npi("1003000126");
  private static final Actor OFFICE =
      new Actor("office", Role.PROVIDER, Set.of(PHYSICIAN), Set.of());

  private Cases() {}

  static RuleBook book() {
    Vocabulary.Payer payer =
        new Vocabulary.Payer(
            "payer", "Harbor Health Plan", ZoneId.of("America/New_York"), List.of("hmo"), "c");
    Vocabulary vocabulary =
        new Vocabulary(
            Map.of(
                Fact.REQUESTER_ROLE,
                new Vocabulary.Definition(
                    Fact.REQUESTER_ROLE,
                    "Who makes the request?",
                    Map.of(
                        "pcp", "the primary care provider",
                        "ordering-provider", "the ordering provider",
                        "facility", "the facility"))),
            List.of(payer),
            List.of(new Vocabulary.Service("genetic-test", "Genetic test", List.of(), Map.of())));
    return new RuleBook(
        vocabulary,
        payer,
        "hash",
        List.of(),
        List.of(),
        List.of(),
        new Directory(
            List.of(
                new Directory.Administrator("payer", "Harbor Health Plan", List.of(), List.of())),
            List.of(),
            List.of(
                contact("a", "appeal", "address", "1 Harbor Street, Boston"),
                contact("b", "peer-to-peer", "phone", "617-555-0100"),
                contact("c", "prior-authorization", "phone", "617-555-0199")),
            List.of(),
            List.of()),
        List.of());
  }

  private static Contact contact(String id, String topic, String kind, String value) {
    return new Contact(
        id,
        "payer",
        List.of(topic),
        List.of(),
        List.of(),
        kind,
        value,
        Optional.empty(),
        Optional.empty(),
        "For " + topic + ".",
        Optional.empty(),
        Span.ALWAYS,
        List.of(),
        new Citation("d", "1", "q", Optional.empty(), LocalDate.of(2025, 1, 1)));
  }

  static Submission submission(String role, String lastName) {
    return new Submission(
        "payer",
        "hmo",
        Optional.empty(),
        new Submission.Member(
            new MemberId("XXP123456789"), "Ada", lastName, LocalDate.of(1980, 5, 17)),
        new Submission.Requester(PHYSICIAN, role),
        LABORATORY,
        "genetic-test",
        List.of(new Submission.Line("81211", 2), new Submission.Line("81162", 9)),
        List.of(),
        LocalDate.of(2025, 1, 10),
        Optional.of(LocalDate.of(2025, 3, 31)),
        Optional.empty(),
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
  }

  static Pend pend() {
    return new Pend(
        Pend.Reason.MORE_INFORMATION,
        "The family history is missing.",
        List.of(
            Ask.of(
                1,
                Ask.Kind.DOCUMENT,
                "Send the family history.",
                Party.REQUESTER,
                LocalDate.of(2025, 1, 14)),
            Ask.of(2, Ask.Kind.DECISION, "Decide it.", Party.REVIEWER, LocalDate.of(2025, 1, 16))),
        Party.REQUESTER,
        Instant.parse("2025-01-17T04:59:59Z"),
        Optional.empty());
  }

  static List<Entry> history(Submission submission, Outcome outcome, Event... further) {
    Basis basis =
        new Basis(
            Handling.DECIDED_HERE,
            "payer",
            ZoneId.of("America/New_York"),
            Optional.empty(),
            "hash",
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    AuthorizationId id = AuthorizationId.of(42);
    List<Entry> entries = new ArrayList<>();
    entries.add(Operations.submit(id, submission, basis, outcome, OFFICE, AT).entry());
    for (Event event : further) {
      int version = entries.size() + 1;
      entries.add(
          new Entry(
              id, version, AT.plusSeconds(86_400L * version), "nurse", Role.REVIEWER, event, 1));
    }
    return entries;
  }

  /** Events whose last one owes a letter of that kind. */
  static List<Entry> history(Letter.Kind kind) {
    Submission submission = submission("ordering-provider", "Núñez-Nguyễn");
    Outcome pended = new Outcome.Pended(pend());
    return switch (kind) {
      case APPROVAL -> history(submission, new Outcome.Approved(APPROVAL));
      case PARTIAL_APPROVAL ->
          history(submission, pended, new Event.ReviewerApprovedPartly(APPROVAL, DENIAL));
      case PEND ->
          history(submission, pended, new Event.DenialProposed(DENIAL, LocalDate.of(2025, 1, 15)));
      case DENIAL -> history(submission, pended, new Event.ReviewerDenied(DENIAL));
      case WITHDRAWAL -> history(submission, pended, new Event.Withdrawn("The member moved away."));
      case CLOSING -> history(submission, pended, new Event.Closed());
    };
  }

  static Printed last(List<Entry> history) {
    Letter letter = Authorization.replay(history).dossier().letters().getLast();
    return Letters.letter(letter, history, book());
  }
}
