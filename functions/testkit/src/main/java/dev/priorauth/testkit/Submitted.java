package dev.priorauth.testkit;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.IdempotencyKey;
import dev.priorauth.dynamodb.SubmitResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Authorizations in the store, as submissions leave them: physical therapy, asked for by {@link
 * Tokens#NPI} on 2026-11-02 and given by {@link Tokens#OTHER_NPI}, each for another member.
 */
public final class Submitted {
  public static final LocalDate FROM = LocalDate.of(2026, 11, 2);
  public static final LocalDate TO = LocalDate.of(2026, 12, 31);

  private static final Instant AT = Instant.parse("2026-11-02T15:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int LIMIT = 26;
  private static final AtomicLong NUMBER = new AtomicLong();

  /** Spreads the numbers over all characters of an id. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private static final ServicePeriod YEAR =
      new ServicePeriod(Effects.PeriodKind.CALENDAR_YEAR, LocalDate.of(2026, 1, 1), TO);
  private static final Actor OFFICE =
      new Actor("office", Role.PROVIDER, Set.of(new Npi(Tokens.NPI)), Set.of());

  private final AuthorizationStore store;
  private final String book;

  /**
   * @param book the hash of the book by which they were decided
   */
  public Submitted(AuthorizationStore store, String book) {
    this.store = store;
    this.book = book;
  }

  /** So many visits, until the end of the year, with one line of as many units. */
  public Authorization approved(int visits) {
    Submission submission = submission(member());
    return keep(
        submission,
        Handling.DECIDED_HERE,
        new Outcome.Approved(
            new Approval(
                FROM,
                TO,
                Optional.of(visits),
                List.of(new DecidedLine("97110", visits, LineAction.CERTIFIED)),
                Optional.of(
                    new Counted(
                        allotment(submission.member().id()),
                        YEAR,
                        Effects.Unit.VISITS,
                        LIMIT,
                        visits)))));
  }

  /** A reviewer has to decide it (a1); the office is asked for words (a2) and a document (a3). */
  public Authorization pended() {
    return pended(member());
  }

  /** Another one of a member who has one. */
  public Authorization pended(MemberId member) {
    return keep(
        submission(member),
        Handling.DECIDED_HERE,
        new Outcome.Pended(
            pend(
                Ask.of(1, Ask.Kind.DECISION, "Decide it.", Party.REVIEWER, FROM.plusDays(30)),
                Ask.of(
                    2, Ask.Kind.INFORMATION, "Say since when.", Party.REQUESTER, FROM.plusDays(28)),
                Ask.of(
                    3,
                    Ask.Kind.DOCUMENT,
                    "Send the plan of care.",
                    Party.REQUESTER,
                    FROM.plusDays(28)))));
  }

  /** Carelon decides it elsewhere. */
  public Authorization recorded() {
    return keep(
        submission(member()),
        Handling.RECORDED,
        new Outcome.Pended(
            pend(
                Ask.of(1, Ask.Kind.INFORMATION, "Submit it.", Party.REQUESTER, FROM.plusDays(1)),
                Ask.of(
                    2, Ask.Kind.DECISION, "Decide it.", Party.ADMINISTRATOR, FROM.plusDays(30)))));
  }

  /** The reference that joins two parts: one needs nothing, the other Carelon decides elsewhere. */
  public AuthorizationId divided() {
    AuthorizationId parent = newId();
    Submission submission = submission(member());
    List<Done> parts =
        List.of(
            done(
                submission,
                basis(Handling.DECIDED_HERE, Optional.of(parent)),
                new Outcome.NotRequired()),
            done(
                submission.forService("mri", submission.lines()),
                basis(Handling.RECORDED, Optional.of(parent)),
                new Outcome.Pended(
                    pend(
                        Ask.of(
                            1,
                            Ask.Kind.DECISION,
                            "Decide it.",
                            Party.ADMINISTRATOR,
                            FROM.plusDays(30))))));
    keep(parts);
    return parent;
  }

  /** The allotment that {@link #approved} takes from. */
  public static AllotmentKey allotment(MemberId member) {
    return new AllotmentKey(
        "bcbsma", member, Optional.of(new Npi(Tokens.OTHER_NPI)), "physical-therapy");
  }

  private Authorization keep(Submission submission, Handling handling, Outcome outcome) {
    Done done = done(submission, basis(handling, Optional.empty()), outcome);
    keep(List.of(done));
    return done.state();
  }

  private static Done done(Submission submission, Basis basis, Outcome outcome) {
    return Operations.submit(newId(), submission, basis, outcome, OFFICE, AT);
  }

  private void keep(List<Done> parts) {
    Authorization first = parts.getFirst().state();
    SubmitResult result =
        store.submit(
            parts,
            store.standing(first.submission().payer(), first.submission().member().id()),
            new IdempotencyKey(new Npi(Tokens.NPI), first.id().text()),
            "hash");
    if (!(result instanceof SubmitResult.Stored)) {
      throw new IllegalStateException("not stored: " + result);
    }
  }

  private static AuthorizationId newId() {
    return AuthorizationId.of(NUMBER.incrementAndGet() * SPREAD);
  }

  private static MemberId member() {
    return new MemberId("XXP" + (100_000_000 + NUMBER.incrementAndGet()));
  }

  private Basis basis(Handling handling, Optional<AuthorizationId> parent) {
    return new Basis(
        handling,
        switch (handling) {
          case DECIDED_HERE -> "bcbsma";
          case RECORDED -> "carelon";
        },
        ZONE,
        switch (handling) {
          case DECIDED_HERE -> Optional.of(YEAR);
          case RECORDED -> Optional.empty();
        },
        book,
        List.of(),
        List.of(),
        Optional.empty(),
        parent);
  }

  private static Pend pend(Ask... asks) {
    return new Pend(
        Pend.Reason.CLINICAL_REVIEW,
        "A reviewer has to see it.",
        List.of(asks),
        Party.REQUESTER,
        Instant.parse("2026-12-03T04:59:59Z"),
        Optional.empty());
  }

  private static Submission submission(MemberId member) {
    LocalDate first = FROM.plusDays(NUMBER.incrementAndGet() % 28);
    return new Submission(
        "bcbsma",
        "commercial-hmo",
        Optional.of("fully-insured"),
        new Submission.Member(member, "Ada", "Lovelace", LocalDate.of(1980, 5, 17)),
        new Submission.Requester(new Npi(Tokens.NPI), "pcp"),
        new Npi(Tokens.OTHER_NPI),
        "physical-therapy",
        List.of(new Submission.Line("97110", LIMIT)),
        List.of(new Submission.Diagnosis("M54.50", true)),
        first,
        Optional.empty(),
        Optional.of(LIMIT),
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
}
