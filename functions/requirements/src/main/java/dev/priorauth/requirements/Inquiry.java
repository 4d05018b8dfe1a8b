package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.receipts.Receipt;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.AnswerJson;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A question about one service, understood.
 *
 * @param facts what was given, without the date of service
 * @param on the date of service
 * @param knownOn the instant whose state of knowledge counts
 */
record Inquiry(RuleBook book, Facts facts, LocalDate on, Instant knownOn) {

  /** The question of a receipt, to the book that answered it or to another one. */
  static Inquiry of(Receipt receipt, RuleBook book, Instant knownOn) {
    return new Inquiry(book, receipt.facts(), receipt.on(), knownOn);
  }

  Receipt receipt() {
    return new Receipt(facts, on, knownOn, book.hash());
  }

  Requirement answer() {
    return RequirementLookup.answer(book, facts, on, knownOn);
  }

  ObjectNode json() {
    return AnswerJson.of(book, answer(), receipt().id());
  }
}
