package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport.Judged;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.facts.Fact;
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
    json.set("channels", Json.array(requirement.contacts(), this::channel));
    json.set(
        "windows",
        Json.array(
            DateWindows.forService(book, settled, requirement.on()),
            window -> window(window, zone())));
    json.set("validity", first(settled, Effects::validity, EffectsJson::validity));
    json.set("allotment", first(settled, Effects::allotment, EffectsJson::allotment));
    json.set(
        "benefitLimits",
        Json.array(each(holding, Effects::benefitLimits), EffectsJson::benefitLimit));
    json.set("requester", first(holding, Effects::requester, this::requester));
    json.set(
        "checklist", Json.array(each(settled, Effects::checklist), EffectsJson::checklistItem));
    json.set("consequence", first(settled, Effects::consequence, SourceJson::statement));
    json.set("guidance", Json.array(each(holding, Effects::guidance), EffectsJson::guidance));
    holding.stream()
        .flatMap(version -> version.then().lines().stream())
        .findFirst()
        .ifPresent(form -> json.set("lines", EffectsJson.lineForm(form)));
    json.set("because", because());
    json.set("rejected", Json.array(requirement.rejected(), AnswerJson::rejected));
    json.set("overridden", Json.array(requirement.overridden(), AnswerJson::overridden));
    json.set("questions", questions(requirement.questions()));
    json.set("notices", Json.array(requirement.notices(), this::notice));
    json.set("upcoming", Json.array(requirement.upcoming(), AnswerJson::upcoming));
    json.set("conflicts", Json.array(each(holding, Effects::conflicts), EffectsJson::conflict));
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
      decided.verify().ifPresent(verify -> json.set("verify", EffectsJson.verify(verify)));
    }
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

  private ObjectNode requester(Effects.Requester requester) {
    ObjectNode one = EffectsJson.requester(requester);
    requirement
        .facts()
        .text(Fact.REQUESTER_ROLE)
        .ifPresent(role -> one.put("allowed", requester.roles().contains(role)));
    return one;
  }

  private ArrayNode because() {
    return switch (requirement.outcome()) {
      case Outcome.Decided decided -> {
        List<Rule.Version> versions = new ArrayList<>(decided.because());
        requirement.holding().stream()
            .filter(version -> !decided.because().contains(version))
            .forEach(versions::add);
        yield Json.array(versions, AnswerJson::reason);
      }
      case Outcome.NeedsFacts _ -> Json.array();
      // First what is not known; then what rules without an answer have to say.
      case Outcome.NoRule(String text) ->
          Json.array()
              .add(Json.object().put("text", text))
              .addAll(Json.array(requirement.holding(), AnswerJson::reason));
    };
  }

  /** A rule version as a reason. */
  public static ObjectNode reason(Rule.Version version) {
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
    return Json.array(questions, AnswerJson::question);
  }

  private static ObjectNode question(Requirement.Question question) {
    ObjectNode one = Json.object().put("fact", question.fact().key());
    one.set(
        "changes",
        SourceJson.texts(question.changes().stream().map(Requirement.Part::key).toList()));
    one.put("text", question.text());
    return one.set(
        "choices", Json.array(question.choices(), choice -> choice(question.fact(), choice)));
  }

  private static ObjectNode choice(Fact fact, Requirement.Choice choice) {
    ObjectNode one = Json.object();
    one.set("value", FactsJson.value(fact, choice.value()));
    return one.put("label", choice.label()).put("answer", choice.answer().key());
  }

  private static ObjectNode upcoming(Requirement.Upcoming upcoming) {
    boolean ends = upcoming.version().inForce().until().filter(upcoming.from()::equals).isPresent();
    return Json.object()
        .put("from", upcoming.from().toString())
        .put("change", ends ? "ends" : "begins")
        .put("text", upcoming.version().text())
        .put("rule", upcoming.version().rule())
        .set("cite", SourceJson.cite(upcoming.version().cite()));
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
}
