package dev.priorauth.core.requests;

import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a request whose lines belong to different services, and so perhaps to different
 * administrators and allotments, into one part for each.
 *
 * <p>Most requests have one part, which is the whole. Where there are more, each becomes an
 * authorization of its own that names the parent, and the parent only joins them.
 */
public final class Parts {
  private Parts() {}

  /**
   * What one administrator has to decide.
   *
   * @param submission the request with the lines and the service of this part
   * @param requirement what the rules say about it
   */
  public record Part(Submission submission, Requirement requirement) {}

  /**
   * Looks up what each service asks for. A line whose code the payer's list of that year gives to
   * another service than the request names goes to that one.
   *
   * @return the parts in the order of their first lines; never empty
   */
  public static List<Part> of(RuleBook book, Submission submission, Instant knownOn) {
    Map<String, List<Line>> byService = new LinkedHashMap<>();
    for (Line line : submission.lines()) {
      String service =
          book.serviceOf(line.code(), submission.serviceFrom().getYear())
              .orElse(submission.service());
      byService.computeIfAbsent(service, _ -> new ArrayList<>()).add(line);
    }
    if (byService.isEmpty()) {
      byService.put(submission.service(), List.of());
    }
    return byService.entrySet().stream()
        .map(entry -> part(book, submission.forService(entry.getKey(), entry.getValue()), knownOn))
        .toList();
  }

  private static Part part(RuleBook book, Submission submission, Instant knownOn) {
    return new Part(
        submission,
        RequirementLookup.answer(
            book, submission.facts(book.payer().zone()), submission.serviceFrom(), knownOn));
  }
}
