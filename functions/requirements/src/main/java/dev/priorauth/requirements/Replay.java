package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.Json;
import dev.priorauth.http.PayerBook;
import dev.priorauth.http.SourceJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A given answer, computed again from what its receipt holds. */
final class Replay {
  private Replay() {}

  /**
   * The answer as it was given, byte for byte, and {@code today}: whether the current book, asked
   * the same now, would say the same; if not, which members differ. Empty where no such book was
   * ever published: then nobody was given this receipt.
   */
  static Optional<ObjectNode> of(Receipt receipt, Books books, Instant now) {
    return PayerBook.thatAnswered(books, receipt.payer(), receipt.book())
        .map(then -> of(receipt, then, books.book(receipt.payer()).orElse(then), now));
  }

  private static ObjectNode of(Receipt receipt, RuleBook then, RuleBook current, Instant now) {
    ObjectNode given = Inquiry.of(receipt, then, receipt.knownOn()).json();
    ObjectNode today = Inquiry.of(receipt, current, now).json();
    List<String> changed =
        Stream.concat(given.propertyStream(), today.propertyStream())
            .map(Map.Entry::getKey)
            .distinct()
            .filter(name -> !comparable(name, given).equals(comparable(name, today)))
            .toList();
    ObjectNode difference =
        Json.object()
            .put("same", changed.isEmpty())
            .put("knownOn", new Moment.At(now).iso(current.payer().zone()))
            .put("answer", today.get("answer").textValue());
    difference.set("changed", SourceJson.texts(changed));
    return given.set("today", difference);
  }

  /** A member without what changes with the hour alone. */
  private static JsonNode comparable(String name, ObjectNode answer) {
    return switch (name) {
      case "receipt", "knownOn" -> Json.object();
      default -> withoutOpenNow(answer.path(name).deepCopy());
    };
  }

  private static JsonNode withoutOpenNow(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("openNow");
    }
    node.forEach(Replay::withoutOpenNow);
    return node;
  }
}
