package dev.priorauth.core.rules;

import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What a rule says where its box holds. Each part may be absent.
 *
 * <p>The parts that are optional single values must not differ between two rules that can hold
 * together unless one overrides the other; the lists of all rules that hold are joined.
 */
public record Effects(
    Optional<Verdict> verdict,
    List<DateWindow> windows,
    Optional<Validity> validity,
    Optional<Allotment> allotment,
    List<BenefitLimit> benefitLimits,
    List<ChecklistItem> checklist,
    List<String> channels,
    Optional<Statement> consequence,
    Optional<Requester> requester,
    List<Guidance> guidance,
    List<Conflict> conflicts,
    Optional<Transition> transition,
    Optional<LineForm> lines) {

  /**
   * The answer to whether something is needed.
   *
   * @param term the payer's own word for it, such as precertification
   * @param administrator who takes the request
   * @param verify what to verify because the source says "most"; empty where it is unqualified
   */
  public record Verdict(
      Answer answer, String term, String administrator, Optional<Verify> verify) {}

  /**
   * @param where the place that settles it
   */
  public record Verify(String text, String where, Citation cite) {}

  /**
   * How long an authorization can be used.
   *
   * @param anchor what it is counted from
   * @param days the number of days after the anchor on which it is still valid: with 60, the
   *     sixtieth day after the issue date is the last one
   * @param period the period that began on the anchor and with which every authorization in it
   *     ends; where neither this nor days is given, the dates stand on the authorization itself
   */
  public record Validity(
      DateName anchor, Optional<Integer> days, Optional<PeriodKind> period, Statement statement) {

    public Validity {
      if (days.isPresent() && period.isPresent()) {
        throw new IllegalArgumentException(
            "a validity is counted in days or ends with a period, not both");
      }
    }
  }

  /**
   * How much is approved at first.
   *
   * @param combined the services that share it; empty where it is for the asked service alone
   * @param automatic whether the payer approves it without review
   */
  public record Allotment(
      int limit,
      Unit unit,
      List<Per> per,
      List<String> combined,
      PeriodKind period,
      boolean automatic,
      Statement statement) {}

  /**
   * The most that the benefit pays; an authorization does not raise it.
   *
   * @param limit empty where the source names no number
   */
  public record BenefitLimit(
      Optional<Integer> limit,
      Unit unit,
      List<String> combined,
      PeriodKind period,
      Statement statement) {}

  public enum Unit {
    VISITS("visits"),
    DATES_OF_SERVICE("dates-of-service"),
    UNITS("units");

    private final String key;

    Unit(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** Whose use is counted together. */
  public enum Per {
    MEMBER("member"),
    PROVIDER("provider");

    private final String key;

    Per(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public enum PeriodKind {
    /** From the first of January to the last day of December. */
    CALENDAR_YEAR("calendar-year"),
    /** 365 days: the first day and the 364 after it, in leap years too. */
    ROLLING_365_DAYS("rolling-365-days"),
    /** 60 days: the first day and the 59 after it. */
    CONSECUTIVE_60_DAYS("consecutive-60-days");

    private final String key;

    PeriodKind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /**
   * @param need {@code required}, {@code may-be-required} or {@code recommended}
   * @param paper the name under which one that came before counts for an extension, as long as it
   *     belongs to the authorization that is extended, to one that this extends in turn, or to
   *     another extension of it; empty where each request needs its own
   */
  public record ChecklistItem(
      String item,
      String group,
      String need,
      Optional<String> note,
      Optional<String> paper,
      Citation cite) {

    /** Whether it can be sent; the other groups are said by the members of the request itself. */
    public boolean isSent() {
      return switch (group) {
        case "clinical", "form", "registration" -> true;
        default -> false;
      };
    }
  }

  /** Who may ask. */
  public record Requester(List<String> roles, Statement statement) {}

  /**
   * Help on the way.
   *
   * @param kind what it is about, such as {@code benefit-check} or {@code form}
   */
  public record Guidance(String kind, Statement statement) {}

  /**
   * What becomes of an authorization that an earlier administrator gave.
   *
   * @param kept why its dates and codes stay covered
   * @param dateOutside why a date outside it needs a new request
   * @param codeNotIncluded why a code that it does not have needs a new request
   */
  public record Transition(Statement kept, Statement dateOutside, Statement codeNotIncluded) {}

  /**
   * What the lines of a request name, where that is not codes. There is at least one then.
   *
   * @param most how many lines one request may have; empty where the source names no number
   */
  public record LineForm(Names names, Optional<Integer> most, Statement statement) {

    public enum Names {
      /** A kind of treatment, such as brachytherapy. */
      MODALITY("modality"),
      /** One test by its name; the approval says which codes belong to it. */
      TEST("test");

      private final String key;

      Names(String key) {
        this.key = key;
      }

      public String key() {
        return key;
      }
    }
  }

  /** A place where the source contradicts itself. */
  public record Conflict(String text, List<Reading> readings) {}

  /**
   * @param used whether the answer rests on this reading
   */
  public record Reading(String text, boolean used, Citation cite) {}
}
