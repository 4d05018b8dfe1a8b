package dev.priorauth.core.authorizations;

import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Holding;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Citation;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By when an authorization has to be asked for where it is needed from one visit on only, such as
 * the thirteenth.
 *
 * @param visit the visit's number in the episode or period
 * @param days calendar days after the day of that visit, on the last of which a request is in time;
 *     negative for days before it
 * @param text the rule in plain words
 * @param rule the rule version's name
 * @param cite the words of the source
 */
public record VisitWindow(int visit, int days, String text, String rule, Citation cite) {

  /**
   * What the rules say of later visits than the one that is asked about. They are asked as if it
   * were that visit, so that a benefit which ends before it has none.
   *
   * @param knownOn the instant whose state of knowledge counts
   */
  public static List<VisitWindow> of(RuleBook book, Submission submission, Instant knownOn) {
    Facts facts = submission.facts(book.payer().zone());
    int first = submission.firstVisit();
    List<VisitWindow> windows = new ArrayList<>();
    Holding.knownVersions(book, facts.without(Fact.VISIT_NUMBER), submission.serviceFrom(), knownOn)
        .forEach(
            version ->
                version.then().windows().stream()
                    .filter(window -> window.visit().filter(visit -> visit >= first).isPresent())
                    .filter(window -> holds(version, window, book, submission, knownOn))
                    .forEach(window -> of(version, window).ifPresent(windows::add)));
    return List.copyOf(windows);
  }

  private static boolean holds(
      Rule.Version version,
      DateWindow window,
      RuleBook book,
      Submission submission,
      Instant knownOn) {
    Facts then =
        submission.facts(book.payer().zone()).with(Fact.VISIT_NUMBER, window.visit().orElseThrow());
    return Holding.of(book, then, submission.serviceFrom(), knownOn).certain().contains(version);
  }

  private static Optional<VisitWindow> of(Rule.Version version, DateWindow window) {
    return window.action() == DateWindow.Action.SUBMIT_REQUEST
            && window.anchor() == DateName.VISIT_ON
            && window.latest().orElse(null) instanceof Offset.Days(Period after)
        ? Optional.of(
            new VisitWindow(
                window.visit().orElseThrow(),
                after.getDays(),
                window.statement().text(),
                version.name(),
                window.statement().cite()))
        : Optional.empty();
  }
}
