package dev.priorauth.benchmarks;

import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.dates.WindowReport.Verdict;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.ServiceRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an office asks about one case.
 *
 * @param on the date of service
 * @param dates the dates that a window check judges
 */
record Question(Facts facts, LocalDate on, Dates dates) {

  /** A state of knowledge that has seen all documents. */
  static final Instant KNOWN_ON = Instant.parse("2026-11-23T17:00:00Z");

  private static final String RESOURCE = "questions.txt";

  /**
   * The questions of {@code questions.txt}. Every fact that a rule asks for is known: one that a
   * line does not give takes the first of its values.
   */
  static List<Question> all(RuleBook book) {
    return lines().map(line -> parse(line, book).completed(book)).toList();
  }

  private Question completed(RuleBook book) {
    Facts complete = facts;
    for (Map.Entry<Fact, List<ServiceRules.Cell>> fact : rules(book).cells().entrySet()) {
      if (!facts.knows(fact.getKey())) {
        complete = complete.with(fact.getKey(), fact.getValue().getFirst().value());
      }
    }
    return new Question(complete, on, dates);
  }

  /**
   * The same questions with three facts unknown, without those whose rules ask for fewer. The last
   * ones are left out: an office has to look them up.
   */
  static List<Question> withThreeUnknown(RuleBook book) {
    return all(book).stream()
        .filter(question -> question.asked(book).size() >= 3)
        .map(
            question -> {
              List<Fact> asked = question.asked(book);
              Facts facts = question.facts;
              for (Fact fact : asked.subList(asked.size() - 3, asked.size())) {
                facts = facts.without(fact);
              }
              return new Question(facts, question.on, question.dates);
            })
        .toList();
  }

  /** The questions to which some window applies. */
  static List<Question> withWindows(RuleBook book) {
    return all(book).stream()
        .filter(question -> question.check(book).verdict() != Verdict.NOT_APPLICABLE)
        .toList();
  }

  Requirement ask(RuleBook book) {
    return RequirementLookup.answer(book, facts, on, KNOWN_ON);
  }

  WindowReport check(RuleBook book) {
    return DateWindows.check(book, facts, dates, on, KNOWN_ON);
  }

  /** The facts that the rules about the service ask for, in the order of {@link Fact}. */
  private List<Fact> asked(RuleBook book) {
    return List.copyOf(rules(book).cells().keySet());
  }

  private ServiceRules rules(RuleBook book) {
    return facts.text(Fact.SERVICE).flatMap(book::rulesFor).orElseThrow();
  }

  private static Stream<String> lines() {
    try (InputStream in = Question.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Question parse(String line, RuleBook book) {
    String[] halves = line.split(" ", 2);
    Map<String, List<String>> facts = new LinkedHashMap<>();
    facts.put(Fact.PAYER.key(), List.of(book.payer().id()));
    members(halves[0]).forEach((name, value) -> facts.put(name, List.of(value)));
    Vocabulary.Parsed parsed = book.vocabulary().parse(facts, "");
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(line + ": " + parsed.problems());
    }
    Dates dates = dates(members(halves[1]));
    return new Question(parsed.facts(), dates.onService(book.payer().zone()).orElseThrow(), dates);
  }

  private static Map<String, String> members(String query) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : query.split("&")) {
      String[] parts = member.split("=", 2);
      members.put(parts[0], parts[1]);
    }
    return members;
  }

  private static Dates dates(Map<String, String> members) {
    Dates dates = Dates.NONE;
    for (Map.Entry<String, String> member : members.entrySet()) {
      String[] path = member.getKey().split("\\.");
      DateName name = DateName.ofKey(path[0]).orElseThrow();
      String value = member.getValue();
      if (name == DateName.VISIT_ON) {
        dates = dates.withVisit(Integer.parseInt(path[1]), LocalDate.parse(value));
      } else if (name.isInstant()) {
        dates = dates.with(name, OffsetDateTime.parse(value).toInstant());
      } else {
        dates = dates.with(name, LocalDate.parse(value));
      }
    }
    return dates;
  }
}
