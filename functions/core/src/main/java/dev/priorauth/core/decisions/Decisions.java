package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Effects.Unit;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what the rules alone can decide.
 *
 * <p>A request is approved whole or not at all: where less is left than is asked for, it is pended
 * with what is left, and the office may ask for that. Everything that stands in the way is said at
 * once. The same arguments give the same decision, so that a dry run and a real one are the same
 * call.
 */
public final class Decisions {
  private static final int CHANNELS_NAMED = 3;
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Decisions() {}

  /** Something that keeps a request from being approved, and what has to be done about it. */
  private record Hindrance(Pend.Reason reason, String text, List<Wanted> wanted) {
    static Hindrance of(Pend.Reason reason, String text, Wanted... wanted) {
      return new Hindrance(reason, text, List.of(wanted));
    }
  }

  private record Wanted(
      Ask.Kind kind,
      String what,
      Party from,
      LocalDate dueBy,
      Optional<Instant> dueAt,
      Optional<Ask.Item> item) {
    Wanted(String what, Party from, LocalDate dueBy) {
      this(Ask.Kind.INFORMATION, what, from, dueBy, Optional.empty(), Optional.empty());
    }

    /** What has to be done within a window: until its last day or, where hours count, instant. */
    static Wanted by(Moment last, String what, ZoneId zone) {
      return switch (last) {
        case Moment.Day(LocalDate day) -> new Wanted(what + ".", Party.REQUESTER, day);
        case Moment.At(Instant at) ->
            new Wanted(
                Ask.Kind.INFORMATION,
                what
                    + ". It is in time until "
                    + HOUR.format(at.atZone(zone))
                    + " on "
                    + last.day(zone)
                    + ", in the payer's time.",
                Party.REQUESTER,
                last.day(zone),
                Optional.of(at),
                Optional.empty());
      };
    }
  }

  /**
   * Decides one request.
   *
   * @param requirement what the rules say of it on its date of service
   * @param windows its dates, judged by the same rules
   * @param decidedAt when it is decided; its day in the payer's zone is the day of issue
   */
  public static Decision decide(
      Submission submission,
      Requirement requirement,
      WindowReport windows,
      Circumstances circumstances,
      Instant decidedAt) {
    return refusal(submission, windows)
        .<Decision>map(refused -> refused)
        .orElseGet(
            () ->
                new Deciding(submission, requirement, windows, circumstances, decidedAt)
                    .decision());
  }

  /** That its dates do not fit; empty where they do. */
  public static Optional<Decision.Refused> refusal(Submission submission, WindowReport windows) {
    List<WindowReport.Judged> refusing =
        windows.windows().stream().filter(judged -> refuses(judged, windows, submission)).toList();
    return refusing.isEmpty()
        ? Optional.empty()
        : Optional.of(new Decision.Refused(refusing, nextAllowed(refusing, windows.zone())));
  }

  /**
   * The last moment at which the office has to ask, tell or be referred elsewhere, which hangs on
   * the first day of service. It does not lie before the decision: what is late is due at once.
   *
   * @param handling of the administrator who decides
   * @return empty where the office has to do none of these
   */
  public static Optional<Moment> dueByService(
      Submission submission,
      Requirement requirement,
      WindowReport windows,
      Handling handling,
      Instant decidedAt) {
    if (!(requirement.outcome() instanceof Requirement.Outcome.Decided decided)) {
      return Optional.empty();
    }
    ZoneId zone = windows.zone();
    Optional<Moment> last =
        switch (decided.answer()) {
          case NOTIFICATION_REQUIRED ->
              Optional.of(closing(DateWindow.Action.NOTIFY_ADMISSION, submission, windows));
          case REFERRAL_REQUIRED -> Optional.of(new Moment.Day(submission.serviceFrom()));
          case AUTHORIZATION_REQUIRED ->
              handling == Handling.RECORDED
                  ? Optional.of(closing(DateWindow.Action.SUBMIT_REQUEST, submission, windows))
                  : Optional.empty();
          case NOT_REQUIRED, NOT_COVERED, CHECK_BENEFITS, UNDETERMINED -> Optional.empty();
        };
    return last.map(
        moment ->
            last(moment, zone).isBefore(decidedAt)
                ? new Moment.Day(decidedAt.atZone(zone).toLocalDate())
                : moment);
  }

  /** The last moment for it; the first day of service where the rules do not say. */
  private static Moment closing(
      DateWindow.Action action, Submission submission, WindowReport windows) {
    return windows.windows().stream()
        .filter(judged -> judged.window().action() == action)
        .flatMap(judged -> judged.closes().stream())
        .min(Comparator.comparing(closes -> last(closes, windows.zone())))
        .orElse(new Moment.Day(submission.serviceFrom()));
  }

  private static Instant last(Moment moment, ZoneId zone) {
    return switch (moment) {
      case Moment.At(Instant instant) -> instant;
      case Moment.Day(LocalDate day) ->
          day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
    };
  }

  /**
   * Whether a window refuses the submission. A service that begins in time but would go on after a
   * period does not: the approval ends with the period.
   */
  private static boolean refuses(
      WindowReport.Judged judged, WindowReport windows, Submission submission) {
    if (!judged.verdict().isRefusal()) {
      return false;
    }
    LocalDate first = submission.serviceFrom();
    boolean endsLater =
        judged.window().action() == DateWindow.Action.PERFORM_SERVICE
            && judged.opens().map(opens -> !first.isBefore(opens.day(windows.zone()))).orElse(true)
            && judged
                .closes()
                .map(closes -> !first.isAfter(closes.day(windows.zone())))
                .orElse(true);
    return !endsLater;
  }

  /** The first moment at which none of these refuses; empty where one always will. */
  private static Optional<Moment> nextAllowed(List<WindowReport.Judged> refusing, ZoneId zone) {
    List<Moment> next = refusing.stream().flatMap(judged -> judged.nextAllowed().stream()).toList();
    return next.size() == refusing.size()
        ? next.stream().max(Comparator.comparing((Moment moment) -> moment.day(zone)))
        : Optional.empty();
  }

  /** The arguments of one decision, together. */
  private record Deciding(
      Submission submission,
      Requirement requirement,
      WindowReport windows,
      Circumstances circumstances,
      Instant decidedAt) {

    Decision decision() {
      return switch (requirement.outcome()) {
        case Requirement.Outcome.Decided decided -> decided(decided);
        case Requirement.Outcome.NeedsFacts _ ->
            pended(
                submission.payer(),
                List.of(),
                List.of(missingFacts(Requirement.Part.ANSWER).orElseThrow()));
        case Requirement.Outcome.NoRule(String text) ->
            pended(
                submission.payer(),
                List.of(),
                List.of(
                    Hindrance.of(
                        Pend.Reason.NO_RULE,
                        text,
                        new Wanted(
                            "Find out whether the service needs an authorization: "
                                + channels(submission.payer())
                                + ".",
                            Party.REQUESTER,
                            answersDueBy()))));
      };
    }

    private Decision decided(Requirement.Outcome.Decided decided) {
      String administrator = decided.administrator().orElse(submission.payer());
      List<Hindrance> hindrances = new ArrayList<>();
      if (decided.administrator().isEmpty()) {
        missingFacts(Requirement.Part.ADMINISTRATOR).ifPresent(hindrances::add);
      }
      boolean here = circumstances.policy().of(administrator) == Handling.DECIDED_HERE;
      switch (decided.answer()) {
        case NOT_REQUIRED -> {
          return accepted(administrator, decided.because(), List.of(), new Outcome.NotRequired());
        }
        case NOTIFICATION_REQUIRED -> {
          if (here && submission.notifiedAt().isPresent()) {
            return accepted(
                administrator,
                decided.because(),
                List.of(
                    new Message(
                        "notified",
                        "No authorization is needed. The notification has been recorded.")),
                new Outcome.NotRequired());
          }
          hindrances.add(
              Hindrance.of(
                  Pend.Reason.NOTIFICATION_MISSING,
                  "The payer has to be told of the admission.",
                  Wanted.by(
                      dueByService(administrator),
                      "Tell of the admission: " + channels(administrator),
                      windows.zone())));
        }
        case REFERRAL_REQUIRED ->
            hindrances.add(
                Hindrance.of(
                    Pend.Reason.REFERRAL_NEEDED,
                    "The service needs a referral, not an authorization.",
                    new Wanted(
                        "Get the referral before the service: " + channels(administrator) + ".",
                        Party.REQUESTER,
                        dueByService(administrator).day(windows.zone()))));
        case NOT_COVERED ->
            hindrances.add(
                Hindrance.of(
                    Pend.Reason.NOT_COVERED,
                    "A rule says that it is not covered. A reviewer has to see it: nothing is"
                        + " denied by a machine."));
        case CHECK_BENEFITS ->
            hindrances.add(
                Hindrance.of(
                    Pend.Reason.CHECK_BENEFITS,
                    "The source leaves it to the member's account.",
                    new Wanted(
                        "Check the member's benefits"
                            + decided
                                .verify()
                                .map(verify -> " (" + verify.where() + ")")
                                .orElse(": " + channels(administrator))
                            + ".",
                        Party.REQUESTER,
                        answersDueBy())));
        case AUTHORIZATION_REQUIRED -> {
          if (!here) {
            hindrances.add(
                Hindrance.of(
                    Pend.Reason.SUBMIT_ELSEWHERE,
                    "It is decided by " + name(administrator) + ", which has to be asked there.",
                    Wanted.by(
                        dueByService(administrator),
                        "Submit the request to "
                            + name(administrator)
                            + ", then record what it decides: "
                            + channels(administrator),
                        windows.zone())));
          }
        }
        case UNDETERMINED -> throw new IllegalStateException("nothing undetermined is decided");
      }
      missingDates().ifPresent(hindrances::add);
      requesterRole().ifPresent(hindrances::add);
      if (here && decided.answer() == Answer.AUTHORIZATION_REQUIRED) {
        eligibility().ifPresent(hindrances::add);
        return byAllotmentOrCriteria(administrator, decided.because(), hindrances);
      }
      return pended(administrator, decided.because(), hindrances);
    }

    private Decision byAllotmentOrCriteria(
        String administrator, List<Rule.Version> because, List<Hindrance> hindrances) {
      Optional<Counted> counted =
          switch (circumstances.allotment()) {
            case AllotmentState.None _ -> {
              criteria().ifPresent(hindrances::add);
              yield Optional.empty();
            }
            case AllotmentState.Overlapping(ServicePeriod later) -> {
              hindrances.add(
                  Hindrance.of(
                      Pend.Reason.PERIODS_OVERLAP,
                      "An authorization period has begun on "
                          + later.from()
                          + ", after the first day of this service: a reviewer has to say which"
                          + " period counts."));
              yield Optional.empty();
            }
            case AllotmentState.Known(AllotmentBalance balance) -> taking(balance, hindrances);
          };
      return hindrances.isEmpty()
          ? approved(administrator, because, counted)
          : pended(administrator, because, hindrances);
    }

    /** What would be taken from a balance; what stands in the way is added to the hindrances. */
    private Optional<Counted> taking(AllotmentBalance balance, List<Hindrance> hindrances) {
      int amount = amount(balance);
      if (amount > balance.left() || amount == 0) {
        hindrances.add(maximumMet(balance));
        return Optional.empty();
      }
      if (isAutomatic()) {
        electronic().ifPresent(hindrances::add);
      } else {
        criteria().ifPresent(hindrances::add);
      }
      return Optional.of(Counted.of(balance, amount));
    }

    private Decision approved(
        String administrator, List<Rule.Version> because, Optional<Counted> counted) {
      Days days = days();
      Approval approval =
          new Approval(
              days.from,
              days.to,
              counted
                  .filter(taken -> taken.unit() != Unit.UNITS)
                  .map(Counted::amount)
                  .or(submission::visitsRequested),
              submission.lines().stream()
                  .map(line -> new DecidedLine(line.code(), line.units(), LineAction.CERTIFIED))
                  .toList(),
              counted);
      List<Message> more = new ArrayList<>();
      if (submission.lastDay().isAfter(days.to)) {
        more.add(
            new Message(
                "ends-with-period",
                "It can be used until " + days.to + ". Later visits need a new authorization."));
      }
      return accepted(administrator, because, more, new Outcome.Approved(approval));
    }

    /** Both ends included. */
    private record Days(LocalDate from, LocalDate to) {}

    /** The days on which an approval of today could be used. */
    private Days days() {
      LocalDate first = submission.serviceFrom();
      Optional<ServicePeriod> period = period();
      if (period.isPresent()) {
        return new Days(first, period.get().to());
      }
      Optional<Effects.Validity> validity =
          validities().stream().filter(one -> one.days().isPresent()).findFirst();
      if (validity.isPresent()) {
        // An authorization is issued when it is decided; other anchors lie in the service.
        LocalDate anchor = validity.get().anchor() == DateName.ISSUED_ON ? today() : first;
        return new Days(anchor, anchor.plusDays(validity.get().days().orElseThrow()));
      }
      return new Days(first, submission.lastDay());
    }

    /** The period that the approval ends with: that of the first authorization in it. */
    private Optional<ServicePeriod> period() {
      if (circumstances.extended().isPresent()) {
        return circumstances.extended().get().period();
      }
      if (circumstances.allotment() instanceof AllotmentState.Known(AllotmentBalance balance)) {
        return Optional.of(balance.period());
      }
      return validities().stream()
          .flatMap(validity -> validity.period().stream())
          .findFirst()
          .map(kind -> ServicePeriod.of(kind, submission.serviceFrom()));
    }

    private List<Effects.Validity> validities() {
      return requirement.holding().stream()
          .flatMap(version -> version.then().validity().stream())
          .toList();
    }

    private int amount(AllotmentBalance balance) {
      return switch (balance.unit()) {
        case VISITS, DATES_OF_SERVICE -> submission.visitsRequested().orElse(balance.left());
        case UNITS -> submission.lines().stream().mapToInt(Submission.Line::units).sum();
      };
    }

    private Hindrance maximumMet(AllotmentBalance balance) {
      String text =
          balance.left() == 0
              ? "The maximum of "
                  + balance.limit()
                  + " "
                  + words(balance.unit())
                  + " has been met for the period until "
                  + balance.period().to()
                  + "."
              : "The maximum would be exceeded: "
                  + balance.left()
                  + " of "
                  + balance.limit()
                  + " "
                  + words(balance.unit())
                  + " are left until "
                  + balance.period().to()
                  + ".";
      String numbers =
          requirement.contacts().stream()
              .filter(contact -> contact.kind().equals("phone"))
              .filter(contact -> contact.services().contains(submission.service()))
              .map(Contact::value)
              .distinct()
              .collect(Collectors.joining(" or "));
      String what =
          balance.left() == 0
              ? "Ask for an extension with the documents that it needs."
              : "Ask for no more than "
                  + balance.left()
                  + ", or for an extension with the documents that it needs.";
      return Hindrance.of(
          Pend.Reason.MAXIMUM_MET,
          text,
          new Wanted(
              numbers.isEmpty() ? what : what + " Or call " + numbers + ".",
              Party.REQUESTER,
              answersDueBy()));
    }

    private static String words(Unit unit) {
      return switch (unit) {
        case VISITS -> "visits";
        case DATES_OF_SERVICE -> "dates of service";
        case UNITS -> "units";
      };
    }

    private boolean isAutomatic() {
      return Allotments.of(requirement).map(Effects.Allotment::automatic).orElse(false);
    }

    private Optional<Hindrance> electronic() {
      return requirement
          .facts()
          .text(Fact.CHANNEL)
          .filter(channel -> !channel.equals("electronic"))
          .map(
              channel ->
                  Hindrance.of(
                      Pend.Reason.NOT_ELECTRONIC,
                      "Initial visits are approved automatically only when they are asked for"
                          + " electronically, not by "
                          + channel
                          + "."));
    }

    private Optional<Hindrance> eligibility() {
      return switch (circumstances.eligibility().state()) {
        case ACTIVE -> Optional.empty();
        case INACTIVE ->
            Optional.of(
                Hindrance.of(
                    Pend.Reason.ELIGIBILITY_INACTIVE,
                    "The member's coverage is not active for the date of service.",
                    new Wanted(
                        "Find out with the member which coverage is active on "
                            + submission.serviceFrom()
                            + ".",
                        Party.REQUESTER,
                        answersDueBy())));
        case UNKNOWN ->
            Optional.of(
                Hindrance.of(
                    Pend.Reason.ELIGIBILITY_UNKNOWN,
                    circumstances
                        .eligibility()
                        .why()
                        .map(
                            why ->
                                "It is not known whether the member's coverage is active. " + why)
                        .orElse("It is not known whether the member's coverage is active."),
                    new Wanted(
                        "Check the member's eligibility for " + submission.serviceFrom() + ".",
                        Party.REQUESTER,
                        answersDueBy())));
      };
    }

    private Optional<Hindrance> criteria() {
      return switch (circumstances.criteria()) {
        case CriteriaOutcome.Met _ -> Optional.empty();
        case CriteriaOutcome.NotMet _ ->
            Optional.of(
                Hindrance.of(
                    Pend.Reason.CRITERIA_NOT_MET,
                    "The answers do not meet the criteria. A physician has to see it."));
        case CriteriaOutcome.Incomplete incomplete ->
            Optional.of(
                new Hindrance(
                    Pend.Reason.CRITERIA_INCOMPLETE,
                    "Clinical questions are not answered.",
                    incomplete.missing().stream()
                        .map(
                            question ->
                                new Wanted(question.text(), Party.REQUESTER, answersDueBy()))
                        .toList()));
        case CriteriaOutcome.NoSet _ ->
            Optional.of(
                new Hindrance(
                    Pend.Reason.CLINICAL_REVIEW,
                    "A reviewer has to see it: no criteria are loaded for this service.",
                    extensionDocuments()));
      };
    }

    /** What a reviewer needs for an extension and has not been sent before. */
    private List<Wanted> extensionDocuments() {
      return extensionItems()
          .filter(item -> earlier(item).isEmpty())
          .map(
              item ->
                  new Wanted(
                      Ask.Kind.DOCUMENT,
                      "Send: " + item.item() + ".",
                      Party.REQUESTER,
                      answersDueBy(),
                      Optional.empty(),
                      Optional.of(new Ask.Item(item.item(), item.paper(), item.cite()))))
          .toList();
    }

    /** What came before and therefore is not asked for again. */
    private List<Paper> countingPapers() {
      return extensionItems().flatMap(item -> earlier(item).stream()).toList();
    }

    private Stream<Effects.ChecklistItem> extensionItems() {
      return circumstances.extended().stream()
          .flatMap(_ -> requirement.holding().stream())
          .flatMap(version -> version.then().checklist().stream())
          .filter(item -> item.need().equals("required") && item.isSent());
    }

    private Optional<Paper> earlier(Effects.ChecklistItem item) {
      return circumstances.extended().stream()
          .flatMap(extended -> extended.papers().stream())
          .filter(paper -> item.paper().filter(paper.name()::equals).isPresent())
          .map(paper -> paper.askedBy(item.item(), item.cite()))
          .findFirst();
    }

    /** Each rule about who asks has to admit the requester. */
    private Optional<Hindrance> requesterRole() {
      List<Effects.Requester> broken =
          requirement.holding().stream()
              .flatMap(version -> version.then().requester().stream())
              .filter(requester -> !requester.roles().contains(submission.requester().role()))
              .toList();
      if (broken.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Hindrance(
              Pend.Reason.REQUESTER_ROLE,
              "Somebody else has to make the request.",
              broken.stream()
                  .map(
                      requester ->
                          new Wanted(
                              "Have the request made by: "
                                  + requester.roles().stream()
                                      .map(role -> label(role))
                                      .collect(Collectors.joining(" or "))
                                  + ". "
                                  + requester.statement().text(),
                              Party.REQUESTER,
                              answersDueBy()))
                  .toList()));
    }

    private Optional<Hindrance> missingFacts(Requirement.Part part) {
      List<Wanted> wanted =
          requirement.questions().stream()
              .filter(question -> question.changes().contains(part))
              .map(this::asking)
              .toList();
      return wanted.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Hindrance(
                  Pend.Reason.FACTS_MISSING, "Missing facts decide what is required.", wanted));
    }

    private Wanted asking(Requirement.Question question) {
      String choices =
          question.choices().stream()
              .map(Requirement.Choice::label)
              .distinct()
              .collect(Collectors.joining("; "));
      return new Wanted(
          choices.isEmpty() ? question.text() : question.text() + " One of: " + choices + ".",
          Party.REQUESTER,
          answersDueBy());
    }

    /** What has to be known to say whether the request or the notification was in time. */
    private Optional<Hindrance> missingDates() {
      List<Wanted> wanted = new ArrayList<>();
      for (WindowReport.Judged judged : windows.windows()) {
        boolean judgesThis =
            switch (judged.window().action()) {
              case SUBMIT_REQUEST, NOTIFY_ADMISSION, REQUEST_EXTENSION -> true;
              case PERFORM_SERVICE, UPDATE_INITIAL_EVALUATION, CHOOSE_SERVICE_DATE -> false;
            };
        if (judgesThis && judged.verdict() == WindowReport.Verdict.NEEDS_DATE) {
          wanted.add(
              new Wanted(
                  "Give the date of "
                      + judged.window().anchor().words()
                      + judged.window().visit().map(visit -> " " + visit).orElse("")
                      + ": "
                      + judged.window().statement().text(),
                  Party.REQUESTER,
                  answersDueBy()));
        }
      }
      windows.questions().stream()
          // Whether it is an extension, the request says by naming what it extends.
          .filter(question -> question.fact() != Fact.PURPOSE)
          .forEach(question -> wanted.add(asking(question)));
      return wanted.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Hindrance(
                  Pend.Reason.FACTS_MISSING,
                  "Missing facts decide whether the request is in time.",
                  wanted));
    }

    private Decision pended(
        String administrator, List<Rule.Version> because, List<Hindrance> hindrances) {
      boolean here = circumstances.policy().of(administrator) == Handling.DECIDED_HERE;
      Party decider = here ? Party.REVIEWER : Party.ADMINISTRATOR;
      List<Ask> asks = new ArrayList<>();
      for (Hindrance hindrance : hindrances) {
        for (Wanted wanted : hindrance.wanted()) {
          asks.add(
              Ask.of(
                  asks.size() + 1,
                  wanted.kind(),
                  wanted.what(),
                  wanted.from(),
                  wanted.dueBy(),
                  wanted.dueAt(),
                  wanted.item()));
        }
      }
      Instant decisionDueBy = circumstances.clock().decisionDueBy();
      asks.add(
          Ask.of(
              asks.size() + 1,
              Ask.Kind.DECISION,
              "Decide the request.",
              decider,
              decisionDueBy.atZone(windows.zone()).toLocalDate()));
      Hindrance first = hindrances.getFirst();
      Pend pend =
          new Pend(
              first.reason(),
              first.text(),
              asks,
              asks.getFirst().from(),
              decisionDueBy,
              Optional.of(Pend.Clock.of(circumstances.clock())));
      // Who decides elsewhere does not have the request yet: the time begins when it comes there.
      Pend begun =
          pend.isSubmission(asks.getFirst().id())
              ? pend.submitted(asks.getFirst().dueBy(windows.zone()), windows.zone())
              : pend;
      List<Message> more =
          hindrances.stream()
              .filter(hindrance -> hindrance.reason() == Pend.Reason.MAXIMUM_MET)
              .map(hindrance -> new Message("maximum-met", hindrance.text()))
              .toList();
      return accepted(administrator, because, more, new Outcome.Pended(begun));
    }

    private Decision accepted(
        String administrator, List<Rule.Version> because, List<Message> more, Outcome outcome) {
      List<Message> messages = new ArrayList<>(more);
      for (WindowReport.Judged judged : windows.windows()) {
        String text = judged.window().statement().text();
        if (judged.verdict() == WindowReport.Verdict.LATE) {
          messages.add(new Message("late", "Late: " + text));
          requirement.holding().stream()
              .filter(version -> version.name().equals(judged.version().name()))
              .flatMap(version -> version.then().consequence().stream())
              .forEach(statement -> messages.add(new Message("consequence", statement.text())));
        } else if (judged.verdict() == WindowReport.Verdict.ADVISORY) {
          messages.add(new Message("advisory", text));
        }
      }
      if (requirement.outcome() instanceof Requirement.Outcome.Decided decided) {
        decided.verify().ifPresent(verify -> messages.add(new Message("verify", verify.text())));
      }
      circumstances.eligibility().benefit().ifPresent(use -> messages.add(benefit(use)));
      Handling handling = circumstances.policy().of(administrator);
      if (handling == Handling.RECORDED) {
        messages.addAll(beforeAskingForMore());
      }
      List<Paper> papers = handling == Handling.DECIDED_HERE ? countingPapers() : List.of();
      papers.forEach(paper -> messages.add(counting(paper)));
      return new Decision.Accepted(
          new Ground(handling, administrator, period(), because, messages, papers), outcome);
    }

    /**
     * What may make an extension fail elsewhere. It is pointed out, and keeps nobody from asking.
     */
    private List<Message> beforeAskingForMore() {
      if (circumstances.extended().isEmpty()) {
        return List.of();
      }
      List<Message> messages = new ArrayList<>();
      List<CriteriaSet.Question> open =
          switch (circumstances.criteria()) {
            case CriteriaOutcome.NotMet notMet -> notMet.unmet();
            case CriteriaOutcome.Incomplete incomplete -> incomplete.missing();
            case CriteriaOutcome.Met _, CriteriaOutcome.NoSet _ -> List.of();
          };
      open.forEach(
          question ->
              messages.add(
                  new Message("advisory", "Check before asking for more: " + question.text())));
      otherEvaluation(circumstances.extended().get()).ifPresent(messages::add);
      return messages;
    }

    /** Where the rules say when an evaluation is updated, another one is not expected before. */
    private Optional<Message> otherEvaluation(Extended extended) {
      return requirement.holding().stream()
          .flatMap(version -> version.then().windows().stream())
          .filter(window -> window.action() == DateWindow.Action.UPDATE_INITIAL_EVALUATION)
          .filter(window -> isOtherEvaluation(window, extended))
          .findFirst()
          .map(
              window ->
                  new Message(
                      "advisory",
                      "The date of the initial evaluation differs from that of what is extended."
                          + " Keep it the same in an episode. "
                          + window.statement().text()));
    }

    private boolean isOtherEvaluation(DateWindow window, Extended extended) {
      return window.latest().orElse(null) instanceof Offset.Days(Period after)
          && extended
              .evaluatedOn()
              .flatMap(
                  before ->
                      submission
                          .initialEvaluationOn()
                          .filter(now -> !now.equals(before) && !now.isAfter(before.plus(after))))
              .isPresent();
    }

    private static Message counting(Paper paper) {
      return new Message(
          "earlier-paper",
          "Not asked for again: "
              + paper.item()
              + ". It came on "
              + paper.receivedOn()
              + " for "
              + paper.of()
              + ".");
    }

    private static Message benefit(BenefitUse use) {
      return new Message(
          "benefit-limit",
          "The benefit pays "
              + use.limit()
              + " visits, of which "
              + use.left()
              + " are left. An authorization does not raise it.");
    }

    private String label(String role) {
      return circumstances.vocabulary().label(Fact.REQUESTER_ROLE, role);
    }

    private String name(String administrator) {
      return circumstances
          .directory()
          .administrator(administrator)
          .map(Directory.Administrator::name)
          .orElse(administrator);
    }

    /** Numbers and addresses say what they are for; the rest says it itself. */
    private static String words(Contact contact) {
      return switch (contact.kind()) {
        case "phone", "fax", "email" -> contact.kind() + " " + contact.value();
        default -> contact.value();
      };
    }

    private String channels(String administrator) {
      List<Contact> theirs =
          requirement.contacts().stream()
              .filter(contact -> contact.administrator().equals(administrator))
              .toList();
      return (theirs.isEmpty() ? requirement.contacts() : theirs)
          .stream().limit(CHANNELS_NAMED).map(Deciding::words).collect(Collectors.joining(", "));
    }

    private Moment dueByService(String administrator) {
      Handling handling = circumstances.policy().of(administrator);
      return Decisions.dueByService(submission, requirement, windows, handling, decidedAt)
          .orElseThrow();
    }

    private LocalDate answersDueBy() {
      return circumstances.clock().answersDueBy();
    }

    private LocalDate today() {
      return decidedAt.atZone(windows.zone()).toLocalDate();
    }
  }
}
