package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.Transitions;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.Derived;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A worked example: a question, and what its answer must say. */
final class WorkedCase {
  private final RuleBook book;
  private final Facts facts;
  private final LocalDate today;
  private final List<String> differences = new ArrayList<>();

  /** The rule versions that took part in the answer. */
  final Set<Rule.Version> used = new LinkedHashSet<>();

  /** The windows that were judged. */
  final List<WindowReport.Judged> judged = new ArrayList<>();

  Optional<LocalDate> on = Optional.empty();
  final LocalDate knownOn;
  final ZoneId zone;

  private WorkedCase(RuleBook book, JsonNode question, LocalDate today) {
    this.book = book;
    this.facts = facts(book, question);
    this.today = today;
    this.knownOn =
        question.has("knownOn") ? LocalDate.parse(question.get("knownOn").asText()) : today;
    this.zone = book.payer().zone();
  }

  /**
   * Asks the book of the payer that the example's facts name.
   *
   * @param today the day that counts where an example names none
   * @throws IllegalArgumentException if the question is none that could be asked
   */
  static WorkedCase run(JsonNode example, Map<String, RuleBook> books, LocalDate today) {
    JsonNode expect = example.get("expect");
    if (example.has("lookup")) {
      WorkedCase worked = asking(example.get("lookup"), books, today);
      worked.lookup(example.get("lookup"), expect);
      return worked;
    }
    if (example.has("dateWindows")) {
      WorkedCase worked = asking(example.get("dateWindows"), books, today);
      worked.dateWindows(example.get("dateWindows"), expect);
      return worked;
    }
    WorkedCase worked = asking(example.get("transition"), books, today);
    worked.transition(example.get("transition"), expect);
    return worked;
  }

  private static WorkedCase asking(
      JsonNode question, Map<String, RuleBook> books, LocalDate today) {
    String payer = question.path("facts").path("payer").asText();
    if (!books.containsKey(payer)) {
      throw new IllegalArgumentException("there is no payer " + payer);
    }
    return new WorkedCase(books.get(payer), question, today);
  }

  /** The versions that the facts do not reject, whatever their dates. */
  Stream<Rule.Version> mayConcern() {
    Map<Fact, FactValue> known = Derived.from(facts, book, on.orElse(today)).known();
    return book.rules().stream()
        .flatMap(rule -> rule.versions().stream())
        .filter(
            version ->
                known.entrySet().stream()
                    .allMatch(fact -> version.when().admits(fact.getKey(), fact.getValue())));
  }

  /** In what the answer differs from what is expected; empty where it does not. */
  List<String> differences() {
    return differences;
  }

  private void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add(what + " should be " + expected + " but is " + actual);
    }
  }

  private void contains(String what, Collection<String> expected, Collection<String> actual) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(actual);
    if (!missing.isEmpty()) {
      differences.add(what + " should have " + missing + " but has " + actual);
    }
  }

  private static Facts facts(RuleBook book, JsonNode question) {
    Map<String, List<String>> raw = new HashMap<>();
    question
        .get("facts")
        .properties()
        .forEach(fact -> raw.put(fact.getKey(), texts(fact.getValue())));
    Vocabulary.Parsed parsed = book.vocabulary().parse(raw, "facts.");
    if (!parsed.problems().isEmpty()) {
      Problem first = parsed.problems().getFirst();
      throw new IllegalArgumentException(first.path() + ": " + first.message());
    }
    return parsed.facts();
  }

  private static List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node.asText());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private Instant knownAt() {
    return knownOn.atStartOfDay(zone).toInstant();
  }

  private void lookup(JsonNode question, JsonNode expect) {
    LocalDate day = LocalDate.parse(question.get("on").asText());
    on = Optional.of(day);
    Requirement requirement = RequirementLookup.answer(book, facts, day, knownAt());
    used.addAll(requirement.holding());
    if (requirement.outcome() instanceof Requirement.Outcome.Decided decided) {
      used.addAll(decided.because());
    }
    expect.properties().forEach(member -> compare(requirement, member.getKey(), member.getValue()));
  }

  private void compare(Requirement requirement, String what, JsonNode expected) {
    Optional<Requirement.Outcome.Decided> decided =
        requirement.outcome() instanceof Requirement.Outcome.Decided one
            ? Optional.of(one)
            : Optional.empty();
    switch (what) {
      case "answer" -> same(what, expected.asText(), requirement.answer().key());
      case "term" -> same(what, Optional.of(expected.asText()), decided.flatMap(d -> d.term()));
      case "administrator" ->
          same(what, Optional.of(expected.asText()), decided.flatMap(d -> d.administrator()));
      case "verify" ->
          same(what, expected.asBoolean(), decided.flatMap(d -> d.verify()).isPresent());
      case "questions" ->
          same(
              what,
              new TreeSet<>(texts(expected)),
              new TreeSet<>(
                  requirement.questions().stream()
                      .map(question -> question.fact().key())
                      .toList()));
      case "because" ->
          contains(what, texts(expected), used.stream().map(Rule.Version::rule).toList());
      case "overridden" ->
          contains(
              what,
              texts(expected),
              requirement.overridden().stream()
                  .map(overridden -> overridden.version().rule())
                  .toList());
      case "upcoming" ->
          same(
              what,
              texts(expected),
              requirement.upcoming().stream()
                  .map(upcoming -> upcoming.from().toString())
                  .distinct()
                  .toList());
      case "notices" ->
          same(
              what,
              texts(expected),
              requirement.notices().stream().map(notice -> notice.id()).toList());
      case "channels" ->
          same(
              what,
              texts(expected),
              requirement.contacts().stream().map(contact -> contact.id()).toList());
      case "conflicts" ->
          same(
              what,
              expected.asInt(),
              used.stream().mapToInt(version -> version.then().conflicts().size()).sum());
      case "checklist" ->
          contains(
              what,
              texts(expected),
              effects(requirement).stream()
                  .flatMap(then -> then.checklist().stream())
                  .map(Effects.ChecklistItem::item)
                  .toList());
      case "allotment" ->
          same(
              what,
              Optional.of(
                  expected.path("limit").asInt()
                      + " "
                      + expected.path("unit").asText()
                      + " "
                      + expected.path("period").asText()),
              effects(requirement).stream()
                  .flatMap(then -> then.allotment().stream())
                  .findFirst()
                  .map(
                      allotment ->
                          allotment.limit()
                              + " "
                              + allotment.unit().key()
                              + " "
                              + allotment.period().key()));
      case "benefitLimit" ->
          same(
              what,
              Optional.of(expected.asInt()),
              effects(requirement).stream()
                  .flatMap(then -> then.benefitLimits().stream())
                  .flatMap(limit -> limit.limit().stream())
                  .findFirst());
      case "validityDays" ->
          same(
              what,
              Optional.of(expected.isNull() ? Optional.empty() : Optional.of(expected.asInt())),
              effects(requirement).stream()
                  .flatMap(then -> then.validity().stream())
                  .findFirst()
                  .map(Effects.Validity::days));
      case "windows" -> {
        List<String> windows =
            DateWindows.forService(book, requirement.holding(), requirement.on()).stream()
                .map(
                    window ->
                        window.window().action().key()
                            + " "
                            + text(window.opens())
                            + " "
                            + text(window.closes()))
                .toList();
        expected.forEach(
            window ->
                contains(
                    what,
                    List.of(
                        window.path("action").asText()
                            + " "
                            + window.path("opens").asText()
                            + " "
                            + window.path("closes").asText()),
                    windows));
      }
      default -> throw new IllegalArgumentException("a lookup answers no " + what);
    }
  }

  private static List<Effects> effects(Requirement requirement) {
    return requirement.holding().stream().map(Rule.Version::then).toList();
  }

  private String text(Optional<Moment> moment) {
    return moment.map(value -> value.iso(zone)).orElse("null");
  }

  private void dateWindows(JsonNode question, JsonNode expect) {
    WindowReport report =
        DateWindows.check(book, facts, dates(question.get("dates")), today, knownAt());
    on = Optional.of(report.on());
    report.windows().forEach(window -> used.add(window.version()));
    judged.addAll(report.windows());
    if (expect.has("verdict")) {
      same("verdict", expect.get("verdict").asText(), report.verdict().key());
    }
    if (expect.has("window")) {
      window(expect.get("window"), report);
    }
    if (expect.has("needs")) {
      contains(
          "needs",
          texts(expect.get("needs")),
          report.needs().stream().map(WindowReport.Need::date).toList());
    }
    if (expect.has("questions")) {
      same(
          "questions",
          new TreeSet<>(texts(expect.get("questions"))),
          new TreeSet<>(report.questions().stream().map(asked -> asked.fact().key()).toList()));
    }
    for (JsonNode period : expect.path("periods")) {
      String expected =
          period.path("kind").asText()
              + " "
              + period.path("from").asText()
              + " "
              + period.path("to").asText();
      contains(
          "periods",
          List.of(expected),
          report.periods().stream()
              .map(
                  each ->
                      each.days().kind().key() + " " + each.days().from() + " " + each.days().to())
              .toList());
    }
  }

  static Dates dates(JsonNode json) {
    Dates dates = Dates.NONE;
    for (Map.Entry<String, JsonNode> date : json.properties()) {
      DateName name =
          DateName.ofKey(date.getKey())
              .orElseThrow(() -> new IllegalArgumentException("there is no date " + date.getKey()));
      if (name == DateName.VISIT_ON) {
        for (Map.Entry<String, JsonNode> visit : date.getValue().properties()) {
          dates =
              dates.withVisit(
                  Integer.parseInt(visit.getKey()), LocalDate.parse(visit.getValue().asText()));
        }
      } else if (name.isInstant()) {
        dates = dates.with(name, OffsetDateTime.parse(date.getValue().asText()).toInstant());
      } else {
        dates = dates.with(name, LocalDate.parse(date.getValue().asText()));
      }
    }
    return dates;
  }

  private void window(JsonNode expected, WindowReport report) {
    List<WindowReport.Judged> candidates =
        report.windows().stream()
            .filter(window -> window.version().rule().equals(expected.path("rule").asText()))
            .filter(
                window ->
                    !expected.has("id")
                        || window.window().id().equals(expected.path("id").asText()))
            .toList();
    Optional<WindowReport.Judged> found =
        candidates.stream()
            .filter(window -> window.verdict().key().equals(expected.path("verdict").asText()))
            .findFirst();
    if (found.isEmpty()) {
      same(
          "the verdict of " + expected.path("rule").asText(),
          expected.path("verdict").asText(),
          candidates.stream()
              .map(window -> window.window().id() + " " + window.verdict().key())
              .toList());
      return;
    }
    end("opens", expected, found.get().opens());
    end("closes", expected, found.get().closes());
    end("nextAllowed", expected, found.get().nextAllowed());
    if (expected.has("offBy")) {
      same("offBy", Optional.of(expected.get("offBy").asText()), found.get().offBy());
    }
  }

  private void end(String what, JsonNode expected, Optional<Moment> actual) {
    if (expected.has(what)) {
      Optional<Object> wanted =
          expected.get(what).isNull()
              ? Optional.empty()
              : Optional.of(comparable(expected.get(what).asText()));
      same(what, wanted, actual.map(moment -> comparable(moment.iso(zone))));
    }
  }

  private static Object comparable(String moment) {
    return moment.contains("T")
        ? OffsetDateTime.parse(moment).toInstant()
        : LocalDate.parse(moment);
  }

  private void transition(JsonNode question, JsonNode expect) {
    JsonNode authorization = question.get("authorization");
    Transitions.Earlier earlier =
        new Transitions.Earlier(
            LocalDate.parse(authorization.get("from").asText()),
            LocalDate.parse(authorization.get("to").asText()),
            Set.copyOf(texts(authorization.get("codes"))));
    Transitions.Planned planned =
        new Transitions.Planned(
            LocalDate.parse(question.get("service").get("on").asText()),
            question.get("service").get("code").asText());
    Transitions.Result result =
        Transitions.check(book, facts, earlier, List.of(planned), knownAt()).getFirst();
    String expected = expect.get("result").asText() + " " + expect.path("reason").asText();
    same(
        "result",
        expected.strip(),
        switch (result) {
          case Transitions.Result.Covered _ -> "covered";
          case Transitions.Result.DateOutside _ -> "new-request date-outside";
          case Transitions.Result.CodeNotIncluded _ -> "new-request code-not-included";
          case Transitions.Result.NoTransition _ -> "undetermined";
        });
  }
}
