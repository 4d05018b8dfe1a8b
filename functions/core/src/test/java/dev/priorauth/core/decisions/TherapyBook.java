package dev.priorauth.core.decisions;

import dev.priorauth.core.dates.DateWindows;
import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Allowed;
import dev.priorauth.core.rules.Answer;
import dev.priorauth.core.rules.Box;
import dev.priorauth.core.rules.CodeList;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Effects.Per;
import dev.priorauth.core.rules.Effects.PeriodKind;
import dev.priorauth.core.rules.Effects.Unit;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.rules.SmallBook;
import dev.priorauth.core.rules.Span;
import dev.priorauth.core.sources.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A book with the printed allotments and windows, small enough to read. */
public final class TherapyBook {
  private static final ClockRule CLOCK =
      new ClockRule(
          "seven-days",
          Box.EVERYTHING,
          Set.of(ClockRule.Urgency.STANDARD, ClockRule.Urgency.EXPEDITED),
          Span.ALWAYS,
          new TimeLimit.Days(7),
          new TimeLimit.Days(5),
          "Decide within seven days.",
          new ClockRule.Law("Test law", "1", "Of clocks"),
          Optional.empty());

  public static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final List<String> PRODUCTS =
      List.of("commercial-hmo", "commercial-ppo", "medicare-advantage-hmo", "commercial");

  private static final List<String> SERVICES =
      List.of(
          "physical-therapy",
          "occupational-therapy",
          "speech-therapy",
          "home-health",
          "mri",
          "chiropractic",
          "acute-inpatient-admission",
          "back-joint-pain-procedure",
          "outpatient-therapy");

  private TherapyBook() {}

  public static RuleBook bcbsma() {
    List<Rule> rules = new ArrayList<>();
    rules.add(
        rule(
            "initial",
            Set.of("commercial-hmo"),
            Set.of("physical-therapy", "occupational-therapy"),
            new Parts()
                .required("bcbsma")
                .allotment(
                    26, Unit.VISITS, List.of(Per.MEMBER, Per.PROVIDER), PeriodKind.CALENDAR_YEAR)
                .endsWith(PeriodKind.CALENDAR_YEAR)
                .asked("pcp", "authorized-specialist")));
    rules.add(
        rule(
            "medicare-initial",
            Set.of("medicare-advantage-hmo"),
            Set.of("physical-therapy", "occupational-therapy"),
            new Parts()
                .required("bcbsma")
                .allotment(12, Unit.VISITS, List.of(Per.MEMBER), PeriodKind.ROLLING_365_DAYS)
                .endsWith(PeriodKind.ROLLING_365_DAYS)
                .asked("pcp")));
    rules.add(
        rule(
            "combined",
            Set.of("commercial"),
            Set.of("physical-therapy", "occupational-therapy"),
            new Parts()
                .required("bcbsma")
                .allotment(26, Unit.VISITS, List.of(Per.MEMBER), PeriodKind.CALENDAR_YEAR)
                .combining("physical-therapy", "occupational-therapy")
                .endsWith(PeriodKind.CALENDAR_YEAR)));
    rules.add(
        rule(
            "speech",
            Set.of("medicare-advantage-hmo"),
            Set.of("speech-therapy"),
            new Parts()
                .required("bcbsma")
                .allotment(30, Unit.VISITS, List.of(Per.MEMBER), PeriodKind.ROLLING_365_DAYS)
                .endsWith(PeriodKind.ROLLING_365_DAYS)));
    rules.add(
        rule(
            "home-health",
            Set.of("medicare-advantage-hmo"),
            Set.of("home-health"),
            new Parts()
                .required("bcbsma")
                .allotment(
                    40, Unit.DATES_OF_SERVICE, List.of(Per.MEMBER), PeriodKind.CONSECUTIVE_60_DAYS)
                .endsWith(PeriodKind.CONSECUTIVE_60_DAYS)));
    rules.add(
        new Rule(
            "bcbsma.test.extension",
            "extension",
            Set.of(),
            Set.of("bcbsma.test.initial", "bcbsma.test.medicare-initial"),
            List.of(
                SmallBook.version(
                    "bcbsma.test.extension",
                    "1",
                    Span.ALWAYS,
                    Span.ALWAYS,
                    Map.of(
                        Fact.PRODUCT,
                        new Allowed.AnyOf(Set.of("commercial-hmo", "medicare-advantage-hmo")),
                        Fact.PURPOSE,
                        new Allowed.AnyOf(Set.of("extension")),
                        Fact.SERVICE,
                        new Allowed.AnyOf(Set.of("physical-therapy", "occupational-therapy"))),
                    new Parts()
                        .required("bcbsma")
                        .window(
                            DateWindow.Action.REQUEST_EXTENSION,
                            DateName.LAST_COVERED_VISIT_ON,
                            null,
                            "-P7D",
                            DateWindow.Severity.FLAGGED)
                        .endsWith(PeriodKind.CALENDAR_YEAR)
                        .sent("Extension form", null)
                        .sent("Initial evaluation", "initial-evaluation")
                        .sent("Updated progress notes", null)
                        .effects()))));
    rules.add(
        rule(
            "mri",
            Set.of("commercial-hmo"),
            Set.of("mri"),
            new Parts()
                .required("carelon")
                .asked("ordering-provider")
                .window(
                    DateWindow.Action.SUBMIT_REQUEST,
                    DateName.SERVICE_FROM,
                    null,
                    "P0D",
                    DateWindow.Severity.REFUSED)));
    rules.add(
        rule(
            "chiropractic",
            Set.of("commercial-hmo"),
            Set.of("chiropractic"),
            new Parts().answering(Answer.CHECK_BENEFITS, "wholehealth-living")));
    rules.add(
        rule(
            "free",
            Set.of("commercial-ppo"),
            Set.of("physical-therapy"),
            new Parts().answering(Answer.NOT_REQUIRED, "bcbsma")));
    rules.add(
        rule(
            "procedure",
            Set.of("commercial-hmo"),
            Set.of("back-joint-pain-procedure"),
            new Parts().required("bcbsma").days(60)));
    rules.add(
        rule(
            "not-covered",
            Set.of("commercial-ppo"),
            Set.of("back-joint-pain-procedure"),
            new Parts().answering(Answer.NOT_COVERED, "bcbsma")));
    rules.add(
        rule(
            "admission",
            Set.of("commercial-hmo"),
            Set.of("acute-inpatient-admission"),
            new Parts()
                .answering(Answer.NOTIFICATION_REQUIRED, "bcbsma")
                .window(
                    DateWindow.Action.NOTIFY_ADMISSION,
                    DateName.ADMITTED_AT,
                    null,
                    "PT72H",
                    DateWindow.Severity.FLAGGED)));
    return book("bcbsma", rules);
  }

  public static RuleBook bcbsnc() {
    return book(
        "bcbsnc",
        List.of(
            rule(
                "therapy",
                Set.of("commercial"),
                Set.of("outpatient-therapy"),
                new Parts()
                    .required("carelon")
                    .window(
                        DateWindow.Action.SUBMIT_REQUEST,
                        DateName.SERVICE_FROM,
                        "-P30D",
                        null,
                        DateWindow.Severity.REFUSED)
                    .window(
                        DateWindow.Action.UPDATE_INITIAL_EVALUATION,
                        DateName.INITIAL_EVALUATION_ON,
                        null,
                        "P1Y",
                        DateWindow.Severity.ADVISED))));
  }

  private static RuleBook book(String payer, List<Rule> rules) {
    Vocabulary vocabulary = vocabulary();
    List<Contact> contacts =
        List.of(
            contact(payer, "phone", "1-800-000-0001"),
            contact("carelon", "portal", "https://provider.example"),
            contact("carelon", "phone", "1-866-745-1783"));
    return new RuleBook(
        vocabulary,
        vocabulary.payer(payer).orElseThrow(),
        "hash",
        rules,
        List.of(),
        List.of(
            new CodeList(
                "test",
                2025,
                List.of(
                    new CodeList.Entry(
                        "70551", "MRI of the brain", "Imaging", "mri", List.of(), SmallBook.CITE),
                    new CodeList.Entry(
                        "97165",
                        "Evaluation by an occupational therapist",
                        "Therapy",
                        "occupational-therapy",
                        List.of(),
                        SmallBook.CITE)))),
        new Directory(List.of(), List.of(), contacts, List.of(), List.of()),
        List.of(),
        new Clocks(List.of(CLOCK), Optional.empty()),
        List.of(),
        List.of());
  }

  private static Contact contact(String administrator, String kind, String value) {
    return new Contact(
        administrator + "." + kind,
        administrator,
        List.of("requests"),
        List.of(),
        List.of(),
        kind,
        value,
        Optional.empty(),
        Optional.empty(),
        "Requests",
        Optional.empty(),
        Span.ALWAYS,
        List.of(),
        SmallBook.CITE);
  }

  private static Vocabulary vocabulary() {
    Map<Fact, Vocabulary.Definition> facts = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      facts.put(fact, new Vocabulary.Definition(fact, fact + "?", Map.of()));
    }
    facts.put(Fact.PURPOSE, choices(Fact.PURPOSE, List.of("initial", "extension")));
    facts.put(Fact.PRODUCT, choices(Fact.PRODUCT, PRODUCTS));
    return new Vocabulary(
        facts,
        List.of(
            new Vocabulary.Payer("bcbsma", "Massachusetts", ZONE, PRODUCTS, "bcbsma.phone"),
            new Vocabulary.Payer("bcbsnc", "North Carolina", ZONE, PRODUCTS, "bcbsnc.phone")),
        SERVICES.stream().map(id -> new Vocabulary.Service(id, id, List.of(), Map.of())).toList());
  }

  private static Vocabulary.Definition choices(Fact fact, List<String> values) {
    Map<String, String> labels = new LinkedHashMap<>();
    values.forEach(value -> labels.put(value, value));
    return new Vocabulary.Definition(fact, fact + "?", labels);
  }

  private static Rule rule(String name, Set<String> products, Set<String> services, Parts parts) {
    return SmallBook.rule(
        "bcbsma.test." + name,
        Map.of(
            Fact.PRODUCT, new Allowed.AnyOf(products), Fact.SERVICE, new Allowed.AnyOf(services)),
        parts.effects());
  }

  private static Statement statement(String text) {
    return new Statement(text, Optional.empty(), SmallBook.CITE);
  }

  /** The parts of an effect, as far as they are used here. */
  private static final class Parts {
    private Optional<Effects.Verdict> verdict = Optional.empty();
    private final List<DateWindow> windows = new ArrayList<>();
    private Optional<Effects.Validity> validity = Optional.empty();
    private Optional<Effects.Allotment> allotment = Optional.empty();
    private Optional<Effects.Requester> requester = Optional.empty();
    private final List<Effects.ChecklistItem> checklist = new ArrayList<>();
    private List<String> channels = List.of();

    Parts required(String administrator) {
      return answering(Answer.AUTHORIZATION_REQUIRED, administrator);
    }

    Parts answering(Answer answer, String administrator) {
      verdict =
          Optional.of(
              new Effects.Verdict(answer, "authorization", administrator, Optional.empty()));
      if (administrator.equals("carelon")) {
        channels = List.of("carelon.portal", "carelon.phone");
      }
      return this;
    }

    Parts allotment(int limit, Unit unit, List<Per> per, PeriodKind period) {
      allotment =
          Optional.of(
              new Effects.Allotment(
                  limit, unit, per, List.of(), period, true, statement("The allotment.")));
      return this;
    }

    Parts combining(String... services) {
      allotment =
          allotment.map(
              one ->
                  new Effects.Allotment(
                      one.limit(),
                      one.unit(),
                      one.per(),
                      List.of(services),
                      one.period(),
                      one.automatic(),
                      one.statement()));
      return this;
    }

    Parts endsWith(PeriodKind period) {
      validity =
          Optional.of(
              new Effects.Validity(
                  DateName.INITIAL_AUTHORIZATION_FROM,
                  Optional.empty(),
                  Optional.of(period),
                  statement("It ends with the period.")));
      return this;
    }

    Parts days(int days) {
      validity =
          Optional.of(
              new Effects.Validity(
                  DateName.ISSUED_ON, Optional.of(days), Optional.empty(), statement("Days.")));
      return this;
    }

    Parts asked(String... roles) {
      requester = Optional.of(new Effects.Requester(List.of(roles), statement("They ask.")));
      return this;
    }

    Parts sent(String item, String paper) {
      checklist.add(
          new Effects.ChecklistItem(
              item,
              "clinical",
              "required",
              Optional.empty(),
              Optional.ofNullable(paper),
              SmallBook.CITE));
      return this;
    }

    Parts window(
        DateWindow.Action action,
        DateName anchor,
        String earliest,
        String latest,
        DateWindow.Severity severity) {
      windows.add(
          new DateWindow(
              "w" + windows.size(),
              action,
              anchor,
              Optional.empty(),
              Optional.ofNullable(earliest).map(Offset::parse),
              Optional.ofNullable(latest).map(Offset::parse),
              severity,
              statement("The window.")));
      return this;
    }

    Effects effects() {
      return new Effects(
          verdict,
          windows,
          validity,
          allotment,
          List.of(),
          checklist,
          channels,
          Optional.of(statement("The consequence.")),
          requester,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** A case before it is decided. */
  public record Case(
      RuleBook book,
      Submission submission,
      Instant at,
      Eligibility eligibility,
      CriteriaOutcome criteria,
      List<AllotmentBalance> stored,
      Optional<Extended> extended,
      Dates dates) {

    public static Case of(RuleBook book, Submission submission, String at) {
      Instant instant = Instant.parse(at);
      return new Case(
          book,
          submission,
          instant,
          new Eligibility(Eligibility.State.ACTIVE, Optional.empty()),
          new CriteriaOutcome.NoSet(),
          List.of(),
          Optional.empty(),
          submission.dates(instant));
    }

    public Case eligible(Eligibility.State state) {
      return new Case(
          book,
          submission,
          at,
          new Eligibility(state, eligibility.benefit()),
          criteria,
          stored,
          extended,
          dates);
    }

    public Case benefit(int limit, int used) {
      return new Case(
          book,
          submission,
          at,
          new Eligibility(eligibility.state(), Optional.of(new BenefitUse(limit, used))),
          criteria,
          stored,
          extended,
          dates);
    }

    public Case criteria(CriteriaOutcome outcome) {
      return new Case(book, submission, at, eligibility, outcome, stored, extended, dates);
    }

    public Case stored(AllotmentBalance... balances) {
      return new Case(
          book, submission, at, eligibility, criteria, List.of(balances), extended, dates);
    }

    public Case extending(Extended other, Dates itsDates) {
      return new Case(
          book, submission, at, eligibility, criteria, stored, Optional.of(other), itsDates);
    }

    public Requirement requirement() {
      return RequirementLookup.answer(book, submission.facts(ZONE), submission.serviceFrom(), at);
    }

    public AllotmentState allotment() {
      return Allotments.state(submission, requirement(), stored);
    }

    public Decision decide() {
      LocalDate today = at.atZone(ZONE).toLocalDate();
      WindowReport windows = DateWindows.check(book, submission.facts(ZONE), dates, today, at);
      return Decisions.decide(
          submission,
          requirement(),
          windows,
          new Circumstances(
              new HandlingPolicy(Set.of("bcbsma", "bcbsnc")),
              eligibility,
              criteria,
              allotment(),
              extended,
              new DecisionClock(
                  today.plusDays(8).atStartOfDay(ZONE).toInstant(),
                  today.plusDays(5),
                  Pend.CLOSES_AFTER,
                  CLOCK),
              book.directory(),
              book.vocabulary()),
          at);
    }
  }
}
