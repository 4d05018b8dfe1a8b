package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.receipts.Receipt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A receipt, alone under {@code RECEIPT#<id>}. It has no time to live: a receipt is for later.
 *
 * <p>The facts are stored by their own kinds, not by the vocabulary of the day, which may have
 * changed when the receipt is asked for again.
 */
final class ReceiptItems {
  static final String PAYER = "payer"; // S
  static final String FACTS = "facts"; // M, each fact's key with S, SS, N (money in cents) or ISO S
  static final String ON = "on"; // S, ISO date of service
  static final String KNOWN_ON = "knownOn"; // S, ISO instant
  static final String BOOK = "book"; // S, the hash of the book that was asked

  private ReceiptItems() {}

  static Map<String, AttributeValue> key(String id) {
    return Items.key("RECEIPT#" + id, "RECEIPT");
  }

  static Map<String, AttributeValue> toItem(Receipt receipt) {
    Map<String, AttributeValue> facts = new HashMap<>();
    receipt.facts().known().forEach((fact, value) -> facts.put(fact.key(), toAttribute(value)));
    Map<String, AttributeValue> item = new HashMap<>(key(receipt.id()));
    item.put(PAYER, s(receipt.payer()));
    item.put(FACTS, AttributeValue.fromM(facts));
    item.put(ON, s(receipt.on().toString()));
    item.put(KNOWN_ON, s(receipt.knownOn().toString()));
    item.put(BOOK, s(receipt.book()));
    return item;
  }

  static Receipt fromItem(String id, Map<String, AttributeValue> item) {
    Facts facts = Facts.NONE;
    for (Map.Entry<String, AttributeValue> stored : required(item, FACTS).m().entrySet()) {
      Fact fact =
          Fact.ofKey(stored.getKey())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "receipt " + id + " has an unknown fact " + stored.getKey()));
      facts = facts.with(fact, toValue(fact, stored.getValue()));
    }
    return new Receipt(
        id,
        required(item, PAYER).s(),
        facts,
        LocalDate.parse(required(item, ON).s()),
        Instant.parse(required(item, KNOWN_ON).s()),
        required(item, BOOK).s());
  }

  private static AttributeValue toAttribute(FactValue value) {
    return switch (value) {
      case FactValue.One one -> s(one.value());
      case FactValue.Many many -> AttributeValue.builder().ss(many.values()).build();
      case FactValue.Number number -> n(number.value());
      case FactValue.Day day -> s(day.value().toString());
    };
  }

  private static FactValue toValue(Fact fact, AttributeValue stored) {
    return switch (fact.kind()) {
      case CHOICE, FLAG, CODE -> new FactValue.One(stored.s());
      case CHOICES -> new FactValue.Many(new TreeSet<>(stored.ss()));
      case NUMBER, MONEY -> new FactValue.Number(Long.parseLong(stored.n()));
      case DATE -> new FactValue.Day(LocalDate.parse(stored.s()));
    };
  }
}
