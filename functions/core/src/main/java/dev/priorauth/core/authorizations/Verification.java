package dev.priorauth.core.authorizations;

import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says whether a service is covered: the servicing provider's check before it, and the match of a
 * claim after it.
 */
public final class Verification {
  private Verification() {}

  public enum LineResult {
    MATCH("match"),
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
    /** More units than are left of the code. */
    UNITS("units", LineResult.UNITS_EXCEEDED),
    /** No visit is left. */
    VISITS("visits", LineResult.UNITS_EXCEEDED),
    DATES("dates", LineResult.DATE_OUTSIDE),
    PROVIDER("provider", LineResult.PROVIDER_MISMATCH),
    /** There is none, or nothing of it is approved. */
    AUTHORIZATION("authorization", LineResult.CODE_NOT_APPROVED),
    CODE("code", LineResult.CODE_NOT_APPROVED),
    /** It is for another service than the one asked about, or perhaps is. */
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
   * @param service the service; empty to go by the codes alone, which no approval of visits without
   *     codes can be matched by
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
   */
  public record Mismatch(Subject subject, String text) {}

  /**
   * @param mismatches everything that does not fit; empty exactly where the line matches
   * @param by the authorization that the result is about; empty where there is none at all
   */
  public record JudgedLine(Line line, List<Mismatch> mismatches, Optional<Authorization> by) {
    public JudgedLine {
      mismatches = List.copyOf(mismatches);
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
          ? "It is approved."
          : mismatches.stream().map(Mismatch::text).collect(Collectors.joining(" "));
    }

    private int distance() {
      return gravest().map(mismatch -> mismatch.subject().ordinal() + 1).orElse(0);
    }
  }

  public record Verdict(Overall overall, List<JudgedLine> lines) {
    public Verdict {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Compares what is claimed with what was approved, line by line.
   *
   * <p>Units and visits that were recorded on other days are used up; those of the day itself are
   * the ones that are asked about. A genetic test is matched by the codes and units that the
   * decision returned, not by those that were asked for. An approval without lines, of visits, has
   * every code of its service; which codes those are no list says, so the service must be named.
   *
   * @param authorizations those that may cover it; for each line the one counts that fits best
   */
  public static Verdict check(Collection<? extends Authorization> authorizations, Claim claim) {
    List<JudgedLine> judged =
        merged(claim.lines()).stream()
            .map(
                line ->
                    authorizations.stream()
                        .map(authorization -> judge(authorization, claim, line))
                        .min(
                            Comparator.comparing(JudgedLine::distance)
                                .thenComparing(one -> one.mismatches().size()))
                        .orElseGet(() -> none(line)))
            .toList();
    long matching = judged.stream().filter(line -> line.result() == LineResult.MATCH).count();
    Overall overall =
        matching == judged.size()
            ? Overall.COVERED
            : matching == 0 ? Overall.NOT_COVERED : Overall.PARTLY;
    return new Verdict(overall, judged);
  }

  /** Two lines of one code ask for the sum of their units. */
  private static List<Line> merged(List<Line> lines) {
    Map<String, Integer> units = new LinkedHashMap<>();
    lines.forEach(line -> units.merge(line.code(), line.units(), Math::addExact));
    return units.entrySet().stream()
        .map(entry -> new Line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static JudgedLine none(Line line) {
    return new JudgedLine(
        line,
        List.of(new Mismatch(Subject.AUTHORIZATION, "No authorization is in place.")),
        Optional.empty());
  }

  private static JudgedLine judge(Authorization authorization, Claim claim, Line line) {
    List<Mismatch> mismatches = new ArrayList<>();
    String service = authorization.submission().service();
    if (claim.service().filter(asked -> !asked.equals(service)).isPresent()) {
      mismatches.add(new Mismatch(Subject.SERVICE, "It is for " + service + "."));
    }
    if (!authorization.submission().servicing().equals(claim.npi())) {
      mismatches.add(new Mismatch(Subject.PROVIDER, "It is for another servicing provider."));
    }
    authorization
        .usable()
        .ifPresentOrElse(
            approval ->
                againstApproval(
                    approval, authorization.dossier().visits(), claim, line, mismatches),
            () -> againstRequest(authorization, claim, line, mismatches));
    return new JudgedLine(line, mismatches, Optional.of(authorization));
  }

  private static void againstRequest(
      Authorization authorization, Claim claim, Line line, List<Mismatch> mismatches) {
    mismatches.add(
        new Mismatch(
            Subject.AUTHORIZATION,
            "Nothing of it is approved: its status is "
                + authorization.statusOn(claim.dateOfService()).key()
                + "."));
    // Which codes belong to what is asked for by its name, the decision says.
    List<Line> asked = authorization.submission().lines().stream().filter(Line::isCoded).toList();
    if (!asked.isEmpty() && asked.stream().noneMatch(one -> isMeant(one.code(), line, claim))) {
      mismatches.add(new Mismatch(Subject.CODE, "It does not ask for " + line.code() + "."));
    }
  }

  private static void againstApproval(
      Approval approval, List<Visit> visits, Claim claim, Line line, List<Mismatch> mismatches) {
    LocalDate day = claim.dateOfService();
    if (day.isBefore(approval.from())) {
      mismatches.add(new Mismatch(Subject.DATES, "It begins on " + approval.from() + "."));
    } else if (day.isAfter(approval.to())) {
      mismatches.add(
          new Mismatch(
              Subject.DATES,
              "Its last day was " + approval.to() + ": on " + day + " it has expired."));
    }
    List<Visit> others = visits.stream().filter(visit -> !visit.on().equals(day)).toList();
    approval
        .visits()
        .filter(approved -> Approvals.used(approval, others) >= approved)
        .ifPresent(
            approved ->
                mismatches.add(
                    new Mismatch(
                        Subject.VISITS, "All " + approved + " approved visits were used.")));
    boolean byVisits = approval.lines().isEmpty() && approval.visits().isPresent();
    if (byVisits && claim.service().isEmpty()) {
      mismatches.add(
          new Mismatch(
              Subject.SERVICE,
              "It is approved by visits, without codes: name the service, so that "
                  + line.code()
                  + " is not taken for another one's."));
    }
    if (!byVisits) {
      byLines(approval, others, claim, line, mismatches);
    }
  }

  private static void byLines(
      Approval approval, List<Visit> others, Claim claim, Line line, List<Mismatch> mismatches) {
    List<DecidedLine> approved =
        approval.lines().stream().filter(one -> one.action().approves()).toList();
    List<DecidedLine> meant =
        approved.stream().filter(one -> isMeant(one.code(), line, claim)).toList();
    if (meant.isEmpty()) {
      mismatches.add(
          new Mismatch(
              Subject.CODE, line.code() + " is not approved. Approved: " + codes(approved) + "."));
      return;
    }
    int units = meant.stream().mapToInt(DecidedLine::units).sum();
    int used =
        others.stream()
            .flatMap(visit -> visit.lines().stream())
            .filter(one -> meant.stream().anyMatch(is -> isMeant(is.code(), one, claim)))
            .mapToInt(Line::units)
            .sum();
    if (line.units() > units - used) {
      mismatches.add(
          new Mismatch(
              Subject.UNITS,
              "Units of "
                  + line.code()
                  + ": claimed "
                  + line.units()
                  + ", approved "
                  + units
                  + ", used on other days "
                  + used
                  + "."));
    }
  }

  private static String codes(List<DecidedLine> lines) {
    return lines.isEmpty()
        ? "nothing"
        : lines.stream().map(DecidedLine::code).distinct().collect(Collectors.joining(", "));
  }

  /** Whether a line is of a code, or of the modality that stands in its place. */
  private static boolean isMeant(String approved, Line line, Claim claim) {
    return plain(approved).equals(plain(line.code()))
        || Optional.ofNullable(claim.modalities().get(line.code()))
            .filter(modality -> plain(approved).equals(plain(modality)))
            .isPresent();
  }

  /** Modalities are words, which are written in several ways. */
  private static String plain(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }
}
