package dev.priorauth.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.Span;
import java.time.DateTimeException;
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
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the worked examples, and finds the rule versions and the boundaries that none of them tries.
 *
 * <p>An example tries a date of a version only if it is about a case of that version's box: the
 * same date asked about another service proves nothing.
 */
final class CaseCheck {
  /** How close to an instant an example must be to count as just before or just after it. */
  private static final Duration NEAR = Duration.ofHours(1);

  private static final Map<Integer, String> SIDES =
      Map.of(-1, "just before", 0, "on", 1, "just after");

  private final List<Finding> findings = new ArrayList<>();
  private final Set<Rule.Version> used = new HashSet<>();

  /** On which sides of each end of a window some example lies. */
  private final Map<String, Set<Integer>> sides = new TreeMap<>();

  /** The dates that examples ask of each version. */
  private final Set<String> asked = new HashSet<>();

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
                            example.file(),
                            example.path(),
                            example.name()
                                + ": "
                                + difference
                                + "; mend the rule or the example")));
        check.used.addAll(worked.used);
        check.note(worked);
      } catch (IllegalArgumentException | DateTimeException e) {
        check.findings.add(
            new Finding(
                example.file(),
                example.path(),
                example.name() + ": " + e.getMessage() + "; mend the example"));
      }
    }
    programmes.forEach(check::programme);
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
    worked
        .mayConcern()
        .forEach(
            version -> {
              worked.on.ifPresent(day -> asked.add(day(version, "on", day)));
              asked.add(day(version, "known on", worked.knownOn));
            });
  }

  private static String day(Rule.Version version, String what, LocalDate day) {
    return version.name() + " " + what + " " + day;
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

  private void programme(String file, ProgrammeFile programme) {
    for (Rule rule : programme.rules()) {
      for (Rule.Version version : rule.versions()) {
        version(file, programme.path(rule, version), version);
      }
    }
  }

  private void version(String file, String path, Rule.Version version) {
    if (!used.contains(version)) {
      findings.add(
          new Finding(
              file,
              path,
              "no example shows " + version.name() + " at work; add one to cases/" + file));
    }
    version
        .then()
        .windows()
        .forEach(
            window -> {
              window
                  .earliest()
                  .ifPresent(_ -> end(file, path, boundary(version, window.id()) + " opens"));
              window
                  .latest()
                  .ifPresent(_ -> end(file, path, boundary(version, window.id()) + " closes"));
            });
    version
        .then()
        .validity()
        .flatMap(validity -> validity.days())
        .ifPresent(_ -> end(file, path, boundary(version, "validity") + " closes"));
    days(file, path, version, version.inForce(), "on");
    days(file, path, version, version.known(), "known on");
  }

  private void end(String file, String path, String boundary) {
    Set<Integer> missing = new TreeSet<>(SIDES.keySet());
    missing.removeAll(sides.getOrDefault(boundary, Set.of()));
    if (!missing.isEmpty()) {
      findings.add(
          new Finding(
              file,
              path,
              "no example lies "
                  + missing.stream().map(SIDES::get).collect(Collectors.joining(" or "))
                  + " the moment when "
                  + boundary
                  + "; add one to cases/"
                  + file));
    }
  }

  private void days(String file, String path, Rule.Version version, Span span, String what) {
    for (Optional<LocalDate> boundary : List.of(span.from(), span.until())) {
      if (boundary.isPresent()) {
        for (int side = -1; side <= 1; side++) {
          String day = day(version, what, boundary.get().plusDays(side));
          if (!asked.contains(day)) {
            findings.add(
                new Finding(
                    file,
                    path,
                    "no example asks about "
                        + day
                        + ", at a boundary of it; add one to cases/"
                        + file));
          }
        }
      }
    }
  }
}
