package dev.priorauth.core.decisions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Why a request is not decided yet, who has to do what by when, and when it has to be decided.
 *
 * <p>It cannot be made without an open ask: nobody ever waits for nobody.
 *
 * @param text the reason in plain words
 * @param owner who has to act first
 * @param decisionDueBy the instant by which it has to be decided, included
 * @param clock why by then; empty where whoever decides it elsewhere stated the day
 */
public record Pend(
    Reason reason,
    String text,
    List<Ask> asks,
    Party owner,
    Instant decisionDueBy,
    Optional<Clock> clock) {

  /**
   * The time limit that set the due date, as it was when the request was submitted.
   *
   * @param reviewedOn when it was compared with the law's own words; empty where it was not
   * @param closesAfter see {@link DecisionClock}
   */
  public record Clock(
      TimeLimit within,
      String text,
      String law,
      String section,
      Optional<LocalDate> reviewedOn,
      TimeLimit closesAfter) {
    public static Clock of(DecisionClock clock) {
      ClockRule rule = clock.rule();
      return new Clock(
          rule.within(),
          rule.text(),
          rule.law().law(),
          rule.law().section(),
          rule.reviewedOn(),
          clock.closesAfter());
    }
  }

  /** How long is waited where no clock says it: the optional close-out of CAQH CORE. */
  public static final TimeLimit CLOSES_AFTER = new TimeLimit.BusinessDays(15);

  /** Why it is not decided yet; the first that was found. */
  public enum Reason {
    /** The administrator decides elsewhere: the request has to be made there. */
    SUBMIT_ELSEWHERE("submit-elsewhere"),
    /** Unknown facts decide what is required. */
    FACTS_MISSING("facts-missing"),
    /** No rule speaks about it. */
    NO_RULE("no-rule"),
    /** The source leaves it to the member's account. */
    CHECK_BENEFITS("check-benefits"),
    /** A rule says that it is not a benefit: a reviewer has to see it. */
    NOT_COVERED("not-covered"),
    /** A referral is needed instead. */
    REFERRAL_NEEDED("referral-needed"),
    /** The payer has not been told of the admission. */
    NOTIFICATION_MISSING("notification-missing"),
    /** Somebody else has to make the request. */
    REQUESTER_ROLE("requester-role"),
    ELIGIBILITY_UNKNOWN("eligibility-unknown"),
    ELIGIBILITY_INACTIVE("eligibility-inactive"),
    /** Initial visits are approved automatically only when they are asked for electronically. */
    NOT_ELECTRONIC("not-electronic"),
    /** More is asked for than is left of the initial allotment. */
    MAXIMUM_MET("maximum-met"),
    /** Another period of the allotment begins within the one that this request would begin. */
    PERIODS_OVERLAP("periods-overlap"),
    /** Clinical questions are not answered. */
    CRITERIA_INCOMPLETE("criteria-incomplete"),
    /** The answers do not meet the criteria: a physician has to see it. */
    CRITERIA_NOT_MET("criteria-not-met"),
    /** No criteria are loaded for the service: a reviewer has to see it. */
    CLINICAL_REVIEW("clinical-review"),
    /** A reviewer has asked for more. */
    MORE_INFORMATION("more-information"),
    /** A reviewer means to deny it; a peer-to-peer conversation is offered first. */
    PEER_TO_PEER_OFFERED("peer-to-peer-offered");

    private final String key;

    Reason(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public Pend {
    asks = List.copyOf(asks);
    if (asks.stream().noneMatch(Ask::isOpen)) {
      throw new IllegalArgumentException("a pended request needs somebody to do something");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("a pended request needs a reason");
    }
  }

  /**
   * The last day on which what was asked for can still come; the day after it, the request is
   * closed. It lies fifteen working days, or what the rules say, after the last day that was set.
   *
   * @return empty where no document and no information is missing, or a reviewer means to deny it
   *     without: then it has to be decided
   */
  public Optional<LocalDate> closesOn() {
    if (reason == Reason.PEER_TO_PEER_OFFERED) {
      return Optional.empty();
    }
    return asks.stream()
        .filter(Ask::isOpen)
        .filter(ask -> ask.kind() == Ask.Kind.INFORMATION || ask.kind() == Ask.Kind.DOCUMENT)
        .map(Ask::dueBy)
        .max(Comparator.naturalOrder())
        .map(last -> clock.map(Clock::closesAfter).orElse(CLOSES_AFTER).lastDay(last));
  }

  /** The same when the offer to speak with the physician is over: the reviewer decides. */
  public Pend afterTheOffer(UnaryOperator<Ask> ending) {
    return new Pend(
        reason,
        text,
        asks.stream()
            .map(
                ask ->
                    ask.kind() == Ask.Kind.CONVERSATION && ask.isOpen() ? ending.apply(ask) : ask)
            .toList(),
        Party.REVIEWER,
        decisionDueBy,
        clock);
  }

  /**
   * Whether an ask is to make the request where it is decided. The time for the decision begins
   * when that is done.
   */
  public boolean isSubmission(String id) {
    return reason == Reason.SUBMIT_ELSEWHERE && asks.getFirst().id().equals(id);
  }

  /** The same with the decision due a time limit after the request was made where it is decided. */
  public Pend submitted(Instant at, ZoneId zone) {
    return clock
        .map(limit -> limit.within().end(at, zone))
        .map(due -> decisionDueBy(due, zone))
        .orElse(this);
  }

  private Pend decisionDueBy(Instant due, ZoneId zone) {
    LocalDate day = due.atZone(zone).toLocalDate();
    return new Pend(
        reason,
        text,
        asks.stream().map(ask -> ask.kind() == Ask.Kind.DECISION ? ask.dueBy(day) : ask).toList(),
        owner,
        due,
        clock);
  }

  public Optional<Ask> ask(String id) {
    return asks.stream().filter(ask -> ask.id().equals(id)).findFirst();
  }
}
