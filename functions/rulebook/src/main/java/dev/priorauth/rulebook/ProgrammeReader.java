package dev.priorauth.rulebook;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Reference;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a file of rules. */
record ProgrammeReader(Citations citations) {

  static ProgrammeFile read(Node file, Citations all) {
    ProgrammeReader reader = new ProgrammeReader(all.in(file.text("document")));
    Box scope = file.optional("scope").map(ProgrammeReader::box).orElse(Box.EVERYTHING);
    return new ProgrammeFile(
        file.text("owner"),
        file.text("programme"),
        file.text("title"),
        file.texts("payers"),
        file.required("reviewedOn").date(),
        file.list("covers", cover -> reader.within(scope, cover)),
        file.list("rules", rule -> reader.rule(rule, scope)),
        file.list("references", reader::reference));
  }

  private Rule rule(Node node, Box scope) {
    String id = node.text("id");
    return new Rule(
        id,
        node.text("summary"),
        Set.copyOf(node.texts("inventory")),
        Set.copyOf(node.texts("overrides")),
        node.required("versions").elements().stream()
            .map(version -> version(id, version, scope))
            .toList());
  }

  private Rule.Version version(String rule, Node node, Box scope) {
    return new Rule.Version(
        rule,
        node.text("version"),
        span(node.required("inForce"), "from"),
        span(node.required("known"), "since"),
        within(scope, node.required("when")),
        node.text("text"),
        node.optionalText("reading"),
        citations.cite(node),
        citations.also(node),
        effects(node.required("then")));
  }

  private Reference reference(Node node) {
    return new Reference(
        node.text("id"),
        node.text("kind"),
        node.text("about"),
        node.optional("known").map(known -> span(known, "since")).orElse(Span.ALWAYS),
        citations.statement(node),
        citations.also(node),
        node.texts("inventory"));
  }

  static Span span(Node node, String first) {
    return node.sound(() -> new Span(node.optionalDate(first), node.optionalDate("until")));
  }

  /** A box with the file's scope for the facts that it does not name itself. */
  private Box within(Box scope, Node node) {
    Map<Fact, Allowed> conditions = new EnumMap<>(Fact.class);
    conditions.putAll(scope.conditions());
    box(node)
        .conditions()
        .forEach(
            (fact, allowed) -> {
              Allowed wide = scope.conditions().get(fact);
              if (wide != null && !encloses(wide, allowed)) {
                throw node.required(fact.key())
                    .problem(
                        "the scope of the file does not have all of these values; widen it or leave them out");
              }
              conditions.put(fact, allowed);
            });
    return new Box(conditions);
  }

  private static boolean encloses(Allowed wide, Allowed narrow) {
    return switch (wide) {
      case Allowed.AnyOf(Set<String> all) ->
          narrow instanceof Allowed.AnyOf(Set<String> some) && all.containsAll(some);
      case Allowed.Between(long from, long to) ->
          narrow instanceof Allowed.Between(long first, long last) && from <= first && last <= to;
    };
  }

  static Box box(Node node) {
    Map<Fact, Allowed> conditions = new EnumMap<>(Fact.class);
    node.members()
        .forEach(
            (key, value) -> {
              Fact fact =
                  Fact.ofKey(key)
                      .orElseThrow(
                          () -> value.problem("there is no fact of this name; correct it"));
              conditions.put(fact, value.sound(() -> allowed(fact, value)));
            });
    return new Box(conditions);
  }

  private static Allowed allowed(Fact fact, Node node) {
    return switch (fact.kind()) {
      case CHOICE, CHOICES, CODE ->
          new Allowed.AnyOf(Set.copyOf(node.elements().stream().map(Node::text).toList()));
      case FLAG -> new Allowed.AnyOf(Set.of(Boolean.toString(node.flag())));
      case NUMBER -> between(node, 0);
      case MONEY -> between(node, 2);
      case DATE ->
          throw node.problem("a rule's dates stand in its version, not in its box; move them");
    };
  }

  private static Allowed between(Node node, int decimals) {
    return new Allowed.Between(
        node.optional("from").map(from -> whole(from, decimals)).orElse(0L),
        node.optional("to").map(to -> whole(to, decimals)).orElse(Long.MAX_VALUE));
  }

  private static long whole(Node node, int decimals) {
    try {
      return new BigDecimal(node.json().asText()).movePointRight(decimals).longValueExact();
    } catch (ArithmeticException _) {
      throw node.problem("a number with at most " + decimals + " decimals is expected here");
    }
  }

  private Effects effects(Node then) {
    return new Effects(
        then.optional("answer").map(_ -> verdict(then)),
        then.list("windows", this::window),
        then.optional("validity").map(this::validity),
        then.optional("allotment").map(this::allotment),
        then.optional("benefitLimit").map(this::benefitLimit).stream().toList(),
        then.list("checklist", this::checklistItem),
        then.texts("channels"),
        then.optional("consequence").map(citations::statement),
        then.optional("requester")
            .map(node -> new Effects.Requester(node.texts("roles"), citations.statement(node))),
        then.list(
            "guidance", node -> new Effects.Guidance(node.text("kind"), citations.statement(node))),
        then.list("conflicts", this::conflict),
        then.optional("transition")
            .map(
                node ->
                    new Effects.Transition(
                        citations.statement(node.required("kept")),
                        citations.statement(node.required("dateOutside")),
                        citations.statement(node.required("codeNotIncluded")))),
        then.optional("lines").map(this::lineForm));
  }

  private Effects.Verdict verdict(Node then) {
    Node answer = then.required("answer");
    return new Effects.Verdict(
        answer.sound(() -> Answer.ofKey(answer.text())),
        then.text("term"),
        then.text("administrator"),
        then.optional("verify")
            .map(
                node ->
                    new Effects.Verify(
                        node.text("text"), node.text("where"), citations.cite(node))));
  }

  private DateWindow window(Node node) {
    return node.sound(
        () ->
            new DateWindow(
                node.text("id"),
                key(node.required("action"), DateWindow.Action.values(), DateWindow.Action::key),
                anchor(node),
                node.optional("visit").map(Node::integer),
                node.optionalText("earliest").map(Offset::parse),
                node.optionalText("latest").map(Offset::parse),
                key(
                    node.required("severity"),
                    DateWindow.Severity.values(),
                    DateWindow.Severity::key),
                citations.statement(node)));
  }

  private static DateName anchor(Node node) {
    return key(node.required("anchor"), DateName.values(), DateName::key);
  }

  private Effects.Validity validity(Node node) {
    return node.sound(
        () ->
            new Effects.Validity(
                anchor(node),
                node.optional("days").map(Node::integer),
                node.optional("period")
                    .map(kind -> key(kind, Effects.PeriodKind.values(), Effects.PeriodKind::key)),
                citations.statement(node)));
  }

  private Effects.Allotment allotment(Node node) {
    return new Effects.Allotment(
        node.required("limit").integer(),
        key(node.required("unit"), Effects.Unit.values(), Effects.Unit::key),
        node.list("per", per -> key(per, Effects.Per.values(), Effects.Per::key)),
        node.texts("combined"),
        key(node.required("period"), Effects.PeriodKind.values(), Effects.PeriodKind::key),
        node.required("automatic").flag(),
        citations.statement(node));
  }

  private Effects.BenefitLimit benefitLimit(Node node) {
    return new Effects.BenefitLimit(
        node.optional("limit").map(Node::integer),
        key(node.required("unit"), Effects.Unit.values(), Effects.Unit::key),
        node.texts("combined"),
        key(node.required("period"), Effects.PeriodKind.values(), Effects.PeriodKind::key),
        citations.statement(node));
  }

  private Effects.ChecklistItem checklistItem(Node node) {
    return new Effects.ChecklistItem(
        node.text("item"),
        node.text("group"),
        node.text("need"),
        node.optionalText("note"),
        node.optionalText("paper"),
        citations.cite(node));
  }

  private Effects.LineForm lineForm(Node node) {
    return new Effects.LineForm(
        key(node.required("name"), Effects.LineForm.Names.values(), Effects.LineForm.Names::key),
        node.optional("most").map(Node::integer),
        citations.statement(node));
  }

  private Effects.Conflict conflict(Node node) {
    List<Effects.Reading> readings =
        node.list(
            "readings",
            reading ->
                new Effects.Reading(
                    reading.text("text"),
                    reading.required("used").flag(),
                    citations.cite(reading)));
    return new Effects.Conflict(node.text("text"), readings);
  }

  static <T> T key(Node node, T[] values, Function<T, String> key) {
    Optional<T> found =
        Arrays.stream(values).filter(value -> key.apply(value).equals(node.text())).findFirst();
    return found.orElseThrow(
        () ->
            node.problem(
                "use one of " + Arrays.stream(values).map(key).toList() + ", not " + node.text()));
  }
}
