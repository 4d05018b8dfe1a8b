package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.sources.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says whether a service is covered: the servicing provider's check before it, and the match of a
 * claim after it.
 */
public final class Verification {
  private Verification() {}

  public enum LineResult {
    MATCH("match"),
    /** Fewer than approved, where the payer denies a claim that differs at all. */
    UNITS_SHORT("units-short"),
    UNITS_EXCEEDED("units-exceeded"),
    DATE_OUTSIDE("date-outside"),
    PROVIDER_MISMATCH("provider-mismatch"),
    /** Also where no authorization is in place at all. */
    CODE_NOT_APPROVED("code-not-approved");

    private final String key;

    LineResult(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** What does not fit, from what leaves most in place to what leaves least. */
  public enum Subject {
    /** Fewer units than are left of the code, where a claim has to match exactly. */
    FEWER_UNITS("units", LineResult.UNITS_SHORT),
    /** More units than are left of the code. */
    UNITS("units", LineResult.UNITS_EXCEEDED),
    /** No visit is left. */
    VISITS("visits", LineResult.UNITS_EXCEEDED),
    DATES("dates", LineResult.DATE_OUTSIDE),
    PROVIDER("provider", LineResult.PROVIDER_MISMATCH),
    /** There is none, or nothing of it is approved. */
    AUTHORIZATION("authorization", LineResult.CODE_NOT_APPROVED),
    CODE("code", LineResult.CODE_NOT_APPROVED),
    /** It is for another service than the one asked about. */
    SERVICE("service", LineResult.CODE_NOT_APPROVED);

    private final String key;
    private final LineResult result;

    Subject(String key, LineResult result) {
      this.key = key;
      this.result = result;
    }

    public String key() {
      return key;
    }
  }

  public enum Overall {
    COVERED("covered"),
    PARTLY("partly"),
    NOT_COVERED("not-covered");

    private final String key;

    Overall(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /**
   * What is asked about.
   *
   * @param npi who treats
   * @param service the service; empty to go by the codes alone
   * @param lines what is done on that day; never empty
   * @param modalities for each code the modality that it belongs to, where the one who asks says
   *     so. No source that we hold says it, and approvals of radiation oncology name modalities
   */
  public record Claim(
      LocalDate dateOfService,
      Npi npi,
      Optional<String> service,
      List<Line> lines,
      Map<String, String> modalities) {
    public Claim {
      lines = List.copyOf(lines);
      modalities = Map.copyOf(modalities);
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("a claim has lines");
      }
    }
  }

  /**
   * @param text a sentence without personal data
   * @param rule what the payer says about it; empty where it says nothing
   */
  public record Mismatch(Subject subject, String text, Optional<Statement> rule) {}

  /** What changes no result, and somebody has to look at. */
  public enum Caution {
    /** An approved line is not on a claim that has to match exactly. */
    NOT_CLAIMED("not-claimed"),
    /** The day lies after the validity that the rules give; the approval's own dates count. */
    BEYOND_VALIDITY(ClaimRules.BeyondValidity.KIND),
    /** Nothing says that the code belongs to the service whose visits are approved. */
    CODE_NOT_CHECKED("code-not-checked");

    private final String key;

    Caution(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /**
   * @param rule what the payer says about it; empty where it says nothing
   * @param by the authorization that it is about
   */
  public record Warning(
      Caution caution, String text, Optional<Statement> rule, AuthorizationId by) {}

  /**
   * @param mismatches everything that does not fit; empty exactly where the line matches
   * @param approved why it is covered, where it matches
   * @param because the rule that covers it, where one does without an approval
   * @param by the authorization that the result is about; empty where there is none at all
   */
  public record JudgedLine(
      Line line,
      List<Mismatch> mismatches,
      String approved,
      Optional<Statement> because,
      List<Warning> warnings,
      Optional<Authorization> by) {
    public JudgedLine {
      mismatches = List.copyOf(mismatches);
      warnings = List.copyOf(warnings);
    }

    /** The mismatch that leaves least in place; empty where the line matches. */
    public Optional<Mismatch> gravest() {
      return mismatches.stream().max(Comparator.comparing(Mismatch::subject));
    }

    public LineResult result() {
      return gravest().map(mismatch -> mismatch.subject().result).orElse(LineResult.MATCH);
    }

    /** Every mismatch in words. */
    public String text() {
      return mismatches.isEmpty()
          ? approved
          : mismatches.stream().map(Mismatch::text).collect(Collectors.joining(" "));
    }

    /** What makes the result so; empty where no source says it. */
    public Optional<Statement> rule() {
      return gravest().map(Mismatch::rule).orElse(because);
    }

    private int distance() {
      return gravest().map(mismatch -> mismatch.subject().ordinal() + 1).orElse(0);
    }
  }

  public record Verdict(Overall overall, List<JudgedLine> lines, List<Warning> warnings) {
    public Verdict {
      lines = List.copyOf(lines);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Compares what is claimed with what was approved, line by line.
   *
   * <p>Units and visits that were recorded on other days are used up; those of the day itself are
   * the ones that are asked about. Lines that an approval counts together, as codes of one
   * modality, are added up. A genetic test is matched by the codes and units that the decision
   * returned, not by those that were asked for.
   *
   * <p>An approval of visits without lines covers the codes of its service, as far as it can be
   * told which those are: by the payer's lists, by what the other authorizations name the code for,
   * or because the claim says the service. Else the line matches with a warning.
   *
   * <p>What a cited rule needs no authorization for is covered as it was asked for.
   *
   * @param candidates the authorizations that may cover it, with their rules; for each line the one
   *     counts that fits best
   */
  public static Verdict check(Collection<ClaimRules> candidates, Claim claim) {
    Claim merged = merged(claim);
    List<JudgedLine> judged =
        merged.lines().stream()
            .map(
                line ->
                    candidates.stream()
                        .map(rules -> new Judging(candidates, rules, merged, line).judge())
                        .min(
                            Comparator.comparing(JudgedLine::distance)
                                .thenComparing(one -> one.mismatches().size())
                                .thenComparing(one -> one.warnings().size()))
                        .orElseGet(() -> none(line)))
            .toList();
    long matching = judged.stream().filter(line -> line.result() == LineResult.MATCH).count();
    Overall overall =
        matching == judged.size()
            ? Overall.COVERED
            : matching == 0 ? Overall.NOT_COVERED : Overall.PARTLY;
    return new Verdict(
        overall,
        judged,
        Stream.concat(
                judged.stream().flatMap(line -> line.warnings().stream()),
                notClaimed(candidates, judged, merged))
            .distinct()
            .toList());
  }

  /** Two lines of one code ask for the sum of their units. */
  private static Claim merged(Claim claim) {
    Map<String, Integer> units = new LinkedHashMap<>();
    claim.lines().forEach(line -> units.merge(line.code(), line.units(), Math::addExact));
    return new Claim(
        claim.dateOfService(),
        claim.npi(),
        claim.service(),
        units.entrySet().stream().map(entry -> new Line(entry.getKey(), entry.getValue())).toList(),
        claim.modalities());
  }

  private static JudgedLine none(Line line) {
    return new JudgedLine(
        line,
        List.of(
            new Mismatch(Subject.AUTHORIZATION, "No authorization is in place.", Optional.empty())),
        "",
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** What is left of the approved lines that no line claims, where a claim has to match exactly. */
  private static Stream<Warning> notClaimed(
      Collection<ClaimRules> candidates, List<JudgedLine> judged, Claim claim) {
    return candidates.stream()
        .filter(rules -> rules.exactMatch().isPresent())
        .filter(
            rules ->
                judged.stream()
                    .anyMatch(line -> line.by().equals(Optional.of(rules.authorization()))))
        .flatMap(
            rules ->
                rules.authorization().usable().stream()
                    .flatMap(approval -> notClaimed(rules, approval, claim)));
  }

  private static Stream<Warning> notClaimed(ClaimRules rules, Approval approval, Claim claim) {
    List<Visit> others = others(rules.authorization(), claim);
    return approved(approval).stream()
        .filter(
            one ->
                claim.lines().stream()
                    .noneMatch(line -> meant(approved(approval), line, claim).contains(one)))
        .filter(one -> one.units() > Approvals.units(others, one.code()))
        .map(
            one ->
                new Warning(
                    Caution.NOT_CLAIMED,
                    one.code()
                        + " is approved with "
                        + one.units()
                        + (one.units() == 1 ? " unit" : " units")
                        + " and is not claimed: have the claim reviewed.",
                    rules.exactMatch(),
                    rules.authorization().id()));
  }

  private static List<DecidedLine> approved(Approval approval) {
    return approval.lines().stream().filter(one -> one.action().approves()).toList();
  }

  private static List<Visit> others(Authorization authorization, Claim claim) {
    return authorization.dossier().visits().stream()
        .filter(visit -> !visit.on().equals(claim.dateOfService()))
        .toList();
  }

  /**
   * The approved lines that a line counts against: those of its code or, where there are none, of
   * the modality that the code belongs to.
   */
  private static List<DecidedLine> meant(List<DecidedLine> approved, Line line, Claim claim) {
    List<DecidedLine> ofCode = of(line.code(), approved);
    return ofCode.isEmpty()
        ? Optional.ofNullable(claim.modalities().get(line.code()))
            .map(modality -> of(modality, approved))
            .orElse(List.of())
        : ofCode;
  }

  private static List<DecidedLine> of(String code, List<DecidedLine> approved) {
    return approved.stream().filter(one -> Approvals.isSame(one.code(), code)).toList();
  }

  /** Judges one line of a claim by one authorization. */
  private static final class Judging {
    private final Collection<ClaimRules> candidates;
    private final ClaimRules rules;
    private final Authorization authorization;
    private final Claim claim;
    private final Line line;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    Judging(Collection<ClaimRules> candidates, ClaimRules rules, Claim claim, Line line) {
      this.candidates = candidates;
      this.rules = rules;
      this.authorization = rules.authorization();
      this.claim = claim;
      this.line = line;
    }

    JudgedLine judge() {
      String service = authorization.submission().service();
      if (claim.service().filter(asked -> !asked.equals(service)).isPresent()) {
        add(Subject.SERVICE, "It is for " + service + ".");
      }
      if (!authorization.submission().servicing().equals(claim.npi())) {
        add(Subject.PROVIDER, "It is for another servicing provider.");
      }
      Optional<Statement> because = Optional.empty();
      switch (authorization) {
        case Authorization.NotRequired _ -> because = againstRule();
        case Authorization.Pended _,
            Authorization.Approved _,
            Authorization.PartiallyApproved _,
            Authorization.Denied _,
            Authorization.Withdrawn _,
            Authorization.Closed _ ->
            authorization.usable().ifPresentOrElse(this::againstApproval, this::againstRequest);
      }
      String approved =
          because
              .map(rule -> "No authorization is needed, as it was asked for. " + rule.text())
              .orElse("It is approved.");
      return new JudgedLine(
          line,
          mismatches,
          warnings.stream()
              .filter(warning -> warning.caution() == Caution.CODE_NOT_CHECKED)
              .map(warning -> approved + " " + warning.text())
              .findFirst()
              .orElse(approved),
          because,
          warnings,
          Optional.of(authorization));
    }

    private void add(Subject subject, String text) {
      mismatches.add(new Mismatch(subject, text, rules.statement(subject)));
    }

    private void warn(Caution caution, String text, Optional<Statement> rule) {
      warnings.add(new Warning(caution, text, rule, authorization.id()));
    }

    private void againstRequest() {
      add(
          Subject.AUTHORIZATION,
          "Nothing of it is approved: its status is "
              + authorization.statusOn(claim.dateOfService()).key()
              + ".");
      codeOfRequest();
    }

    private void codeOfRequest() {
      // Which codes belong to what is asked for by its name, the decision says.
      List<Line> asked = authorization.submission().lines().stream().filter(Line::isCoded).toList();
      if (!asked.isEmpty() && asked.stream().noneMatch(one -> isMeant(one.code()))) {
        add(Subject.CODE, "It does not ask for " + line.code() + ".");
      }
    }

    private boolean isMeant(String code) {
      return Approvals.isSame(code, line.code())
          || Optional.ofNullable(claim.modalities().get(line.code()))
              .filter(modality -> Approvals.isSame(code, modality))
              .isPresent();
    }

    /** The rule that needs no authorization for it on that day; empty with a mismatch. */
    private Optional<Statement> againstRule() {
      Submission asked = authorization.submission();
      LocalDate day = claim.dateOfService();
      Optional<Statement> rule = rules.notRequired(day);
      if (day.isBefore(asked.serviceFrom())) {
        add(Subject.DATES, "It was asked for from " + asked.serviceFrom() + " on.");
      } else if (asked.serviceTo().filter(day::isAfter).isPresent()) {
        add(Subject.DATES, "It was asked for until " + asked.serviceTo().orElseThrow() + ".");
      } else if (rule.isEmpty()) {
        add(
            Subject.AUTHORIZATION,
            "That none is needed was found for "
                + asked.serviceFrom()
                + "; for "
                + day
                + " no rule that we hold says so: ask again for that day.");
      }
      codeOfRequest();
      if (asked.lines().isEmpty()) {
        codeOfService();
      }
      return rule;
    }

    private void againstApproval(Approval approval) {
      boolean withdrawn = authorization instanceof Authorization.Withdrawn;
      LocalDate day = claim.dateOfService();
      if (day.isBefore(approval.from())) {
        add(Subject.DATES, "It begins on " + approval.from() + ".");
      } else if (day.isAfter(approval.to())) {
        add(
            Subject.DATES,
            withdrawn
                ? "It was withdrawn: only what had been used until "
                    + approval.to()
                    + " stays covered."
                : "Its last day was " + approval.to() + ": on " + day + " it has expired.");
      } else {
        rules
            .beyondValidity()
            .filter(beyond -> day.isAfter(beyond.last()))
            .ifPresent(
                beyond -> warn(Caution.BEYOND_VALIDITY, beyond.text(), Optional.of(beyond.rule())));
      }
      List<Visit> others = others(authorization, claim);
      approval
          .visits()
          .filter(visits -> Approvals.used(approval, others) >= visits)
          .ifPresent(
              visits ->
                  add(
                      Subject.VISITS,
                      withdrawn
                          ? "It was withdrawn: only the visits that had been used stay covered."
                          : "All " + visits + " approved visits were used."));
      if (!approval.lines().isEmpty() || approval.visits().isEmpty()) {
        byLines(approval, others);
      } else {
        codeOfService();
      }
    }

    private void byLines(Approval approval, List<Visit> others) {
      List<DecidedLine> approved = approved(approval);
      List<DecidedLine> meant = meant(approved, line, claim);
      if (meant.isEmpty()) {
        add(
            Subject.CODE,
            line.code() + " is not approved. Approved: " + Approvals.codes(approval) + ".");
        return;
      }
      List<Line> together =
          claim.lines().stream().filter(one -> meant(approved, one, claim).equals(meant)).toList();
      int claimed = together.stream().mapToInt(Line::units).reduce(0, Math::addExact);
      int units = meant.stream().mapToInt(DecidedLine::units).sum();
      int used =
          others.stream()
              .flatMap(visit -> visit.lines().stream())
              .filter(one -> meant(approved, one, claim).equals(meant))
              .mapToInt(Line::units)
              .sum();
      String text =
          "Units of "
              + name(meant, together)
              + ": claimed "
              + claimed
              + ", approved "
              + units
              + ", used on other days "
              + used
              + ".";
      if (claimed > units - used) {
        add(Subject.UNITS, text);
      } else if (claimed < units - used && rules.exactMatch().isPresent()) {
        add(Subject.FEWER_UNITS, text + " The claim has to have as many as are approved.");
      }
    }

    private static String name(List<DecidedLine> meant, List<Line> together) {
      String codes = together.stream().map(Line::code).collect(Collectors.joining(", "));
      return together.size() == 1 ? codes : meant.getFirst().code() + " (" + codes + ")";
    }

    /** Whether the code belongs to the service whose visits need no codes. */
    private void codeOfService() {
      String service = authorization.submission().service();
      Optional<String> listed = rules.serviceOf(line.code(), claim.dateOfService());
      Set<String> named =
          candidates.stream()
              .map(ClaimRules::authorization)
              .filter(other -> names(other, line.code()))
              .map(other -> other.submission().service())
              .collect(Collectors.toCollection(TreeSet::new));
      if (listed.isPresent()) {
        if (!listed.get().equals(service)) {
          add(
              Subject.CODE,
              "It is for "
                  + service
                  + "; by the payer's list "
                  + line.code()
                  + " is "
                  + listed.get()
                  + ".");
        }
      } else if (claim.service().isEmpty() && !named.contains(service)) {
        if (named.isEmpty()) {
          warn(
              Caution.CODE_NOT_CHECKED,
              "It has no codes, and no list that we hold says whether "
                  + line.code()
                  + " is "
                  + service
                  + ": give service to say what was done.",
              Optional.empty());
        } else {
          add(
              Subject.CODE,
              "It is for "
                  + service
                  + "; "
                  + line.code()
                  + " was asked for as "
                  + String.join(", ", named)
                  + ".");
        }
      }
    }

    private static boolean names(Authorization other, String code) {
      return Stream.concat(
              other.submission().lines().stream().map(Line::code),
              other.usable().stream()
                  .flatMap(approval -> approval.lines().stream().map(DecidedLine::code)))
          .anyMatch(one -> Approvals.isSame(one, code));
    }
  }
}
