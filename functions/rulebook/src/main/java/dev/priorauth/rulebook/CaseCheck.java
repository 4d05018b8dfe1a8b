package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs the worked examples, and finds the rule versions and the boundaries that none of them tries.
 */
final class CaseCheck {
  /** How close to an instant an example must be to count as just before or just after it. */
  private static final Duration NEAR = Duration.ofHours(1);

  private final List<Finding> findings = new ArrayList<>();
  private final Set<Rule.Version> used = new HashSet<>();
  private final Map<String, Set<Integer>> sides = new TreeMap<>();

  /** A worked example with its place. */
  record Example(String file, String path, String name, JsonNode json) {}

  static List<Example> examples(RuleSources sources) {
    List<Example> examples = new ArrayList<>();
    sources
        .named("cases")
        .forEach(
            (file, json) -> {
              JsonNode cases = json.path("cases");
              for (int i = 0; i < cases.size(); i++) {
                examples.add(
                    new Example(
                        file,
                        "$.cases[" + i + "]",
                        cases.get(i).path("name").asText(),
                        cases.get(i)));
              }
            });
    return examples;
  }

  /**
   * The day on which examples are asked that name none: the latest on which a document was
   * retrieved.
   */
  static LocalDate today(List<RuleBook> books) {
    return books.stream()
        .flatMap(book -> book.documents().stream())
        .map(document -> document.retrievedOn())
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  static Map<String, RuleBook> byPayer(List<RuleBook> books) {
    Map<String, RuleBook> byPayer = new HashMap<>();
    books.forEach(book -> byPayer.put(book.payer().id(), book));
    return byPayer;
  }

  static List<Finding> run(
      RuleSources sources, Map<String, ProgrammeFile> programmes, List<RuleBook> books) {
    CaseCheck check = new CaseCheck();
    LocalDate today = today(books);
    Map<String, RuleBook> byPayer = byPayer(books);
    for (Example example : examples(sources)) {
      try {
        WorkedCase worked = WorkedCase.run(example.json(), byPayer, today);
        worked
            .differences()
            .forEach(
                difference ->
                    check.findings.add(
                        new Finding(
                            example.file(), example.path(), example.name() + ": " + difference)));
        check.used.addAll(worked.used);
        check.note(worked);
      } catch (IllegalArgumentException e) {
        check.findings.add(
            new Finding(example.file(), example.path(), example.name() + ": " + e.getMessage()));
      }
    }
    programmes.forEach(
        (file, programme) ->
            programme
                .rules()
                .forEach(rule -> rule.versions().forEach(version -> check.version(file, version))));
    return check.findings;
  }

  /** Remembers on which side of which boundary an example lies. */
  private void note(WorkedCase worked) {
    for (WindowReport.Judged window : worked.judged) {
      if (window.given().isPresent()) {
        String name = boundary(window.version(), window.window().id());
        window
            .opens()
            .ifPresent(opens -> side(name + " opens", window.given().get(), opens, worked.zone));
        window
            .closes()
            .ifPresent(closes -> side(name + " closes", window.given().get(), closes, worked.zone));
      }
    }
    worked.on.ifPresent(day -> sides.computeIfAbsent("on " + day, _ -> new HashSet<>()).add(0));
    sides.computeIfAbsent("known " + worked.knownOn, _ -> new HashSet<>()).add(0);
  }

  private static String boundary(Rule.Version version, String window) {
    return version.name() + "." + window;
  }

  private void side(String boundary, Moment given, Moment end, ZoneId zone) {
    int side;
    if (given instanceof Moment.At(Instant instant) && end instanceof Moment.At(Instant limit)) {
      Duration distance = Duration.between(limit, instant);
      if (distance.abs().compareTo(NEAR) > 0) {
        return;
      }
      side = Integer.signum(distance.compareTo(Duration.ZERO));
    } else {
      long distance = ChronoUnit.DAYS.between(end.day(zone), given.day(zone));
      if (Math.abs(distance) > 1) {
        return;
      }
      side = (int) distance;
    }
    sides.computeIfAbsent(boundary, _ -> new HashSet<>()).add(side);
  }

  private void version(String file, Rule.Version version) {
    String cases = "cases/" + file;
    if (!used.contains(version)) {
      findings.add(
          new Finding(
              cases, version.name(), "no example shows this version at work; add one to " + cases));
    }
    version
        .then()
        .windows()
        .forEach(
            window -> {
              window
                  .earliest()
                  .ifPresent(_ -> end(cases, boundary(version, window.id()) + " opens"));
              window
                  .latest()
                  .ifPresent(_ -> end(cases, boundary(version, window.id()) + " closes"));
            });
    version
        .then()
        .validity()
        .flatMap(validity -> validity.days())
        .ifPresent(_ -> end(cases, boundary(version, "validity") + " closes"));
    days(cases, version, version.inForce(), "on ");
    days(cases, version, version.known(), "known ");
  }

  private void end(String cases, String boundary) {
    Set<Integer> tried = sides.getOrDefault(boundary, Set.of());
    if (!tried.containsAll(Set.of(-1, 0, 1))) {
      findings.add(
          new Finding(
              cases,
              boundary,
              "examples are needed just before, on and just after this end; there are "
                  + tried.size()
                  + " of the 3 in all cases"));
    }
  }

  private void days(String cases, Rule.Version version, Span span, String what) {
    for (Optional<LocalDate> boundary : List.of(span.from(), span.until())) {
      if (boundary.isPresent()) {
        for (int side = -1; side <= 1; side++) {
          LocalDate day = boundary.get().plusDays(side);
          if (!sides.containsKey(what + day)) {
            findings.add(
                new Finding(
                    cases,
                    version.name(),
                    "no example asks "
                        + what
                        + day
                        + ", next to a boundary of this version; add one"));
          }
        }
      }
    }
  }
}
