package dev.priorauth.authorizations;

import dev.priorauth.authorizations.ApprovalReader.Approved;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Event.OutsideDecision;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Understands what an administrator decided elsewhere, by its review action. */
final class OutsideDecisionReader {
  private static final int LONGEST_REFERENCE = 60;

  private static final String CERTIFIED = "A1";
  private static final String PARTLY_CERTIFIED = "A2";
  private static final String NOT_CERTIFIED = "A3";
  private static final String PENDED = "A4";
  private static final String MODIFIED = "A6";
  private static final String CANCELLED = "C";

  private static final Map<String, Form> FORMS =
      Map.of(
          CERTIFIED, Form.of("from", "to").with("visits", "lines"),
          PARTLY_CERTIFIED, Form.of("from", "to", "denial").with("visits", "lines"),
          NOT_CERTIFIED, Form.of("denial"),
          PENDED, Form.of("decisionDueBy"),
          MODIFIED, Form.of("from", "to").with("visits", "lines"),
          CANCELLED, Form.of());

  private OutsideDecisionReader() {}

  static Step read(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("reference", "decidedOn");
    Optional<String> reference = body.text("reference", LONGEST_REFERENCE);
    if (reference.isPresent() && reference.get().chars().noneMatch(Character::isLetterOrDigit)) {
      body.problem("reference", "A reference has at least one letter or digit.");
    }
    Optional<LocalDate> decidedOn = body.day("decidedOn");
    Optional<String> known = Form.action(body, FORMS);
    String action = known.orElse(PARTLY_CERTIFIED);
    Approved approved =
        switch (action) {
          case CERTIFIED ->
              ApprovalReader.approved(body, LineAction.CERTIFIED, ApprovalReader.WHOLE);
          case MODIFIED -> ApprovalReader.approved(body, LineAction.MODIFIED, ApprovalReader.WHOLE);
          default ->
              ApprovalReader.approved(body, LineAction.PARTLY_CERTIFIED, ApprovalReader.PART);
        };
    known.map(FORMS::get).ifPresent(form -> ApprovalReader.needVisitsOrLines(body, form));
    Optional<Denial> denial = ApprovalReader.denial(body);
    Optional<LocalDate> decisionDueBy = body.day("decisionDueBy");
    json.end();
    OutsideResult result =
        switch (action) {
          case CERTIFIED, MODIFIED -> new OutsideResult.Approved(approval(approved));
          case PARTLY_CERTIFIED ->
              new OutsideResult.PartlyApproved(approval(approved), denial.orElseThrow());
          case NOT_CERTIFIED -> new OutsideResult.Denied(denial.orElseThrow());
          case PENDED -> new OutsideResult.StillPended(decisionDueBy.orElseThrow());
          default -> new OutsideResult.Cancelled();
        };
    OutsideDecision decision =
        new OutsideDecision(reference.orElseThrow(), decidedOn.orElseThrow(), result);
    return Step.of(
        Action.RECORD_OUTSIDE_DECISION,
        (state, by, at) -> Operations.outsideDecision(state, decision, by, at));
  }

  private static Approval approval(Approved approved) {
    return new Approval(
        approved.from().orElseThrow(),
        approved.to().orElseThrow(),
        approved.visits(),
        approved.lines(),
        Optional.empty());
  }
}
