package dev.priorauth.dynamodb;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.ExtensionLead;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.authorizations.VisitWindow;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Message;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Paper;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.decisions.TimeLimit;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Effects;
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
import java.util.TreeSet;

/** Makes requests of one member and what becomes of them, of usual size. */
record Samples(
    long number,
    MemberId member,
    Npi requester,
    Npi servicing,
    String service,
    LocalDate from,
    LocalDate to,
    Instant at,
    Optional<AuthorizationId> parent,
    Optional<AuthorizationId> duplicateOf,
    Optional<AuthorizationId> extending,
    Handling handling) {

  static final MemberId MEMBER = new MemberId("XXP123456789");
  static final Npi PHYSICIAN = new Npi("1234567893");
  static final Npi THERAPIST = new Npi("1003000126");
  static final Npi OTHER_THERAPIST = new Npi("1043218118");
  static final LocalDate BORN_ON = LocalDate.of(1980, 5, 17);
  static final Instant AT = Instant.parse("2025-01-02T15:00:00.123456Z");
  static final ServicePeriod YEAR =
      new ServicePeriod(
          Effects.PeriodKind.CALENDAR_YEAR, LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31));
  static final int LIMIT = 26;
  static final Actor OFFICE = new Actor("office", Role.PROVIDER, Set.of(THERAPIST), Set.of());
  static final Actor NURSE = new Actor("nurse", Role.REVIEWER, Set.of(), Set.of("bcbsma"));
  static final Denial DENIAL =
      new Denial("NMN", "The records show no progress in the last month.", "Policy 178, page 3");

  static Samples request() {
    return new Samples(
        1,
        MEMBER,
        PHYSICIAN,
        THERAPIST,
        "physical-therapy",
        LocalDate.of(2025, 1, 10),
        LocalDate.of(2025, 1, 10),
        AT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Handling.DECIDED_HERE);
  }

  Samples number(long other) {
    return new Samples(
        other,
        member,
        requester,
        servicing,
        service,
        from,
        to,
        at,
        parent,
        duplicateOf,
        extending,
        handling);
  }

  Samples member(MemberId other) {
    return new Samples(
        number,
        other,
        requester,
        servicing,
        service,
        from,
        to,
        at,
        parent,
        duplicateOf,
        extending,
        handling);
  }

  Samples by(Npi requesting, Npi treating) {
    return new Samples(
        number,
        member,
        requesting,
        treating,
        service,
        from,
        to,
        at,
        parent,
        duplicateOf,
        extending,
        handling);
  }

  Samples service(String other) {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        other,
        from,
        to,
        at,
        parent,
        duplicateOf,
        extending,
        handling);
  }

  Samples on(LocalDate first, LocalDate last) {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        service,
        first,
        last,
        at,
        parent,
        duplicateOf,
        extending,
        handling);
  }

  /** The n-th of requests for days that do not meet. */
  Samples nth(int n) {
    LocalDate day = LocalDate.of(2025, 1, 10).plusDays(n);
    return number(n + 1).on(day, day);
  }

  Samples at(Instant other) {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        service,
        from,
        to,
        other,
        parent,
        duplicateOf,
        extending,
        handling);
  }

  Samples partOf(AuthorizationId whole) {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        service,
        from,
        to,
        at,
        Optional.of(whole),
        duplicateOf,
        extending,
        handling);
  }

  Samples besides(AuthorizationId other) {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        service,
        from,
        to,
        at,
        parent,
        Optional.of(other),
        extending,
        handling);
  }

  Samples extending(AuthorizationId other) {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        service,
        from,
        to,
        at,
        parent,
        duplicateOf,
        Optional.of(other),
        handling);
  }

  /** A request that another administrator decides. */
  Samples recorded() {
    return new Samples(
        number,
        member,
        requester,
        servicing,
        service,
        from,
        to,
        at,
        parent,
        duplicateOf,
        extending,
        Handling.RECORDED);
  }

  /** The key that the request is sent under. */
  IdempotencyKey key() {
    return key(Long.toString(number));
  }

  AuthorizationId id() {
    return key().reference(0);
  }

  AllotmentKey allotment() {
    return new AllotmentKey("bcbsma", member, Optional.of(servicing), service);
  }

  Counted counted(int visits) {
    return new Counted(allotment(), YEAR, Effects.Unit.VISITS, LIMIT, visits);
  }

  Approval approval(int visits) {
    return new Approval(
        LocalDate.of(2025, 1, 10),
        YEAR.to(),
        Optional.of(visits),
        List.of(),
        Optional.of(counted(visits)));
  }

  Submission submission() {
    TreeMap<String, String> answers =
        new TreeMap<>(Map.of("pain", "more than six weeks", "imaging", "none"));
    return new Submission(
        "bcbsma",
        "commercial-hmo",
        Optional.of("fully-insured"),
        new Submission.Member(member, "Ada", "Lovelace", BORN_ON),
        new Submission.Requester(requester, "pcp"),
        servicing,
        service,
        List.of(new Submission.Line("97110", 26), new Submission.Line("97140", 26)),
        List.of(new Submission.Diagnosis("M54.50", true), new Submission.Diagnosis("M25.5", false)),
        from,
        Optional.of(to),
        Optional.empty(),
        new Submission.Urgency.Standard(),
        Facts.NONE
            .with(Fact.SETTING, "outpatient")
            .with(Fact.NETWORK, "in-network")
            .with(Fact.CONDITION, new FactValue.Many(new TreeSet<>(Set.of("medical"))))
            .with(Fact.VISIT_NUMBER, 1)
            .with(Fact.CASE_MANAGEMENT_ENROLLED, "false"),
        Optional.of(LocalDate.of(2025, 1, 2)),
        Optional.of("Pain in the lower back after a fall in December."),
        answers,
        extending,
        duplicateOf,
        duplicateOf.isPresent(),
        Optional.empty(),
        Optional.empty());
  }

  Basis basis() {
    return new Basis(
        handling,
        handling == Handling.DECIDED_HERE ? "bcbsma" : "carelon",
        ZoneId.of("America/New_York"),
        Optional.of(YEAR),
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        List.of(
            "bcbsma-pt-ot-authorization@2024-01-01",
            "bcbsma-pt-initial-visits@2024-01-01",
            "bcbsma-pt-extension-window@2023-07-01"),
        List.of(
            new Message(
                "ends-with-period",
                "All authorizations of the period end with it, on 2025-12-31.")),
        Optional.of(
            new ExtensionLead(
                7,
                "Ask for more at least seven days before the last covered visit.",
                "bcbsma-pt-extension-window@2023-07-01")),
        parent);
  }

  /** The thirteenth visit needs an authorization. */
  Basis counting() {
    return basis()
        .counting(
            List.of(
                new VisitWindow(
                    13, 0, "Ask before the 13th visit.", "bcbsma-chiropractic@1", CITE)));
  }

  /** Two weeks to decide, twelve days to answer. */
  Pend pend() {
    ZoneId zone = ZoneId.of("America/New_York");
    LocalDate today = at.atZone(zone).toLocalDate();
    return new Pend(
        Pend.Reason.CLINICAL_REVIEW,
        "No criteria are loaded for the service: a reviewer has to see it.",
        List.of(
            Ask.of(
                1,
                Ask.Kind.DECISION,
                "Decide the request.",
                handling == Handling.DECIDED_HERE ? Party.REVIEWER : Party.ADMINISTRATOR,
                today.plusDays(14)),
            Ask.of(
                2,
                Ask.Kind.DOCUMENT,
                "Send the plan of care.",
                Party.REQUESTER,
                today.plusDays(12)),
            Ask.of(
                3, Ask.Kind.INFORMATION, "Say since when.", Party.REQUESTER, today.plusDays(12))),
        Party.REQUESTER,
        today.plusDays(15).atStartOfDay(zone).toInstant().minusNanos(1),
        Optional.of(
            new Pend.Clock(
                TimeLimit.parse("2 business days"),
                "Massachusetts insured plans: a request is decided within 2 business days.",
                "M.G.L. c.176O",
                "12(b), 25",
                Optional.of(LocalDate.of(2025, 1, 2)),
                TimeLimit.parse("15 business days"))));
  }

  static final Citation CITE =
      new Citation(
          "page.txt",
          "12",
          "Send the initial evaluation.",
          Optional.of(LocalDate.of(2024, 1, 2)),
          LocalDate.of(2026, 11, 23));

  /** It rests on a paper that came before, and one more is asked for. */
  Done withPapers() {
    Basis usual = basis();
    Pend pend = pend();
    List<Ask> asks = new ArrayList<>(pend.asks());
    Ask asked = asks.get(1);
    asks.set(
        1,
        new Ask(
            asked.id(),
            asked.kind(),
            asked.what(),
            asked.from(),
            asked.dueBy(),
            Optional.of(Instant.parse("2025-01-14T15:00:00Z")),
            asked.state(),
            asked.problem(),
            Optional.of(new Ask.Item("Plan of care", Optional.of("plan-of-care"), CITE))));
    return Operations.submit(
        id(),
        submission(),
        new Basis(
            usual.handling(),
            usual.administrator(),
            usual.zone(),
            usual.period(),
            usual.book(),
            usual.rules(),
            usual.messages(),
            usual.lead(),
            usual.parent(),
            List.of(
                new Paper(
                    "initial-evaluation",
                    "Initial evaluation",
                    AuthorizationId.of(7),
                    LocalDate.of(2025, 1, 3),
                    CITE)),
            List.of()),
        new Outcome.Pended(
            new Pend(
                pend.reason(),
                pend.text(),
                asks,
                pend.owner(),
                pend.decisionDueBy(),
                pend.clock())),
        OFFICE,
        at);
  }

  Done submit(Outcome outcome) {
    return submit(id(), outcome);
  }

  Done submit(AuthorizationId reference, Outcome outcome) {
    return Operations.submit(reference, submission(), basis(), outcome, OFFICE, at);
  }

  Done approved(int visits) {
    return submit(new Outcome.Approved(approval(visits)));
  }

  Done pended() {
    return submit(new Outcome.Pended(pend()));
  }

  static Done done(Result result) {
    return (Done) result;
  }

  static Done visits(Authorization state, int days) {
    List<Visit> visits = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      visits.add(new Visit(LocalDate.of(2025, 1, 10).plusDays(7L * day), 1, List.of()));
    }
    return done(
        Operations.recordVisits(state, visits, OFFICE, Instant.parse("2025-12-30T17:00:00Z")));
  }

  static IdempotencyKey key(String key) {
    return new IdempotencyKey(PHYSICIAN, key);
  }
}
