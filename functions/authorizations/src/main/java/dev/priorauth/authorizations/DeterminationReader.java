package dev.priorauth.authorizations;

import dev.priorauth.authorizations.ApprovalReader.Approved;
import dev.priorauth.core.authorizations.AccessPolicy.Action;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Operations.Determination;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Understands what a reviewer decides, asks for, or says of what came. */
final class DeterminationReader {
  static final int LONGEST_ASK = 10;

  private static final int LONGEST_QUESTION = 500;

  private static final String APPROVE = "approve";
  private static final String APPROVE_PARTLY = "approve-partly";
  private static final String DENY = "deny";
  private static final String ASK = "ask";
  private static final String ACCEPT = "accept";
  private static final String UNREADABLE = "unreadable";

  private static final Map<String, Form> FORMS =
      Map.of(
          APPROVE, Form.of("from", "to").with("visits", "lines"),
          APPROVE_PARTLY, Form.of("from", "to", "denial").with("visits", "lines"),
          DENY, Form.of("denial").with("peerToPeerUntil"),
          ASK, Form.of("kind", "what", "dueBy").with("whom"),
          ACCEPT, Form.of("ask"),
          UNREADABLE, Form.of("ask", "why"));

  private static final Map<String, Ask.Kind> KINDS =
      new TreeMap<>(Map.of("document", Ask.Kind.DOCUMENT, "information", Ask.Kind.INFORMATION));
  private static final Map<String, Party> PARTIES =
      new TreeMap<>(
          Map.of("requester", Party.REQUESTER, "servicing-provider", Party.SERVICING_PROVIDER));

  private DeterminationReader() {}

  static Step read(byte[] bytes, Balances balances) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    Optional<String> known = Form.action(body, FORMS);
    String action = known.orElse(APPROVE_PARTLY);
    Approved approved =
        ApprovalReader.approved(
            body,
            LineAction.CERTIFIED,
            action.equals(APPROVE) ? ApprovalReader.WHOLE : ApprovalReader.PART);
    known.map(FORMS::get).ifPresent(form -> ApprovalReader.needVisitsOrLines(body, form));
    Optional<Denial> denial = ApprovalReader.denial(body);
    Optional<LocalDate> peerToPeerUntil = body.day("peerToPeerUntil");
    Optional<Ask.Kind> kind = body.oneOf("kind", KINDS.keySet()).map(KINDS::get);
    Optional<String> what = body.text("what", LONGEST_QUESTION);
    Party whom = body.oneOf("whom", PARTIES.keySet()).map(PARTIES::get).orElse(Party.REQUESTER);
    Optional<LocalDate> dueBy = body.day("dueBy");
    Optional<String> ask = body.text("ask", LONGEST_ASK);
    Optional<String> why = body.text("why", LONGEST_QUESTION);
    json.end();
    return Step.of(
        Action.REVIEW,
        switch (action) {
          case APPROVE ->
              deciding(
                  new Determination.Approve(
                      approved.from().orElseThrow(),
                      approved.to().orElseThrow(),
                      approved.visits(),
                      approved.lines()),
                  balances);
          case APPROVE_PARTLY ->
              deciding(
                  new Determination.ApprovePartly(
                      approved.from().orElseThrow(),
                      approved.to().orElseThrow(),
                      approved.visits(),
                      approved.lines(),
                      denial.orElseThrow()),
                  balances);
          case DENY ->
              deciding(new Determination.Deny(denial.orElseThrow(), peerToPeerUntil), balances);
          case ASK ->
              (state, by, at) ->
                  Operations.ask(
                      state,
                      kind.orElseThrow(),
                      what.orElseThrow(),
                      whom,
                      dueBy.orElseThrow(),
                      by,
                      at);
          case ACCEPT ->
              (state, by, at) -> Operations.acceptAnswer(state, ask.orElseThrow(), by, at);
          default ->
              (state, by, at) ->
                  Operations.refuseAnswer(state, ask.orElseThrow(), why.orElseThrow(), by, at);
        });
  }

  /** Every time with the balance of that moment: others take from it too. */
  private static Step.Operation deciding(Determination determination, Balances balances) {
    return (state, by, at) ->
        Operations.determine(state, determination, balances.of(state), by, at);
  }
}
