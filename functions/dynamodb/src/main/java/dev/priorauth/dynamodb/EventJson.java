package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Trees.day;
import static dev.priorauth.dynamodb.Trees.dayIf;
import static dev.priorauth.dynamodb.Trees.flag;
import static dev.priorauth.dynamodb.Trees.list;
import static dev.priorauth.dynamodb.Trees.longNumber;
import static dev.priorauth.dynamodb.Trees.number;
import static dev.priorauth.dynamodb.Trees.put;
import static dev.priorauth.dynamodb.Trees.required;
import static dev.priorauth.dynamodb.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Event.OutsideResult;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An event as a stored document. Its kind stands beside it. */
final class EventJson {
  private EventJson() {}

  static ObjectNode write(Event event) {
    ObjectNode node = Trees.object();
    switch (event) {
      case Event.Submitted(var submission, var basis, Outcome outcome) -> {
        node.set("submission", SubmissionJson.write(submission));
        node.set("basis", AuthorizationJson.write(basis));
        node.set("outcome", DecisionJson.write(outcome));
      }
      case Event.OutsideDecision(String reference, LocalDate decidedOn, OutsideResult result) ->
          node.put("reference", reference)
              .put("decidedOn", decidedOn.toString())
              .set("result", write(result));
      case Event.InformationAnswered(String ask, String text) ->
          node.put("ask", ask).put("text", text);
      case Event.Asked(Ask ask) -> node.set("ask", DecisionJson.write(ask));
      case Event.DocumentAnnounced(String ask, Event.Document document) ->
          node.put("ask", ask).set("document", write(document));
      case Event.DocumentReceived(String ask, Event.Document document) ->
          node.put("ask", ask).set("document", write(document));
      case Event.AnswerAccepted(String ask) -> node.put("ask", ask);
      case Event.AnswerUnreadable(String ask, String why) -> node.put("ask", ask).put("why", why);
      case Event.ReviewerApproved(Approval approval) ->
          node.set("approval", DecisionJson.write(approval));
      case Event.ReviewerApprovedPartly(Approval approval, Denial denial) -> {
        node.set("approval", DecisionJson.write(approval));
        node.set("denial", AuthorizationJson.write(denial));
      }
      case Event.DenialProposed(Denial denial, LocalDate until) ->
          node.put("peerToPeerUntil", until.toString())
              .set("denial", AuthorizationJson.write(denial));
      case Event.ReviewerDenied(Denial denial) ->
          node.set("denial", AuthorizationJson.write(denial));
      case Event.DenialUpheld(Denial denial) -> node.set("denial", AuthorizationJson.write(denial));
      case Event.PeerToPeerRequested(String contact) -> node.put("contact", contact);
      case Event.PeerToPeerEnded(boolean held) -> node.put("held", held);
      case Event.VisitsRecorded(List<Visit> visits) ->
          put(node, "visits", visits, AuthorizationJson::write);
      case Event.ServiceDatesMoved(LocalDate from, Optional<LocalDate> to, var asks) -> {
        node.put("from", from.toString());
        put(node, "to", to);
        put(
            node,
            "asks",
            asks,
            one -> Trees.object().put("ask", one.ask()).put("dueBy", one.dueBy().toString()));
      }
      case Event.Shortened(int visits) -> node.put("visits", visits);
      case Event.ExtensionRequested(AuthorizationId extension, boolean late) ->
          node.put("extension", extension.text()).put("late", late);
      case Event.Withdrawn(String reason) -> node.put("reason", reason);
      case Event.AppealFiled(String stage, String text) ->
          node.put("stage", stage).put("text", text);
      case Event.Closed _ -> {
        // Its kind says it all.
      }
    }
    return node;
  }

  /**
   * @param kind the event's {@link Event#kind()}
   */
  static Event read(String kind, JsonNode node) {
    return switch (kind) {
      case "submitted" ->
          new Event.Submitted(
              SubmissionJson.read(required(node, "submission")),
              AuthorizationJson.basis(required(node, "basis")),
              DecisionJson.outcome(required(node, "outcome")));
      case "outside-decision" ->
          new Event.OutsideDecision(
              text(node, "reference"), day(node, "decidedOn"), result(required(node, "result")));
      case "information-answered" ->
          new Event.InformationAnswered(text(node, "ask"), text(node, "text"));
      case "asked" -> new Event.Asked(DecisionJson.ask(required(node, "ask")));
      case "document-announced" ->
          new Event.DocumentAnnounced(text(node, "ask"), document(required(node, "document")));
      case "document-received" ->
          new Event.DocumentReceived(text(node, "ask"), document(required(node, "document")));
      case "answer-accepted" -> new Event.AnswerAccepted(text(node, "ask"));
      case "answer-unreadable" -> new Event.AnswerUnreadable(text(node, "ask"), text(node, "why"));
      case "reviewer-approved" -> new Event.ReviewerApproved(approval(node));
      case "reviewer-approved-partly" ->
          new Event.ReviewerApprovedPartly(approval(node), denial(node));
      case "denial-proposed" ->
          new Event.DenialProposed(denial(node), day(node, "peerToPeerUntil"));
      case "reviewer-denied" -> new Event.ReviewerDenied(denial(node));
      case "denial-upheld" -> new Event.DenialUpheld(denial(node));
      case "peer-to-peer-requested" -> new Event.PeerToPeerRequested(text(node, "contact"));
      case "peer-to-peer-ended" -> new Event.PeerToPeerEnded(flag(node, "held"));
      case "visits-recorded" ->
          new Event.VisitsRecorded(list(node, "visits", AuthorizationJson::visit));
      case "service-dates-moved" ->
          new Event.ServiceDatesMoved(
              day(node, "from"),
              dayIf(node, "to"),
              list(
                  node,
                  "asks",
                  one ->
                      new Event.ServiceDatesMoved.MovedAsk(text(one, "ask"), day(one, "dueBy"))));
      case "shortened" -> new Event.Shortened(number(node, "visits"));
      case "extension-requested" ->
          new Event.ExtensionRequested(
              new AuthorizationId(text(node, "extension")), flag(node, "late"));
      case "withdrawn" -> new Event.Withdrawn(text(node, "reason"));
      case "appeal-filed" -> new Event.AppealFiled(text(node, "stage"), text(node, "text"));
      case "closed" -> new Event.Closed();
      default -> throw new IllegalStateException("a stored event is of an unknown kind");
    };
  }

  private static Approval approval(JsonNode node) {
    return DecisionJson.approval(required(node, "approval"));
  }

  private static Denial denial(JsonNode node) {
    return AuthorizationJson.denial(required(node, "denial"));
  }

  private static ObjectNode write(OutsideResult result) {
    ObjectNode node = Trees.object();
    switch (result) {
      case OutsideResult.Approved(Approval approval) ->
          node.put("kind", "approved").set("approval", DecisionJson.write(approval));
      case OutsideResult.PartlyApproved(Approval approval, Denial denial) -> {
        node.put("kind", "partly-approved").set("approval", DecisionJson.write(approval));
        node.set("denial", AuthorizationJson.write(denial));
      }
      case OutsideResult.Denied(Denial denial) ->
          node.put("kind", "denied").set("denial", AuthorizationJson.write(denial));
      case OutsideResult.StillPended(LocalDate dueBy) ->
          node.put("kind", "still-pended").put("decisionDueBy", dueBy.toString());
      case OutsideResult.Cancelled _ -> node.put("kind", "cancelled");
    }
    return node;
  }

  private static OutsideResult result(JsonNode node) {
    String kind = text(node, "kind");
    return switch (kind) {
      case "approved" -> new OutsideResult.Approved(approval(node));
      case "partly-approved" -> new OutsideResult.PartlyApproved(approval(node), denial(node));
      case "denied" -> new OutsideResult.Denied(denial(node));
      case "still-pended" -> new OutsideResult.StillPended(day(node, "decisionDueBy"));
      case "cancelled" -> new OutsideResult.Cancelled();
      default -> throw new IllegalStateException("a stored event has an unknown result");
    };
  }

  static ObjectNode write(Event.Document document) {
    return Trees.object()
        .put("id", document.id())
        .put("name", document.name())
        .put("pageNote", document.pageNote())
        .put("mediaType", document.mediaType())
        .put("bytes", document.bytes())
        .put("sha256", document.sha256());
  }

  static Event.Document document(JsonNode node) {
    return new Event.Document(
        text(node, "id"),
        text(node, "name"),
        text(node, "pageNote"),
        text(node, "mediaType"),
        longNumber(node, "bytes"),
        text(node, "sha256"));
  }
}
