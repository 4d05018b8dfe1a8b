package dev.priorauth.core.authorizations;

import dev.priorauth.core.authorizations.Verification.Subject;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a payer's rules say about claims of one authorization: the words that make one fail, how
 * long an approval can be used, and what needs none.
 */
public final class ClaimRules {
  /** The guidance that says what a claim has to match. */
  private static final String CLAIM_MATCH = "claim-match";

  /** The guidance that says that a claim has to have the approved codes and units, no others. */
  private static final String CLAIM_MATCH_EXACT = "claim-match-exact";

  private final Authorization authorization;
  private final Optional<RuleBook> book;
  private final List<Effects> holding;

  private ClaimRules(Authorization authorization, Optional<RuleBook> book, List<Effects> holding) {
    this.authorization = authorization;
    this.book = book;
    this.holding = holding;
  }

  /**
   * The rules that held for the request when it was submitted.
   *
   * @param book the one that the authorization rests on; empty where it is no longer held, so that
   *     nothing is known of what it says
   */
  public static ClaimRules of(Authorization authorization, Optional<RuleBook> book) {
    return new ClaimRules(
        authorization,
        book,
        book.map(
                one ->
                    requirement(one, authorization, authorization.submission().serviceFrom())
                        .holding()
                        .stream()
                        .map(Rule.Version::then)
                        .toList())
            .orElse(List.of()));
  }

  private static Requirement requirement(RuleBook book, Authorization authorization, LocalDate on) {
    return RequirementLookup.answer(
        book,
        authorization
            .submission()
            .onDays(on, Optional.empty())
            .facts(authorization.dossier().basis().zone()),
        on,
        authorization.dossier().createdAt());
  }

  Authorization authorization() {
    return authorization;
  }

  /**
   * Why a mismatch matters.
   *
   * @return empty where no rule says it: that a provider or a service differs, needs no rule
   */
  Optional<Statement> statement(Subject subject) {
    return switch (subject) {
      case DATES ->
          holding.stream()
              .flatMap(then -> then.validity().stream())
              .map(Effects.Validity::statement)
              .findFirst();
      case VISITS ->
          holding.stream()
              .flatMap(then -> then.allotment().stream())
              .map(Effects.Allotment::statement)
              .findFirst();
      // Of several, the last one says what comes of a claim that does not match.
      case AUTHORIZATION, CODE, UNITS, FEWER_UNITS ->
          exactMatch().or(() -> guidance(CLAIM_MATCH).reduce((_, last) -> last));
      case PROVIDER, SERVICE -> Optional.empty();
    };
  }

  /** Why a claim has to have the approved codes and units, no fewer; empty where it need not. */
  Optional<Statement> exactMatch() {
    return guidance(CLAIM_MATCH_EXACT).findFirst();
  }

  private Stream<Statement> guidance(String kind) {
    return holding.stream()
        .flatMap(then -> then.guidance().stream())
        .filter(guidance -> guidance.kind().equals(kind))
        .map(Effects.Guidance::statement);
  }

  /** The service that the payer's lists for the year of the day give a code. */
  Optional<String> serviceOf(String code, LocalDate on) {
    return book.flatMap(one -> one.serviceOf(code, on.getYear()));
  }

  /**
   * Why what was asked for needs no authorization on a day.
   *
   * @return empty where the rules do not say so for that day
   */
  Optional<Statement> notRequired(LocalDate on) {
    return book.map(one -> requirement(one, authorization, on).outcome())
        .filter(
            outcome ->
                outcome instanceof Requirement.Outcome.Decided decided
                    && decided.answer() == Answer.NOT_REQUIRED)
        .map(outcome -> ((Requirement.Outcome.Decided) outcome).because().getFirst())
        .map(version -> new Statement(version.text(), version.reading(), version.cite()));
  }

  /**
   * That an approval has days after those that the payer's rules give it.
   *
   * @param last the last day by the rules
   */
  public record BeyondValidity(LocalDate last, LocalDate approvedTo, Statement rule) {
    public static final String KIND = "beyond-validity";

    public String text() {
      return "It is approved until "
          + approvedTo
          + ". By the rules it could be used until "
          + last
          + ": ask who approved it to confirm the later days. "
          + rule.text();
    }
  }

  /**
   * The dates of a decision count; where they go on after the validity that the rules give, counted
   * from the day of the decision, somebody should know.
   *
   * @return empty where they do not, or the rules name no number of days
   */
  public Optional<BeyondValidity> beyondValidity() {
    return holding.stream()
        .flatMap(then -> then.validity().stream())
        .filter(validity -> validity.anchor() == DateName.ISSUED_ON)
        .filter(validity -> validity.days().isPresent())
        .findFirst()
        .flatMap(this::beyond);
  }

  private Optional<BeyondValidity> beyond(Effects.Validity validity) {
    return authorization
        .usable()
        .flatMap(
            approval ->
                Progress.issuedOn(authorization)
                    .map(issued -> issued.plusDays(validity.days().orElseThrow()))
                    .filter(approval.to()::isAfter)
                    .map(last -> new BeyondValidity(last, approval.to(), validity.statement())));
  }
}
