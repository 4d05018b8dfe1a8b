package dev.priorauth.core.reports;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The approvals and denials of a day, those of inpatient and of outpatient services apart, each in
 * the order of time. Nothing in it changes later, so that a day that is over has the same report
 * for ever.
 *
 * @param on the day, in the payer's zone
 */
public record DailyReport(LocalDate on, List<Line> inpatient, List<Line> outpatient) {
  public DailyReport {
    inpatient = List.copyOf(inpatient);
    outpatient = List.copyOf(outpatient);
  }

  /** What was decided. */
  public enum Decision {
    APPROVED("approved"),
    PARTLY_APPROVED("partly-approved"),
    DENIED("denied");

    private final String key;

    Decision(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** How it came about. */
  public enum Way {
    /** It was approved when it was asked for. */
    AT_SUBMISSION("at-submission"),
    /** It was decided here later. */
    REVIEW("review"),
    APPEAL("appeal"),
    /** An administrator decided elsewhere; the day is that on which the office recorded it. */
    RECORDED("recorded");

    private final String key;

    Way(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** One decision. */
  public record Line(Authorization about, Instant at, Decision decision, Way way) {}

  /**
   * The report of a day.
   *
   * @param postings those that may be of that day
   * @param states the authorizations that the decisions among them are about, in any order
   * @param vocabulary knows which services imply an inpatient stay
   */
  public static DailyReport of(
      LocalDate on, List<Posting> postings, List<Authorization> states, Vocabulary vocabulary) {
    Map<AuthorizationId, Authorization> byId =
        states.stream()
            .collect(Collectors.toMap(Authorization::id, Function.identity(), (one, _) -> one));
    List<Line> lines = new ArrayList<>();
    for (Posting posting : postings) {
      Optional<Decision> decision = decision(posting.kind());
      if (decision.isPresent() && byId.containsKey(posting.about())) {
        Authorization state = byId.get(posting.about());
        lines.add(new Line(state, posting.at(), decision.get(), way(posting, state)));
      }
    }
    List<Line> ofTheDay =
        lines.stream()
            .filter(line -> on.equals(day(line)))
            .sorted(Comparator.comparing(Line::at).thenComparing(line -> line.about().id().text()))
            .toList();
    Map<Boolean, List<Line>> apart =
        ofTheDay.stream()
            .collect(Collectors.partitioningBy(line -> isInpatient(line.about(), vocabulary)));
    return new DailyReport(on, apart.get(true), apart.get(false));
  }

  /** Whether a posting is of an approval or a denial. */
  public static boolean isDecision(Posting posting) {
    return decision(posting.kind()).isPresent();
  }

  private static LocalDate day(Line line) {
    return line.at().atZone(line.about().dossier().basis().zone()).toLocalDate();
  }

  private static Optional<Decision> decision(Posting.Kind kind) {
    return switch (kind) {
      case APPROVED, APPROVED_AFTER_APPEAL -> Optional.of(Decision.APPROVED);
      case PARTLY_APPROVED -> Optional.of(Decision.PARTLY_APPROVED);
      case DENIED, DENIAL_UPHELD -> Optional.of(Decision.DENIED);
      case PENDED,
          NOT_REQUIRED,
          POSTPONED,
          CANCELLED,
          WITHDRAWN,
          CLOSED,
          REOPENED,
          EXPIRED,
          EXTENSION_DUE,
          DECISION_OVERDUE,
          APPEAL_FILED,
          DENIAL_PROPOSED,
          INFORMATION_ASKED,
          ANSWER_UNREADABLE,
          INFORMATION_OVERDUE ->
          Optional.empty();
    };
  }

  private static Way way(Posting posting, Authorization state) {
    if (posting.version() == 1) {
      return Way.AT_SUBMISSION;
    }
    if (posting.kind().topic() == Posting.Topic.APPEAL) {
      return Way.APPEAL;
    }
    return state.isDecidedHere() ? Way.REVIEW : Way.RECORDED;
  }

  private static boolean isInpatient(Authorization state, Vocabulary vocabulary) {
    return state
        .submission()
        .further()
        .text(Fact.SETTING)
        .or(
            () ->
                vocabulary
                    .service(state.submission().service())
                    .map(service -> service.implies().get(Fact.SETTING)))
        .filter("inpatient"::equals)
        .isPresent();
  }
}
