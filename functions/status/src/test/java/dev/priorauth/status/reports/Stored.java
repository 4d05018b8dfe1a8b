package dev.priorauth.status.reports;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.ExtensionLead;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Result.Done;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.dynamodb.AppendResult;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.IdempotencyKey;
import dev.priorauth.dynamodb.SubmitResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Puts authorizations into the store, each of a member of its own, as the functions do. */
final class Stored {
  static final ZoneId ZONE = ZoneId.of("America/New_York");
  static final String NAME = "Lovelace";
  static final String ASKED = "Send the notes of Ada Lovelace.";
  static final Denial DENIAL = new Denial("NMN", "No progress.", "Policy 178, page 3");

  private static final Actor NURSE = new Actor("nurse", Role.REVIEWER, Set.of(), Set.of("bcbsma"));
  private static final AtomicLong NUMBERS = new AtomicLong(1_000_000);

  private final AuthorizationStore store;
  private final String requester;
  private final String servicing;
  private String service = "mri";
  private String product = "commercial-hmo";
  private Submission.Urgency urgency = new Submission.Urgency.Standard();

  Stored(AuthorizationStore store, String requester, String servicing) {
    this.store = store;
    this.requester = requester;
    this.servicing = servicing;
  }

  Stored service(String other) {
    service = other;
    return this;
  }

  Stored product(String other) {
    product = other;
    return this;
  }

  Stored expedited() {
    urgency = new Submission.Urgency.Expedited("pain");
    return this;
  }

  /** A provider's number of its own for a test: nine digits and the one that checks them. */
  static String npi() {
    String nine = Long.toString(100_000_000 + NUMBERS.getAndIncrement());
    for (int check = 0; check < 10; check++) {
      if (Npi.parse(nine + check).isPresent()) {
        return nine + check;
      }
    }
    throw new IllegalStateException("one of ten digits fits");
  }

  /** Approved at once, from the day of the request to another. */
  Authorization approved(Instant at, LocalDate to) {
    LocalDate from = at.atZone(ZONE).toLocalDate();
    return submit(
        at,
        new Outcome.Approved(
            new Approval(from, to, Optional.empty(), List.of(), Optional.empty())));
  }

  /** Waits for a reviewer, and for something from the office within five days. */
  Authorization pended(Instant at) {
    LocalDate day = at.atZone(ZONE).toLocalDate();
    return submit(
        at,
        new Outcome.Pended(
            new Pend(
                Pend.Reason.CLINICAL_REVIEW,
                "A reviewer has to see it.",
                List.of(
                    Ask.of(1, Ask.Kind.DECISION, "Decide it.", Party.REVIEWER, day.plusDays(7)),
                    Ask.of(2, Ask.Kind.DOCUMENT, ASKED, Party.REQUESTER, day.plusDays(5))),
                Party.REQUESTER,
                day.plusDays(8).atStartOfDay(ZONE).toInstant().minusNanos(1),
                Optional.empty())));
  }

  private Authorization submit(Instant at, Outcome outcome) {
    long number = NUMBERS.getAndIncrement();
    Submission submission = submission(number, at.atZone(ZONE).toLocalDate());
    Actor office = new Actor("office", Role.PROVIDER, Set.of(new Npi(requester)), Set.of());
    Basis basis =
        new Basis(
            Handling.DECIDED_HERE,
            "bcbsma",
            ZONE,
            Optional.empty(),
            "hash",
            List.of(),
            List.of(),
            Optional.of(new ExtensionLead(7, "Ask seven days ahead.", "rule@1")),
            Optional.empty());
    AuthorizationId id = AuthorizationId.of(number * 0x9E37_79B9_7F4A_7C15L);
    Done done = Operations.submit(id, submission, basis, outcome, office, at);
    SubmitResult result =
        store.submit(
            List.of(done),
            store.standing("bcbsma", submission.member().id()),
            new IdempotencyKey(new Npi(requester), id.text()),
            "hash");
    if (!(result instanceof SubmitResult.Stored)) {
      throw new IllegalStateException("not stored: " + result);
    }
    return done.state();
  }

  private Submission submission(long number, LocalDate day) {
    return new Submission(
        "bcbsma",
        product,
        Optional.of("fully-insured"),
        new Submission.Member(
            new MemberId("XXP" + (100_000_000 + number)), "Ada", NAME, LocalDate.of(1980, 5, 17)),
        new Submission.Requester(new Npi(requester), "ordering-provider"),
        new Npi(servicing),
        service,
        List.of(),
        List.of(new Submission.Diagnosis("M54.50", true)),
        day,
        Optional.empty(),
        Optional.empty(),
        urgency,
        Facts.NONE,
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(Map.of()),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  Authorization asked(Authorization state, Instant at) {
    return append(
        Operations.ask(
            state,
            Ask.Kind.INFORMATION,
            ASKED,
            Party.REQUESTER,
            at.atZone(ZONE).toLocalDate().plusDays(3),
            NURSE,
            at));
  }

  Authorization reviewed(Authorization state, Instant at) {
    LocalDate day = at.atZone(ZONE).toLocalDate();
    return append(
        Operations.determine(
            state,
            new Determination.Approve(day, day.plusDays(60), Optional.empty(), List.of()),
            Optional.empty(),
            NURSE,
            at));
  }

  /** Proposed, the conversation declined, denied. */
  Authorization denied(Authorization state, Instant at) {
    Determination.Deny deny = new Determination.Deny(DENIAL, at.atZone(ZONE).toLocalDate());
    Authorization proposed = append(Operations.determine(state, deny, Optional.empty(), NURSE, at));
    Authorization declined = append(Operations.endPeerToPeer(proposed, false, NURSE, at));
    return append(Operations.determine(declined, deny, Optional.empty(), NURSE, at));
  }

  Authorization append(Result result) {
    Done done = (Done) result;
    AppendResult appended = store.append(done);
    if (!(appended instanceof AppendResult.Appended)) {
      throw new IllegalStateException("not appended: " + appended);
    }
    return done.state();
  }
}
