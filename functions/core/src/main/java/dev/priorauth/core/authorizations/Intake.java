package dev.priorauth.core.authorizations;

import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.decisions.AllotmentKey;
import dev.priorauth.core.decisions.AllotmentState;
import dev.priorauth.core.decisions.Allotments;
import dev.priorauth.core.decisions.Circumstances;
import dev.priorauth.core.decisions.Counted;
import dev.priorauth.core.decisions.Criteria;
import dev.priorauth.core.decisions.CriteriaSet;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.decisions.DecisionClocks;
import dev.priorauth.core.decisions.Decisions;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.requests.Parts;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides a whole submission: each of its parts, in their order. */
public final class Intake {
  private Intake() {}

  /**
   * What is known around a submission, besides the rules and what is left of allotments.
   *
   * @param extended the authorization that it extends; empty for most
   * @param others the other extensions of that one, as far as the one who asks may see them
   */
  public record Around(
      HandlingPolicy policy,
      Eligibility eligibility,
      List<CriteriaSet> criteria,
      Optional<Authorization> extended,
      List<Authorization> others) {
    public Around {
      others = List.copyOf(others);
    }
  }

  /**
   * One part, decided.
   *
   * @param lead when an extension of it is due; empty where the rules do not say
   * @param visitWindows by when an authorization is to be asked for from some later visit on
   */
  public record DecidedPart(
      Submission submission,
      Requirement requirement,
      WindowReport windows,
      Decision decision,
      Optional<ExtensionLead> lead,
      List<VisitWindow> visitWindows) {}

  /**
   * Decides every part, with the lasting answers of what it extends. What one part takes from an
   * allotment is not there for the next one.
   *
   * @param balances what is left of an allotment, in all periods that any approval has begun
   * @param at when it is submitted; also the instant whose state of knowledge counts
   * @return never empty
   */
  public static List<DecidedPart> decide(
      RuleBook book,
      Submission submission,
      Around around,
      Function<AllotmentKey, List<AllotmentBalance>> balances,
      Instant at) {
    Submission answered =
        around
            .extended()
            .map(one -> Extensions.withLastingAnswers(submission, one, around.criteria()))
            .orElse(submission);
    List<Counted> taken = new ArrayList<>();
    List<DecidedPart> decided = new ArrayList<>();
    for (Parts.Part part : Parts.of(book, answered, at)) {
      DecidedPart one =
          decide(book, part, around, key -> after(balances.apply(key), key, taken), at);
      counted(one.decision()).ifPresent(taken::add);
      decided.add(one);
    }
    return List.copyOf(decided);
  }

  private static DecidedPart decide(
      RuleBook book,
      Parts.Part part,
      Around around,
      Function<AllotmentKey, List<AllotmentBalance>> balances,
      Instant at) {
    Submission submission = part.submission();
    WindowReport windows = windows(book, submission, around.extended(), at);
    AllotmentState allotment =
        Allotments.state(
            submission,
            part.requirement(),
            Allotments.of(part.requirement())
                .map(one -> balances.apply(Allotments.key(submission, one)))
                .orElse(List.of()));
    Decision decision =
        Decisions.decide(
            submission,
            part.requirement(),
            windows,
            new Circumstances(
                around.policy(),
                around.eligibility(),
                Criteria.judge(around.criteria(), part.requirement().facts(), submission.answers()),
                allotment,
                around.extended().map(one -> Extensions.of(submission, one, around.others())),
                DecisionClocks.clock(book, submission, at),
                book.directory(),
                book.vocabulary()),
            at);
    return new DecidedPart(
        submission,
        part.requirement(),
        windows,
        decision,
        Extensions.lead(book, submission, at),
        VisitWindow.of(book, submission, at));
  }

  /**
   * The dates of one part, judged.
   *
   * @param extended the authorization that it extends, as it was then; empty for most
   * @param at when it is submitted; also the instant whose state of knowledge counts
   */
  public static WindowReport windows(
      RuleBook book, Submission submission, Optional<Authorization> extended, Instant at) {
    ZoneId zone = book.payer().zone();
    Dates dates =
        extended
            .map(one -> Extensions.dates(submission, one, at))
            .orElseGet(() -> submission.dates(at));
    return DateWindows.check(
        book, submission.facts(zone), dates, at.atZone(zone).toLocalDate(), at);
  }

  private static Optional<Counted> counted(Decision decision) {
    return decision instanceof Decision.Accepted(_, Outcome.Approved(var approval))
        ? approval.counted()
        : Optional.empty();
  }

  /** The balances of an allotment after what other parts take from it. */
  private static List<AllotmentBalance> after(
      List<AllotmentBalance> stored, AllotmentKey key, List<Counted> taken) {
    List<AllotmentBalance> balances = new ArrayList<>(stored);
    for (Counted counted : taken) {
      if (counted.key().equals(key)) {
        AllotmentBalance before =
            balances.stream()
                .filter(balance -> balance.period().equals(counted.period()))
                .findFirst()
                .orElseGet(
                    () ->
                        new AllotmentBalance(
                            key,
                            counted.period(),
                            counted.unit(),
                            counted.limit(),
                            counted.limit()));
        balances.remove(before);
        balances.add(before.take(counted.amount()));
      }
    }
    return balances;
  }
}
