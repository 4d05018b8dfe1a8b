package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Trees.choice;
import static dev.priorauth.dynamodb.Trees.day;
import static dev.priorauth.dynamodb.Trees.dayIf;
import static dev.priorauth.dynamodb.Trees.list;
import static dev.priorauth.dynamodb.Trees.number;
import static dev.priorauth.dynamodb.Trees.put;
import static dev.priorauth.dynamodb.Trees.text;
import static dev.priorauth.dynamodb.Trees.textIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.TakenDays;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.rules.Effects;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A member's standing, alone under {@code MEMBER#<payer>#<member>}. */
final class StandingItems {
  static final String VERSION = "version"; // N, the number of its changes
  static final String DOCUMENT = "document"; // B, packed JSON: balances and spans

  private StandingItems() {}

  static Map<String, AttributeValue> key(String payer, MemberId member) {
    return Items.key("MEMBER#" + payer + "#" + member.text(), "STANDING");
  }

  static Map<String, AttributeValue> toItem(Standing standing) {
    ObjectNode document = Trees.object();
    put(document, "balances", standing.balances(), StandingItems::write);
    put(document, "spans", standing.spans(), StandingItems::write);
    Map<String, AttributeValue> item = new HashMap<>(key(standing.payer(), standing.member()));
    item.put(VERSION, n(standing.version()));
    item.put(DOCUMENT, b(Packed.pack(document)));
    return item;
  }

  static Standing fromItem(String payer, MemberId member, Map<String, AttributeValue> item) {
    JsonNode document = Packed.document(required(item, DOCUMENT).b().asByteArray());
    return new Standing(
        payer,
        member,
        Long.parseLong(required(item, VERSION).n()),
        list(document, "balances", balance -> balance(payer, member, balance)),
        list(document, "spans", StandingItems::span));
  }

  private static ObjectNode write(AllotmentBalance balance) {
    ObjectNode node = Trees.object();
    put(node, "provider", balance.key().provider());
    node.put("benefit", balance.key().benefit());
    node.set("period", DecisionJson.write(balance.period()));
    node.put("unit", balance.unit().key());
    node.put("limit", balance.limit());
    node.put("left", balance.left());
    return node;
  }

  private static AllotmentBalance balance(String payer, MemberId member, JsonNode node) {
    return new AllotmentBalance(
        new AllotmentKey(
            payer, member, textIf(node, "provider").map(Npi::new), text(node, "benefit")),
        DecisionJson.period(Trees.required(node, "period")),
        choice(node, "unit", Effects.Unit.values(), Effects.Unit::key),
        number(node, "limit"),
        number(node, "left"));
  }

  private static ObjectNode write(TakenDays span) {
    ObjectNode node = Trees.object();
    node.put("id", span.id().text());
    node.put("service", span.service());
    node.put("servicing", span.servicing().digits());
    node.put("from", span.from().toString());
    node.put("to", span.to().toString());
    put(node, "liveUntil", span.liveUntil());
    return node;
  }

  private static TakenDays span(JsonNode node) {
    return new TakenDays(
        new AuthorizationId(text(node, "id")),
        text(node, "service"),
        new Npi(text(node, "servicing")),
        day(node, "from"),
        day(node, "to"),
        dayIf(node, "liveUntil"));
  }
}
