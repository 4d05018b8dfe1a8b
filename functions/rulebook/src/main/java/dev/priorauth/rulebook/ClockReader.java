package dev.priorauth.rulebook;

import dev.priorauth.core.decisions.ClockRule;
import dev.priorauth.core.decisions.Clocks;
import dev.priorauth.core.decisions.TimeLimit;
import java.util.EnumSet;
import java.util.Optional;

/** Reads {@code decision-clocks.json}. */
final class ClockReader {
  private ClockReader() {}

  static Clocks read(Node file) {
    return new Clocks(
        file.list("clocks", ClockReader::rule),
        Optional.of(limit(file.required("closeOut").required("after"))));
  }

  private static ClockRule rule(Node node) {
    EnumSet<ClockRule.Urgency> urgencies = EnumSet.noneOf(ClockRule.Urgency.class);
    node.list("urgency", name -> name)
        .forEach(
            name ->
                urgencies.add(
                    ProgrammeReader.key(name, ClockRule.Urgency.values(), ClockRule.Urgency::key)));
    Node law = node.required("law");
    return new ClockRule(
        node.text("id"),
        ProgrammeReader.box(node.required("when")),
        urgencies,
        ProgrammeReader.span(node.required("submitted"), "from"),
        limit(node.required("within")),
        limit(node.required("answersWithin")),
        node.text("text"),
        new ClockRule.Law(law.text("law"), law.text("section"), law.text("title")),
        node.optionalDate("reviewedOn"));
  }

  private static TimeLimit limit(Node node) {
    return node.sound(() -> TimeLimit.parse(node.text()));
  }
}
