package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Trees.choice;
import static dev.priorauth.dynamodb.Trees.day;
import static dev.priorauth.dynamodb.Trees.dayIf;
import static dev.priorauth.dynamodb.Trees.instant;
import static dev.priorauth.dynamodb.Trees.list;
import static dev.priorauth.dynamodb.Trees.longNumber;
import static dev.priorauth.dynamodb.Trees.number;
import static dev.priorauth.dynamodb.Trees.optional;
import static dev.priorauth.dynamodb.Trees.put;
import static dev.priorauth.dynamodb.Trees.required;
import static dev.priorauth.dynamodb.Trees.text;
import static dev.priorauth.dynamodb.Trees.textIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Appeal;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Dossier;
import dev.priorauth.core.authorizations.ExtensionLead;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.authorizations.ProposedDenial;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.authorizations.SentDocument;
import dev.priorauth.core.authorizations.Step;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.authorizations.VisitWindow;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Message;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** An authorization as a stored document, with everything but its reference. */
final class AuthorizationJson {
  private AuthorizationJson() {}

  static ObjectNode write(Authorization state) {
    ObjectNode node = Trees.object();
    switch (state) {
      case Authorization.Pended(_, Pend pend, Optional<ProposedDenial> proposed) -> {
        node.put("state", "pended").set("pend", DecisionJson.write(pend));
        put(node, "proposed", proposed, AuthorizationJson::write);
      }
      case Authorization.Approved(_, Approval approval) ->
          node.put("state", "approved").set("approval", DecisionJson.write(approval));
      case Authorization.PartiallyApproved(
              _,
              Approval approval,
              Denial denial,
              Optional<Appeal> appeal) -> {
        node.put("state", "partially-approved").set("approval", DecisionJson.write(approval));
        node.set("denial", write(denial));
        put(node, "appeal", appeal, AuthorizationJson::write);
      }
      case Authorization.Denied(_, Denial denial, Optional<Appeal> appeal) -> {
        node.put("state", "denied").set("denial", write(denial));
        put(node, "appeal", appeal, AuthorizationJson::write);
      }
      case Authorization.Withdrawn(_, String reason, Optional<Approval> used) -> {
        node.put("state", "withdrawn").put("reason", reason);
        put(node, "used", used, DecisionJson::write);
      }
      case Authorization.Closed(_, Pend pend) ->
          node.put("state", "closed").set("pend", DecisionJson.write(pend));
      case Authorization.NotRequired _ -> node.put("state", "not-required");
    }
    return write(node, state.dossier());
  }

  static Authorization read(AuthorizationId id, JsonNode node) {
    Dossier dossier = dossier(id, node);
    String state = text(node, "state");
    return switch (state) {
      case "pended" ->
          new Authorization.Pended(
              dossier,
              DecisionJson.pend(required(node, "pend")),
              optional(node, "proposed", AuthorizationJson::proposed));
      case "approved" ->
          new Authorization.Approved(dossier, DecisionJson.approval(required(node, "approval")));
      case "partially-approved" ->
          new Authorization.PartiallyApproved(
              dossier,
              DecisionJson.approval(required(node, "approval")),
              denial(required(node, "denial")),
              optional(node, "appeal", AuthorizationJson::appeal));
      case "denied" ->
          new Authorization.Denied(
              dossier,
              denial(required(node, "denial")),
              optional(node, "appeal", AuthorizationJson::appeal));
      case "withdrawn" ->
          new Authorization.Withdrawn(
              dossier, text(node, "reason"), optional(node, "used", DecisionJson::approval));
      case "closed" -> new Authorization.Closed(dossier, DecisionJson.pend(required(node, "pend")));
      case "not-required" -> new Authorization.NotRequired(dossier);
      default -> throw new IllegalStateException("a stored document has an unknown state");
    };
  }

  private static ObjectNode write(ObjectNode node, Dossier dossier) {
    node.put("version", dossier.version());
    node.set("submission", SubmissionJson.write(dossier.submission()));
    node.set("basis", write(dossier.basis()));
    node.put("createdAt", dossier.createdAt().toString());
    node.put("createdBy", dossier.createdBy());
    node.put("updatedAt", dossier.updatedAt().toString());
    put(node, "reference", dossier.reference());
    put(node, "visits", dossier.visits(), AuthorizationJson::write);
    put(node, "extensions", dossier.extensions(), Trees::text);
    put(node, "documents", dossier.documents(), AuthorizationJson::write);
    put(node, "letters", dossier.letters(), AuthorizationJson::write);
    put(node, "history", dossier.history(), AuthorizationJson::write);
    return node;
  }

  private static Dossier dossier(AuthorizationId id, JsonNode node) {
    return new Dossier(
        id,
        longNumber(node, "version"),
        SubmissionJson.read(required(node, "submission")),
        basis(required(node, "basis")),
        instant(node, "createdAt"),
        text(node, "createdBy"),
        instant(node, "updatedAt"),
        textIf(node, "reference"),
        list(node, "visits", AuthorizationJson::visit),
        list(node, "extensions", extension -> new AuthorizationId(extension.asText())),
        list(node, "documents", AuthorizationJson::sent),
        list(node, "letters", AuthorizationJson::letter),
        list(node, "history", AuthorizationJson::step));
  }

  static ObjectNode write(Basis basis) {
    ObjectNode node = Trees.object();
    node.put("handling", basis.handling().key());
    node.put("administrator", basis.administrator());
    node.put("zone", basis.zone().getId());
    put(node, "period", basis.period(), DecisionJson::write);
    node.put("book", basis.book());
    put(node, "rules", basis.rules(), Trees::text);
    put(node, "messages", basis.messages(), AuthorizationJson::write);
    put(node, "lead", basis.lead(), AuthorizationJson::write);
    put(node, "parent", basis.parent());
    put(node, "papers", basis.papers(), DecisionJson::write);
    put(node, "visitWindows", basis.visitWindows(), AuthorizationJson::write);
    return node;
  }

  static Basis basis(JsonNode node) {
    return new Basis(
        choice(node, "handling", Handling.values(), Handling::key),
        text(node, "administrator"),
        ZoneId.of(text(node, "zone")),
        optional(node, "period", DecisionJson::period),
        text(node, "book"),
        list(node, "rules", JsonNode::asText),
        list(
            node, "messages", message -> new Message(text(message, "kind"), text(message, "text"))),
        optional(
            node,
            "lead",
            lead ->
                new ExtensionLead(number(lead, "days"), text(lead, "text"), text(lead, "rule"))),
        textIf(node, "parent").map(AuthorizationId::new),
        list(node, "papers", DecisionJson::paper),
        list(node, "visitWindows", AuthorizationJson::visitWindow));
  }

  private static ObjectNode write(Message message) {
    return Trees.object().put("kind", message.kind()).put("text", message.text());
  }

  private static ObjectNode write(VisitWindow window) {
    return Trees.object()
        .put("visit", window.visit())
        .put("days", window.days())
        .put("text", window.text())
        .put("rule", window.rule())
        .set("cite", DecisionJson.write(window.cite()));
  }

  private static VisitWindow visitWindow(JsonNode node) {
    return new VisitWindow(
        number(node, "visit"),
        number(node, "days"),
        text(node, "text"),
        text(node, "rule"),
        DecisionJson.cite(required(node, "cite")));
  }

  private static ObjectNode write(ExtensionLead lead) {
    return Trees.object()
        .put("days", lead.days())
        .put("text", lead.text())
        .put("rule", lead.rule());
  }

  static ObjectNode write(Visit visit) {
    ObjectNode node = Trees.object();
    node.put("on", visit.on().toString());
    node.put("count", visit.count());
    put(node, "lines", visit.lines(), SubmissionJson::write);
    return node;
  }

  static Visit visit(JsonNode node) {
    return new Visit(
        day(node, "on"), number(node, "count"), list(node, "lines", SubmissionJson::line));
  }

  private static ObjectNode write(SentDocument sent) {
    ObjectNode node = EventJson.write(sent.document());
    node.put("ask", sent.ask()).put("state", sent.state().key());
    put(node, "problem", sent.problem());
    put(node, "item", sent.item(), DecisionJson::write);
    put(node, "receivedAt", sent.receivedAt());
    return node;
  }

  private static SentDocument sent(JsonNode node) {
    return new SentDocument(
        text(node, "ask"),
        EventJson.document(node),
        choice(node, "state", SentDocument.State.values(), SentDocument.State::key),
        textIf(node, "problem"),
        optional(node, "item", DecisionJson::item),
        textIf(node, "receivedAt").map(Instant::parse));
  }

  private static ObjectNode write(Letter letter) {
    return Trees.object()
        .put("number", letter.number())
        .put("kind", letter.kind().key())
        .put("version", letter.version())
        .put("at", letter.at().toString())
        .put("templates", letter.templates());
  }

  private static Letter letter(JsonNode node) {
    return new Letter(
        number(node, "number"),
        choice(node, "kind", Letter.Kind.values(), Letter.Kind::key),
        longNumber(node, "version"),
        instant(node, "at"),
        // The first letters were stored without it.
        node.path("templates").asInt(Letter.FIRST_TEMPLATES));
  }

  private static ObjectNode write(Step step) {
    ObjectNode node =
        Trees.object()
            .put("version", step.version())
            .put("at", step.at().toString())
            .put("by", step.by().key())
            .put("kind", step.kind());
    put(node, "decidedOn", step.decidedOn());
    return node;
  }

  private static Step step(JsonNode node) {
    return new Step(
        longNumber(node, "version"),
        instant(node, "at"),
        choice(node, "by", Role.values(), Role::key),
        text(node, "kind"),
        // The first steps were stored without it.
        dayIf(node, "decidedOn"));
  }

  static ObjectNode write(Denial denial) {
    return Trees.object()
        .put("reasonCode", denial.reasonCode())
        .put("text", denial.text())
        .put("citation", denial.citation());
  }

  static Denial denial(JsonNode node) {
    return new Denial(text(node, "reasonCode"), text(node, "text"), text(node, "citation"));
  }

  private static ObjectNode write(Appeal appeal) {
    return Trees.object().put("stage", appeal.stage()).put("filedOn", appeal.filedOn().toString());
  }

  private static Appeal appeal(JsonNode node) {
    return new Appeal(text(node, "stage"), day(node, "filedOn"));
  }

  private static ObjectNode write(ProposedDenial proposed) {
    ObjectNode node = Trees.object();
    node.set("denial", write(proposed.denial()));
    node.put("offeredUntil", proposed.offeredUntil().toString());
    node.put("conversation", proposed.state().key());
    return node;
  }

  private static ProposedDenial proposed(JsonNode node) {
    return new ProposedDenial(
        denial(required(node, "denial")),
        day(node, "offeredUntil"),
        choice(
            node,
            "conversation",
            ProposedDenial.PeerToPeer.values(),
            ProposedDenial.PeerToPeer::key));
  }
}
