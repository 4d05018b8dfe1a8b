package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Trees.choice;
import static dev.priorauth.dynamodb.Trees.day;
import static dev.priorauth.dynamodb.Trees.dayIf;
import static dev.priorauth.dynamodb.Trees.instant;
import static dev.priorauth.dynamodb.Trees.list;
import static dev.priorauth.dynamodb.Trees.number;
import static dev.priorauth.dynamodb.Trees.optional;
import static dev.priorauth.dynamodb.Trees.put;
import static dev.priorauth.dynamodb.Trees.required;
import static dev.priorauth.dynamodb.Trees.text;
import static dev.priorauth.dynamodb.Trees.textIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Paper;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.decisions.TimeLimit;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.sources.Citation;
import java.time.Instant;

/** Approvals and pends as parts of stored documents. */
final class DecisionJson {
  private DecisionJson() {}

  static ObjectNode write(Outcome outcome) {
    ObjectNode node = Trees.object();
    switch (outcome) {
      case Outcome.NotRequired _ -> node.put("kind", "not-required");
      case Outcome.Approved(Approval approval) ->
          node.put("kind", "approved").set("approval", write(approval));
      case Outcome.Pended(Pend pend) -> node.put("kind", "pended").set("pend", write(pend));
    }
    return node;
  }

  static Outcome outcome(JsonNode node) {
    String kind = text(node, "kind");
    return switch (kind) {
      case "not-required" -> new Outcome.NotRequired();
      case "approved" -> new Outcome.Approved(approval(required(node, "approval")));
      case "pended" -> new Outcome.Pended(pend(required(node, "pend")));
      default -> throw new IllegalStateException("a stored document has an unknown outcome");
    };
  }

  static ObjectNode write(Approval approval) {
    ObjectNode node = Trees.object();
    node.put("from", approval.from().toString());
    node.put("to", approval.to().toString());
    approval.visits().ifPresent(visits -> node.put("visits", visits));
    put(node, "lines", approval.lines(), DecisionJson::write);
    put(node, "counted", approval.counted(), DecisionJson::write);
    return node;
  }

  static Approval approval(JsonNode node) {
    return new Approval(
        day(node, "from"),
        day(node, "to"),
        optional(node, "visits", JsonNode::intValue),
        list(node, "lines", DecisionJson::line),
        optional(node, "counted", DecisionJson::counted));
  }

  private static ObjectNode write(DecidedLine line) {
    return Trees.object()
        .put("code", line.code())
        .put("units", line.units())
        .put("action", line.action().code());
  }

  private static DecidedLine line(JsonNode node) {
    return new DecidedLine(
        text(node, "code"),
        number(node, "units"),
        choice(node, "action", LineAction.values(), LineAction::code));
  }

  private static ObjectNode write(Counted counted) {
    ObjectNode node = Trees.object();
    node.set("key", write(counted.key()));
    node.set("period", write(counted.period()));
    node.put("unit", counted.unit().key());
    node.put("limit", counted.limit());
    node.put("amount", counted.amount());
    return node;
  }

  private static Counted counted(JsonNode node) {
    return new Counted(
        key(required(node, "key")),
        period(required(node, "period")),
        choice(node, "unit", Effects.Unit.values(), Effects.Unit::key),
        number(node, "limit"),
        number(node, "amount"));
  }

  private static ObjectNode write(AllotmentKey key) {
    ObjectNode node = Trees.object();
    node.put("payer", key.payer());
    node.put("member", key.member().text());
    put(node, "provider", key.provider());
    node.put("benefit", key.benefit());
    return node;
  }

  private static AllotmentKey key(JsonNode node) {
    return new AllotmentKey(
        text(node, "payer"),
        new MemberId(text(node, "member")),
        textIf(node, "provider").map(Npi::new),
        text(node, "benefit"));
  }

  static ObjectNode write(ServicePeriod period) {
    return Trees.object()
        .put("kind", period.kind().key())
        .put("from", period.from().toString())
        .put("to", period.to().toString());
  }

  static ServicePeriod period(JsonNode node) {
    return new ServicePeriod(
        choice(node, "kind", Effects.PeriodKind.values(), Effects.PeriodKind::key),
        day(node, "from"),
        day(node, "to"));
  }

  static ObjectNode write(Pend pend) {
    ObjectNode node = Trees.object();
    node.put("reason", pend.reason().key());
    node.put("text", pend.text());
    put(node, "asks", pend.asks(), DecisionJson::write);
    node.put("owner", pend.owner().key());
    node.put("decisionDueBy", pend.decisionDueBy().toString());
    put(node, "clock", pend.clock(), DecisionJson::write);
    return node;
  }

  private static ObjectNode write(Pend.Clock clock) {
    ObjectNode node = Trees.object();
    node.put("within", clock.within().text());
    node.put("text", clock.text());
    node.put("law", clock.law());
    node.put("section", clock.section());
    put(node, "reviewedOn", clock.reviewedOn());
    node.put("closesAfter", clock.closesAfter().text());
    return node;
  }

  private static Pend.Clock clock(JsonNode node) {
    return new Pend.Clock(
        TimeLimit.parse(text(node, "within")),
        text(node, "text"),
        text(node, "law"),
        text(node, "section"),
        dayIf(node, "reviewedOn"),
        TimeLimit.parse(text(node, "closesAfter")));
  }

  static Pend pend(JsonNode node) {
    return new Pend(
        choice(node, "reason", Pend.Reason.values(), Pend.Reason::key),
        text(node, "text"),
        list(node, "asks", DecisionJson::ask),
        choice(node, "owner", Party.values(), Party::key),
        instant(node, "decisionDueBy"),
        optional(node, "clock", DecisionJson::clock));
  }

  static ObjectNode write(Ask ask) {
    ObjectNode node = Trees.object();
    node.put("id", ask.id());
    node.put("kind", ask.kind().key());
    node.put("what", ask.what());
    node.put("from", ask.from().key());
    node.put("dueBy", ask.dueBy().toString());
    ask.dueAt().ifPresent(at -> node.put("dueAt", at.toString()));
    node.put("state", ask.state().key());
    put(node, "problem", ask.problem());
    put(node, "item", ask.item(), DecisionJson::write);
    return node;
  }

  static ObjectNode write(Ask.Item item) {
    ObjectNode node = Trees.object().put("text", item.text());
    put(node, "paper", item.paper());
    return node.set("cite", write(item.cite()));
  }

  static Ask.Item item(JsonNode node) {
    return new Ask.Item(text(node, "text"), textIf(node, "paper"), cite(required(node, "cite")));
  }

  static ObjectNode write(Paper paper) {
    return Trees.object()
        .put("name", paper.name())
        .put("item", paper.item())
        .put("of", paper.of().text())
        .put("receivedOn", paper.receivedOn().toString())
        .set("cite", write(paper.cite()));
  }

  static Paper paper(JsonNode node) {
    return new Paper(
        text(node, "name"),
        text(node, "item"),
        new AuthorizationId(text(node, "of")),
        day(node, "receivedOn"),
        cite(required(node, "cite")));
  }

  static ObjectNode write(Citation cite) {
    ObjectNode node =
        Trees.object()
            .put("document", cite.document())
            .put("lines", cite.lines())
            .put("quote", cite.quote());
    put(node, "publishedOn", cite.publishedOn());
    return node.put("retrievedOn", cite.retrievedOn().toString());
  }

  static Citation cite(JsonNode node) {
    return new Citation(
        text(node, "document"),
        text(node, "lines"),
        text(node, "quote"),
        dayIf(node, "publishedOn"),
        day(node, "retrievedOn"));
  }

  static Ask ask(JsonNode node) {
    return new Ask(
        text(node, "id"),
        choice(node, "kind", Ask.Kind.values(), Ask.Kind::key),
        text(node, "what"),
        choice(node, "from", Party.values(), Party::key),
        day(node, "dueBy"),
        textIf(node, "dueAt").map(Instant::parse),
        choice(node, "state", Ask.State.values(), Ask.State::key),
        textIf(node, "problem"),
        optional(node, "item", DecisionJson::item));
  }
}
