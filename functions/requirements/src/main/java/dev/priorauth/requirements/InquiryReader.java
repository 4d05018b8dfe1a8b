package dev.priorauth.requirements;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.KnownOn;
import dev.priorauth.http.PayerBook;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Understands questions. */
final class InquiryReader {
  /** In a query the date of service is {@code on}. */
  private static final List<String> IN_QUERIES =
      Arrays.stream(Fact.values())
          .filter(fact -> fact != Fact.SERVICE_DATE)
          .map(Fact::key)
          .toList();

  private final Books books;
  private final Instant now;

  /**
   * @param now when the question came: its day is the date of service where none is given
   */
  InquiryReader(Books books, Instant now) {
    this.books = books;
    this.now = now;
  }

  /**
   * A question in a query: {@code on}, {@code knownOn} and the facts by their names.
   *
   * @throws RequestProblem if anything in the query is wrong or missing
   */
  Inquiry read(QueryReader query) {
    return read(query, query.all(IN_QUERIES));
  }

  /**
   * A question in a query, about a service that is named elsewhere.
   *
   * @throws RequestProblem if anything in the query is wrong or missing
   */
  Inquiry readAbout(String service, QueryReader query) {
    List<String> names = new ArrayList<>(IN_QUERIES);
    names.removeAll(List.of(Fact.SERVICE.key(), Fact.CODE.key()));
    Map<String, List<String>> texts = query.all(names);
    texts.put(Fact.SERVICE.key(), List.of(service));
    return read(query, texts);
  }

  private Inquiry read(QueryReader query, Map<String, List<String>> texts) {
    Vocabulary.Parsed parsed = books.vocabulary().parse(texts, "");
    query.add(parsed.problems());
    query.add(missing(parsed.facts(), query.problems(), ""));
    Optional<LocalDate> on = query.day("on");
    Optional<Moment> knownOn = query.moment("knownOn");
    query.end();
    return inquiry(parsed.facts(), on, knownOn);
  }

  /** What must be there and is not; what is there and wrong has been said already. */
  private List<Problem> missing(Facts facts, List<Problem> said, String prefix) {
    Predicate<Fact> isAbsent =
        fact ->
            !facts.knows(fact) && said.stream().noneMatch(one -> one.path().equals(prefix + fact));
    List<Problem> missing = new ArrayList<>();
    if (isAbsent.test(Fact.PAYER)) {
      missing.add(
          new Problem(
              prefix + Fact.PAYER,
              "This is missing.",
              List.copyOf(books.vocabulary().allowed(Fact.PAYER, Optional.empty()))));
    }
    if (isAbsent.test(Fact.SERVICE) && isAbsent.test(Fact.CODE)) {
      missing.add(
          Problem.of(
              prefix + Fact.SERVICE, "Name the service or the code. /v1/services lists services."));
    }
    return missing;
  }

  /**
   * A question in the facts of a body or a table.
   *
   * @param facts what was understood of the facts
   * @param said what was not
   * @param prefix what stands before a fact's name in the path of a problem
   * @throws RequestProblem if anything is wrong or missing
   */
  Inquiry read(Facts facts, List<Problem> said, String prefix, Optional<Moment> knownOn) {
    List<Problem> problems = new ArrayList<>(said);
    problems.addAll(missing(facts, said, prefix));
    if (!problems.isEmpty()) {
      throw RequestProblem.invalidBody(problems);
    }
    return inquiry(facts, Optional.empty(), knownOn);
  }

  /**
   * @param facts with a payer that the vocabulary has
   * @throws RequestProblem if no rules are published for the payer
   */
  private Inquiry inquiry(Facts facts, Optional<LocalDate> on, Optional<Moment> knownOn) {
    RuleBook book = PayerBook.of(books, facts.text(Fact.PAYER).orElseThrow());
    ZoneId zone = book.payer().zone();
    LocalDate today = now.atZone(zone).toLocalDate();
    return new Inquiry(
        book,
        facts.without(Fact.SERVICE_DATE),
        on.or(() -> serviceDate(facts)).orElse(today),
        knownOn.map(moment -> KnownOn.instant(moment, zone)).orElse(now));
  }

  private static Optional<LocalDate> serviceDate(Facts facts) {
    return facts.get(Fact.SERVICE_DATE).orElse(null) instanceof FactValue.Day(LocalDate day)
        ? Optional.of(day)
        : Optional.empty();
  }
}
