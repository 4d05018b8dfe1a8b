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
import java.util.Map;
import java.util.Optional;

/**
 * Says whether a service is covered: the servicing provider's check before it, and the match of a
 * claim after it.
 */
public final class Verification {
  private Verification() {}

  /** From what would help most to what helps least. */
  public enum LineResult {
    MATCH("match"),
    UNITS_EXCEEDED("units-exceeded"),
    CODE_NOT_APPROVED("code-not-approved"),
    DATE_OUTSIDE("date-outside"),
    PROVIDER_MISMATCH("provider-mismatch");

    private final String key;

    LineResult(String key) {
      this.key = key;
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
   * @param lines what is done on that day; never empty
   */
  public record Claim(LocalDate dateOfService, Npi npi, List<Line> lines) {
    public Claim {
      lines = List.copyOf(lines);
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("a claim has lines");
      }
    }
  }

  /**
   * @param by the authorization that the result is about; empty where there is none at all
   */
  public record JudgedLine(Line line, LineResult result, String text, Optional<Authorization> by) {}

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
   * every code of its visits.
   *
   * @param authorizations those that may cover it; the best one counts for each line
   * @param modalities for each code its modality, where approvals name modalities instead of codes,
   *     as in radiation oncology; empty elsewhere
   */
  public static Verdict check(
      Collection<? extends Authorization> authorizations,
      Claim claim,
      Map<String, String> modalities) {
    List<JudgedLine> judged = new ArrayList<>();
    for (Line line : merged(claim.lines())) {
      judged.add(
          authorizations.stream()
              .map(authorization -> judge(authorization, claim, line, modalities))
              .min(Comparator.comparing(JudgedLine::result))
              .orElseGet(() -> none(line, Optional.empty())));
    }
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
    lines.forEach(line -> units.merge(line.code(), line.units(), Integer::sum));
    return units.entrySet().stream()
        .map(entry -> new Line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static JudgedLine none(Line line, Optional<Authorization> by) {
    return new JudgedLine(
        line, LineResult.CODE_NOT_APPROVED, "No approved authorization is in place.", by);
  }

  private static JudgedLine judge(
      Authorization authorization, Claim claim, Line line, Map<String, String> modalities) {
    Optional<Authorization> by = Optional.of(authorization);
    Optional<Approval> usable = authorization.usable();
    if (usable.isEmpty()) {
      return none(line, by);
    }
    Approval approval = usable.get();
    if (!authorization.submission().servicing().equals(claim.npi())) {
      return new JudgedLine(
          line, LineResult.PROVIDER_MISMATCH, "It is approved for another provider.", by);
    }
    if (!approval.covers(claim.dateOfService())) {
      return new JudgedLine(
          line,
          LineResult.DATE_OUTSIDE,
          "It is approved from " + approval.from() + " to " + approval.to() + ".",
          by);
    }
    List<Visit> others =
        authorization.dossier().visits().stream()
            .filter(visit -> !visit.on().equals(claim.dateOfService()))
            .toList();
    Optional<Integer> visitsLeft =
        approval.visits().map(approved -> approved - Approvals.used(approval, others));
    if (visitsLeft.filter(left -> left < 1).isPresent()) {
      return new JudgedLine(
          line,
          LineResult.UNITS_EXCEEDED,
          "All " + approval.visits().orElseThrow() + " approved visits were used.",
          by);
    }
    return byLines(approval, others, line, modalities, by);
  }

  private static JudgedLine byLines(
      Approval approval,
      List<Visit> others,
      Line line,
      Map<String, String> modalities,
      Optional<Authorization> by) {
    if (approval.lines().isEmpty() && approval.visits().isPresent()) {
      return new JudgedLine(line, LineResult.MATCH, "The visit is approved.", by);
    }
    String approvedAs = modalities.getOrDefault(line.code(), line.code());
    List<DecidedLine> approved =
        approval.lines().stream()
            .filter(one -> one.code().equals(approvedAs) && one.action().approves())
            .toList();
    if (approved.isEmpty()) {
      return new JudgedLine(
          line, LineResult.CODE_NOT_APPROVED, line.code() + " is not approved.", by);
    }
    int units = approved.stream().mapToInt(DecidedLine::units).sum();
    int used = usedAs(others, approvedAs, modalities);
    return line.units() <= units - used
        ? new JudgedLine(line, LineResult.MATCH, "It is approved.", by)
        : new JudgedLine(
            line,
            LineResult.UNITS_EXCEEDED,
            units + " units are approved, and " + used + " of them were used on other days.",
            by);
  }

  private static int usedAs(List<Visit> visits, String approvedAs, Map<String, String> modalities) {
    return visits.stream()
        .flatMap(visit -> visit.lines().stream())
        .filter(used -> modalities.getOrDefault(used.code(), used.code()).equals(approvedAs))
        .mapToInt(Line::units)
        .sum();
  }
}
