package dev.priorauth.benchmarks;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.FactValue;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/**
 * Rules as a DMN decision table, evaluated by Drools: a row for each rule version in force, a
 * column for each fact that some row asks for, hit policy COLLECT.
 *
 * <p>DMN has no word for a rule that takes the place of another one, so what is overridden is taken
 * out of the hits afterwards. Right only where all facts are known.
 */
final class DmnTable {
  private static final String DECISION = "rules";
  private static final String RULE = "rule";
  private static final String ANSWER = "answer";

  private final DMNRuntime runtime;
  private final DMNModel model;
  private final Map<String, Set<String>> overrides;

  private DmnTable(DMNRuntime runtime, Map<String, Set<String>> overrides) {
    this.runtime = runtime;
    this.model = runtime.getModels().getFirst();
    this.overrides = overrides;
  }

  /**
   * The table of all rules of a book.
   *
   * @param on the date of service whose rules are taken; choosing among versions is left out of the
   *     table
   */
  static DmnTable ofBook(RuleBook book, LocalDate on) {
    return of(book, book.rules().stream().flatMap(rule -> rule.versions().stream()).toList(), on);
  }

  /** The table of the rules that can speak about one service. */
  static DmnTable ofService(RuleBook book, String service, LocalDate on) {
    return of(book, book.rulesFor(service).orElseThrow().versions(), on);
  }

  private static DmnTable of(RuleBook book, List<Rule.Version> versions, LocalDate on) {
    LocalDate knownOn = LocalDate.ofInstant(Question.KNOWN_ON, book.payer().zone());
    List<Rule.Version> rows =
        versions.stream()
            .filter(version -> version.inForce().contains(on) && version.known().contains(knownOn))
            .toList();
    byte[] definitions = definitions(rows).getBytes(StandardCharsets.UTF_8);
    DMNRuntime runtime =
        DMNRuntimeBuilder.fromDefaults()
            .buildConfiguration()
            .fromResources(List.of(ResourceFactory.newByteArrayResource(definitions)))
            .getOrElseThrow(IllegalStateException::new);
    return new DmnTable(
        runtime, book.rules().stream().collect(Collectors.toMap(Rule::id, Rule::overrides)));
  }

  /** The facts as the engine takes them; one that is unknown is null. */
  DMNContext context(Facts facts) {
    DMNContext context = runtime.newContext();
    for (Fact fact : Fact.values()) {
      context.set(fact.key(), facts.get(fact).map(value -> value(fact, value)).orElse(null));
    }
    return context;
  }

  private static Object value(Fact fact, FactValue value) {
    return switch (value) {
      case FactValue.One(String text) ->
          fact.kind() == Fact.Kind.FLAG ? Boolean.valueOf(text) : text;
      case FactValue.Many(SortedSet<String> texts) -> List.copyOf(texts);
      case FactValue.Number(long number) -> BigDecimal.valueOf(number);
      case FactValue.Day(LocalDate day) -> day;
    };
  }

  /** The answer of the first row that matches, has one and is not overridden by another match. */
  Optional<Answer> answer(DMNContext facts) {
    DMNResult result = runtime.evaluateAll(model, facts);
    if (result.hasErrors()) {
      throw new IllegalStateException(result.getMessages().toString());
    }
    List<?> matches = (List<?>) result.getDecisionResultByName(DECISION).getResult();
    Set<String> overridden = new HashSet<>();
    for (Object match : matches) {
      overridden.addAll(overrides.get(cell(match, RULE)));
    }
    for (Object match : matches) {
      String answer = cell(match, ANSWER);
      if (answer != null && !overridden.contains(cell(match, RULE))) {
        return Optional.of(Answer.ofKey(answer));
      }
    }
    return Optional.empty();
  }

  private static String cell(Object match, String column) {
    return (String) ((Map<?, ?>) match).get(column);
  }

  private static String definitions(List<Rule.Version> rows) {
    Set<Fact> asked = EnumSet.noneOf(Fact.class);
    rows.forEach(row -> asked.addAll(row.when().conditions().keySet()));
    // The engine leaves a row at the first cell that does not match, and the service tells rows
    // apart best.
    Set<Fact> columns = new LinkedHashSet<>(List.of(Fact.SERVICE));
    columns.addAll(asked);
    String inputs =
        each(
            columns,
            "<inputData id='%1$s' name='%1$s'><variable name='%1$s' typeRef='%2$s'/></inputData>");
    String requirements =
        each(
            columns,
            "<informationRequirement><requiredInput href='#%1$s'/></informationRequirement>");
    String expressions =
        each(
            columns,
            "<input><inputExpression typeRef='%2$s'><text>%1$s</text></inputExpression></input>");
    return """
        <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='book' name='book'
            namespace='https://priorauth.dev/benchmarks'>
          %s
          <decision id='%s' name='%2$s'>
            <variable name='%2$s'/>
            %s
            <decisionTable hitPolicy='COLLECT'>
              %s
              <output name='%s'/>
              <output name='%s'/>
              %s
            </decisionTable>
          </decision>
        </definitions>
        """
        .formatted(
            inputs,
            DECISION,
            requirements,
            expressions,
            RULE,
            ANSWER,
            rows.stream().map(row -> row(row, columns)).collect(Collectors.joining()));
  }

  private static String each(Set<Fact> columns, String element) {
    return columns.stream()
        .map(fact -> element.formatted(fact.key(), type(fact)))
        .collect(Collectors.joining());
  }

  private static String row(Rule.Version version, Set<Fact> columns) {
    String answer =
        version.then().verdict().map(verdict -> quoted(verdict.answer().key())).orElse("null");
    return "<rule>"
        + columns.stream()
            .map(fact -> element("inputEntry", test(fact, version)))
            .collect(Collectors.joining())
        + element("outputEntry", quoted(version.rule()))
        + element("outputEntry", answer)
        + "</rule>";
  }

  private static String element(String name, String feel) {
    String text = feel.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<%1$s><text>%2$s</text></%1$s>".formatted(name, text);
  }

  private static String type(Fact fact) {
    return switch (fact.kind()) {
      case CHOICE, CODE -> "string";
      case CHOICES -> "Any";
      case FLAG -> "boolean";
      case NUMBER, MONEY -> "number";
      case DATE -> "date";
    };
  }

  /** What a version asks of a fact, as FEEL unary tests. */
  private static String test(Fact fact, Rule.Version version) {
    return switch (version.when().conditions().get(fact)) {
      case null -> "-";
      case Allowed.AnyOf(Set<String> values) -> anyOf(fact, new TreeSet<>(values));
      case Allowed.Between(long from, long to) when from == Long.MIN_VALUE -> "<= " + to;
      case Allowed.Between(long from, long to) when to == Long.MAX_VALUE -> ">= " + from;
      case Allowed.Between(long from, long to) -> "[" + from + ".." + to + "]";
    };
  }

  private static String anyOf(Fact fact, SortedSet<String> values) {
    return switch (fact.kind()) {
      case FLAG -> String.join(", ", values);
      case CHOICES ->
          values.stream()
              .map(value -> "list contains(?, " + quoted(value) + ")")
              .collect(Collectors.joining(" or "));
      case CHOICE, CODE, DATE, NUMBER, MONEY ->
          values.stream().map(DmnTable::quoted).collect(Collectors.joining(", "));
    };
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }
}
