package dev.priorauth.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.dynamodb.PostingId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** That mails are to be sent. It names an account, no recipient. */
sealed interface MailOrder {

  /** One posting, to those recipients of an account whom it concerns. */
  record AtOnce(String sub, PostingId id) implements MailOrder {}

  /** The postings of a day, to the recipients of an account. */
  record OfDay(String sub, LocalDate day) implements MailOrder {}

  /**
   * To order the mails of a day for all accounts that want one.
   *
   * @param after only those after this subject; empty for all
   */
  record Round(LocalDate day, Optional<String> after) implements MailOrder {}

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static MailOrder parse(String text) {
    try {
      JsonNode json = new ObjectMapper().readTree(text);
      Optional<String> sub = Optional.ofNullable(json.path("sub").textValue());
      Optional<String> posting = Optional.ofNullable(json.path("posting").textValue());
      if (posting.isPresent() && sub.isPresent()) {
        return posting
            .flatMap(PostingId::parse)
            .map(id -> new AtOnce(sub.get(), id))
            .orElseThrow(() -> new IllegalArgumentException("an order names no posting"));
      }
      LocalDate day = LocalDate.parse(json.path("day").asText());
      Optional<String> after = Optional.ofNullable(json.path("after").textValue());
      return sub.<MailOrder>map(one -> new OfDay(one, day)).orElseGet(() -> new Round(day, after));
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new IllegalArgumentException("an order of mails cannot be read", e);
    }
  }

  default Order order() {
    String name = Order.digest(text());
    return new Order(text(), name, name);
  }

  private String text() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case AtOnce(String sub, PostingId id) ->
          json.put("sub", sub).put("posting", id.text()).toString();
      case OfDay(String sub, LocalDate day) ->
          json.put("sub", sub).put("day", day.toString()).toString();
      case Round(LocalDate day, Optional<String> after) -> {
        json.put("day", day.toString());
        after.ifPresent(sub -> json.put("after", sub));
        yield json.toString();
      }
    };
  }
}
