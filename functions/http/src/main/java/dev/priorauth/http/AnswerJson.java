package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.Requirement.Outcome;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The answer to a lookup as JSON. Equal requirements give equal bytes. */
public final class AnswerJson {
  private final RuleBook book;
  private final Requirement requirement;
  private final ObjectNode json = Json.object();

  private AnswerJson(RuleBook book, Requirement requirement) {
    this.book = book;
    this.requirement = requirement;
  }

  /**
   * The answer.
   *
   * @param receipt the id under which the same answer is given again
   */
  public static ObjectNode of(RuleBook book, Requirement requirement, String receipt) {
    return new AnswerJson(book, requirement).write(receipt);
  }

  private ObjectNode write(String receipt) {
    List<Rule.Version> holding = requirement.holding();
    // While the answer is open, what to do about it must not look as if it were settled.
    List<Rule.Version> settled =
        switch (requirement.outcome()) {
          case Outcome.Decided _, Outcome.NoRule _ -> holding;
          case Outcome.NeedsFacts _ -> List.of();
        };
    json.put("receipt", receipt)
        .put("on", requirement.on().toString())
        .put("knownOn", new Moment.At(requirement.knownOn()).iso(zone()));
    json.set("facts", FactsJson.write(requirement.facts()));
    json.put("answer", requirement.answer().key());
    verdict();
    json.set("channels", array(requirement.contacts(), this::channel));
    json.set(
        "windows",
        array(
            DateWindows.forService(book, settled, requirement.on()),
            window -> window(window, zone())));
    json.set("validity", first(settled, Effects::validity, AnswerJson::validity));
    json.set("allotment", first(settled, Effects::allotment, AnswerJson::allotment));
    json.set(
        "benefitLimits", array(each(holding, Effects::benefitLimits), AnswerJson::benefitLimit));
    json.set(
        "requester",
        first(holding, Effects::requester, who -> requester(who, requirement.facts())));
    json.set("checklist", array(each(settled, Effects::checklist), AnswerJson::checklistItem));
    json.set("consequence", first(settled, Effects::consequence, SourceJson::statement));
    json.set("guidance", array(each(holding, Effects::guidance), AnswerJson::guidance));
    json.set("because", because());
    json.set("rejected", array(requirement.rejected(), AnswerJson::rejected));
    json.set("overridden", array(requirement.overridden(), AnswerJson::overridden));
    json.set("questions", questions(requirement.questions()));
    json.set("notices", array(requirement.notices(), this::notice));
    json.set("upcoming", array(requirement.upcoming(), AnswerJson::upcoming));
    json.set("conflicts", array(each(holding, Effects::conflicts), AnswerJson::conflict));
    return json;
  }

  private ZoneId zone() {
    return book.payer().zone();
  }

  private void verdict() {
    Optional<String> term = Optional.empty();
    Optional<String> administrator = Optional.empty();
    if (requirement.outcome() instanceof Outcome.Decided decided) {
      term = decided.term();
      administrator = decided.administrator();
    }
    json.put("term", term.orElse(null));
    json.set(
        "administrator",
        administrator.map(id -> DirectoryJson.administrator(book.directory(), id)).orElse(null));
    if (requirement.outcome() instanceof Outcome.Decided decided) {
      decided.verify().ifPresent(verify -> json.set("verify", verify(verify)));
    }
  }

  private static ObjectNode verify(Effects.Verify verify) {
    return Json.object()
        .put("text", verify.text())
        .put("where", verify.where())
        .set("cite", SourceJson.cite(verify.cite()));
  }

  private ObjectNode channel(Contact contact) {
    return DirectoryJson.contact(contact, requirement.knownOn());
  }

  private ObjectNode notice(Notice notice) {
    return DirectoryJson.notice(notice, book.directory(), requirement.knownOn());
  }

  /**
   * A window with its ends, both included. Where an end cannot be computed because the date that it
   * is counted from is unknown, {@code anchor} names that date and the ends stand as distances.
   */
  public static ObjectNode window(Judged judged, ZoneId zone) {
    DateWindow window = judged.window();
    ObjectNode one =
        Json.object()
            .put("action", window.action().key())
            .put("opens", judged.opens().map(end -> end.iso(zone)).orElse(null))
            .put("closes", judged.closes().map(end -> end.iso(zone)).orElse(null));
    if (judged.opens().isEmpty() && judged.closes().isEmpty()) {
      one.put("anchor", window.anchor().key());
      window.visit().ifPresent(visit -> one.put("visit", visit));
      window.earliest().map(Offset::iso).ifPresent(offset -> one.put("earliest", offset));
      window.latest().map(Offset::iso).ifPresent(offset -> one.put("latest", offset));
    }
    one.put("severity", window.severity().key()).put("rule", judged.version().rule());
    return SourceJson.put(one, window.statement());
  }

  private static ObjectNode validity(Effects.Validity validity) {
    ObjectNode one =
        Json.object()
            .put("anchor", validity.anchor().key())
            .put("days", validity.days().orElse(null));
    return SourceJson.put(one, validity.statement());
  }

  /** How much is approved at first. */
  public static ObjectNode allotment(Effects.Allotment allotment) {
    ObjectNode one =
        Json.object().put("limit", allotment.limit()).put("unit", allotment.unit().key());
    one.set("per", SourceJson.texts(allotment.per().stream().map(Effects.Per::key).toList()));
    one.set("combined", SourceJson.texts(allotment.combined()));
    one.put("period", allotment.period().key()).put("automatic", allotment.automatic());
    return SourceJson.put(one, allotment.statement());
  }

  private static ObjectNode benefitLimit(Effects.BenefitLimit limit) {
    ObjectNode one =
        Json.object().put("limit", limit.limit().orElse(null)).put("unit", limit.unit().key());
    one.set("combined", SourceJson.texts(limit.combined()));
    one.put("period", limit.period().key());
    return SourceJson.put(one, limit.statement());
  }

  private static ObjectNode requester(Effects.Requester requester, Facts facts) {
    ObjectNode one = Json.object();
    one.set("roles", SourceJson.texts(requester.roles()));
    facts
        .text(Fact.REQUESTER_ROLE)
        .ifPresent(role -> one.put("allowed", requester.roles().contains(role)));
    return SourceJson.put(one, requester.statement());
  }

  /** Something that a request must have with it. */
  public static ObjectNode checklistItem(Effects.ChecklistItem item) {
    ObjectNode one =
        Json.object().put("item", item.item()).put("group", item.group()).put("need", item.need());
    item.note().ifPresent(note -> one.put("note", note));
    return one.set("cite", SourceJson.cite(item.cite()));
  }

  private static ObjectNode guidance(Effects.Guidance guidance) {
    return SourceJson.put(Json.object().put("kind", guidance.kind()), guidance.statement());
  }

  private ArrayNode because() {
    return switch (requirement.outcome()) {
      case Outcome.Decided decided -> {
        List<Rule.Version> versions = new ArrayList<>(decided.because());
        requirement.holding().stream()
            .filter(version -> !decided.because().contains(version))
            .forEach(versions::add);
        yield array(versions, AnswerJson::reason);
      }
      case Outcome.NeedsFacts _ -> Json.array();
      case Outcome.NoRule(String text) -> Json.array().add(Json.object().put("text", text));
    };
  }

  private static ObjectNode reason(Rule.Version version) {
    ObjectNode one = named(version).put("text", version.text());
    version.reading().ifPresent(reading -> one.put("reading", reading));
    one.set("cite", SourceJson.cite(version.cite()));
    if (!version.also().isEmpty()) {
      one.set("also", SourceJson.cites(version.also()));
    }
    return one;
  }

  private static ObjectNode named(Rule.Version version) {
    return Json.object().put("rule", version.rule()).put("version", version.version());
  }

  private static ObjectNode rejected(Requirement.Rejected rejected) {
    return named(rejected.version()).put("failedOn", rejected.failedOn().key());
  }

  private static ObjectNode overridden(Requirement.Overridden overridden) {
    return named(overridden.version())
        .set("by", SourceJson.texts(overridden.by().stream().map(Rule.Version::rule).toList()));
  }

  /** The facts to ask for, with what each choice would give. */
  public static ArrayNode questions(List<Requirement.Question> questions) {
    return array(questions, AnswerJson::question);
  }

  private static ObjectNode question(Requirement.Question question) {
    ObjectNode one = Json.object().put("fact", question.fact().key());
    one.set(
        "changes",
        SourceJson.texts(question.changes().stream().map(Requirement.Part::key).toList()));
    one.put("text", question.text());
    return one.set("choices", array(question.choices(), choice -> choice(question.fact(), choice)));
  }

  private static ObjectNode choice(Fact fact, Requirement.Choice choice) {
    ObjectNode one = Json.object();
    one.set("value", FactsJson.value(fact, choice.value()));
    return one.put("label", choice.label()).put("answer", choice.answer().key());
  }

  private static ObjectNode upcoming(Requirement.Upcoming upcoming) {
    return Json.object()
        .put("from", upcoming.from().toString())
        .put("text", upcoming.version().text())
        .put("rule", upcoming.version().rule())
        .set("cite", SourceJson.cite(upcoming.version().cite()));
  }

  private static ObjectNode conflict(Effects.Conflict conflict) {
    ObjectNode one = Json.object().put("text", conflict.text());
    return one.set("readings", array(conflict.readings(), AnswerJson::reading));
  }

  private static ObjectNode reading(Effects.Reading reading) {
    return Json.object()
        .put("text", reading.text())
        .put("used", reading.used())
        .set("cite", SourceJson.cite(reading.cite()));
  }

  private static <T> ObjectNode first(
      List<Rule.Version> versions,
      Function<Effects, Optional<T>> part,
      Function<T, ObjectNode> json) {
    return versions.stream()
        .map(version -> part.apply(version.then()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(json)
        .orElse(null);
  }

  private static <T> List<T> each(List<Rule.Version> versions, Function<Effects, List<T>> part) {
    return versions.stream().flatMap(version -> part.apply(version.then()).stream()).toList();
  }

  private static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> json) {
    ArrayNode array = Json.array();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }
}
