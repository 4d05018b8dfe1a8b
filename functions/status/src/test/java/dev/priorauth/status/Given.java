package dev.priorauth.status;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Event.OutsideDecision;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.ExtensionLead;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.decisions.TimeLimit;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AppendResult;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.IdempotencyKey;
import dev.priorauth.dynamodb.SubmitResult;
import dev.priorauth.testkit.Tokens;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** An authorization to be stored: what was asked for, and what became of it. */
final class Given {
  /** Who treats; no token names this one unless a test makes it. */
  static final String SERVICING = "1003000126";

  static final String BORN_ON = "1980-05-17";
  static final LocalDate FROM = LocalDate.of(2026, 9, 1);

  /** The sixtieth day after the first. */
  static final LocalDate TO = LocalDate.of(2026, 10, 31);

  private static final Actor OFFICE =
      new Actor("office", Role.PROVIDER, Set.of(new Npi(Tokens.NPI)), Set.of());
  private static final Denial DENIAL =
      new Denial("NMN", "The records show no progress.", "Policy 178, page 3");
  private static final AtomicLong NUMBERS = new AtomicLong(1);

  private final RuleBook book;
  private final String service;
  private final String member;
  private String requester = Tokens.NPI;
  private List<Line> lines = List.of();
  private LocalDate from = FROM;
  private Instant at = Instant.parse("2026-08-31T15:00:00Z");
  private Optional<AuthorizationId> parent = Optional.empty();
  private Facts further = Facts.NONE.with(Fact.SETTING, "outpatient");

  private Given(RuleBook book, String service, String member) {
    this.book = book;
    this.service = service;
    this.member = member;
  }

  /** A request of {@link Tokens#NPI} for a service of {@link #SERVICING}. */
  static Given request(RuleBook book, String service, String member) {
    return new Given(book, service, member);
  }

  static AuthorizationId newId() {
    return AuthorizationId.of(NUMBERS.getAndIncrement() * 0x9E37_79B9_7F4A_7C15L);
  }

  Given by(String npi) {
    requester = npi;
    return this;
  }

  Given codes(Line... codes) {
    lines = List.of(codes);
    return this;
  }

  Given from(LocalDate day) {
    from = day;
    return this;
  }

  Given at(Instant instant) {
    at = instant;
    return this;
  }

  Given partOf(AuthorizationId whole) {
    parent = Optional.of(whole);
    return this;
  }

  Given with(Fact fact, String value) {
    further = further.with(fact, value);
    return this;
  }

  private Submission submission() {
    String payer = book.payer().id();
    return new Submission(
        payer,
        payer.equals("bcbsma") ? "commercial-hmo" : "commercial",
        Optional.of("fully-insured"),
        new Submission.Member(new MemberId(member), "Ada", "Lovelace", LocalDate.parse(BORN_ON)),
        new Submission.Requester(new Npi(requester), "ordering-provider"),
        new Npi(SERVICING),
        service,
        lines,
        List.of(new Submission.Diagnosis("M54.50", true)),
        from,
        Optional.empty(),
        Optional.empty(),
        new Submission.Urgency.Standard(),
        further,
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(Map.of()),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private Basis basis(Handling handling) {
    Submission submission = submission();
    Requirement requirement =
        RequirementLookup.answer(
            book, submission.facts(book.payer().zone()), submission.serviceFrom(), at);
    List<String> rules =
        requirement.outcome() instanceof Requirement.Outcome.Decided decided
            ? decided.because().stream().map(Rule.Version::name).toList()
            : List.of();
    return new Basis(
        handling,
        handling == Handling.RECORDED ? "carelon" : book.payer().id(),
        book.payer().zone(),
        Optional.empty(),
        book.hash(),
        rules,
        List.of(),
        Optional.of(new ExtensionLead(7, "Ask seven days ahead.", "rule@1")),
        parent);
  }

  private Done submit(Handling handling, Outcome outcome) {
    return Operations.submit(newId(), submission(), basis(handling), outcome, OFFICE, at);
  }

  Done pended() {
    return submit(Handling.DECIDED_HERE, new Outcome.Pended(pend(Party.REVIEWER)));
  }

  Done recorded() {
    return submit(Handling.RECORDED, new Outcome.Pended(pend(Party.ADMINISTRATOR)));
  }

  private static Pend pend(Party decides) {
    return new Pend(
        Pend.Reason.CLINICAL_REVIEW,
        "Somebody has to see it.",
        List.of(Ask.of(1, Ask.Kind.DECISION, "Decide the request.", decides, FROM.plusDays(7))),
        decides,
        Instant.parse("2026-09-09T03:59:59Z"),
        Optional.of(
            new Pend.Clock(
                new TimeLimit.Days(7),
                "Seven calendar days.",
                "42 CFR",
                "422.568(b)(1)",
                Optional.empty(),
                Pend.CLOSES_AFTER)));
  }

  /** Visits from {@link #FROM} to {@link #TO}. */
  Done visits(int visits) {
    return submit(
        Handling.DECIDED_HERE, new Outcome.Approved(approval(Optional.of(visits), List.of())));
  }

  Done notRequired() {
    return submit(Handling.DECIDED_HERE, new Outcome.NotRequired());
  }

  private static Approval approval(Optional<Integer> visits, List<DecidedLine> decided) {
    return new Approval(FROM, TO, visits, decided, Optional.empty());
  }

  static DecidedLine line(String code, int units) {
    return new DecidedLine(code, units, LineAction.CERTIFIED);
  }

  /** What the administrator decided, from {@link #FROM} to {@link #TO}. */
  static Done decided(Authorization asked, String reference, DecidedLine... decided) {
    return decidedUntil(asked, reference, TO, decided);
  }

  /** The same, to another last day. */
  static Done decidedUntil(
      Authorization asked, String reference, LocalDate to, DecidedLine... decided) {
    return done(
        Operations.outsideDecision(
            asked,
            new OutsideDecision(
                reference,
                FROM,
                new OutsideResult.Approved(
                    new Approval(FROM, to, Optional.empty(), List.of(decided), Optional.empty()))),
            OFFICE,
            Instant.parse("2026-09-01T16:00:00Z")));
  }

  static Done deniedOutside(Authorization asked, String reference) {
    return done(
        Operations.outsideDecision(
            asked,
            new OutsideDecision(reference, FROM, new OutsideResult.Denied(DENIAL)),
            OFFICE,
            Instant.parse("2026-09-01T16:00:00Z")));
  }

  /** By a reviewer who still offers a conversation. */
  static Done denialProposed(Authorization asked) {
    return done(
        Operations.determine(
            asked,
            new Operations.Determination.Deny(DENIAL, LocalDate.of(2026, 9, 5)),
            Optional.empty(),
            new Actor("rae", Role.REVIEWER, Set.of(), Set.of("bcbsma")),
            Instant.parse("2026-09-01T16:00:00Z")));
  }

  static Done visited(Authorization state, Visit... visits) {
    return done(
        Operations.recordVisits(
            state, Arrays.asList(visits), OFFICE, Instant.parse("2026-11-01T17:00:00Z")));
  }

  static Done withdrawn(Authorization state) {
    return done(Operations.withdraw(state, "moved", OFFICE, Instant.parse("2026-09-15T17:00:00Z")));
  }

  private static Done done(Result result) {
    return (Done) result;
  }

  /** Stores a request, or the parts of one. */
  static List<Authorization> stored(AuthorizationStore store, Done... parts) {
    Submission submission = parts[0].state().submission();
    SubmitResult result =
        store.submit(
            List.of(parts),
            store.standing(submission.payer(), submission.member().id()),
            new IdempotencyKey(new Npi(Tokens.NPI), parts[0].state().id().text()),
            "hash");
    if (!(result instanceof SubmitResult.Stored)) {
      throw new IllegalStateException("not stored: " + result);
    }
    List<Authorization> states = new ArrayList<>();
    for (Done part : parts) {
      states.add(part.state());
    }
    return states;
  }

  static Authorization appended(AuthorizationStore store, Done event) {
    AppendResult result = store.append(event);
    if (!(result instanceof AppendResult.Appended)) {
      throw new IllegalStateException("not appended: " + result);
    }
    return event.state();
  }
}
