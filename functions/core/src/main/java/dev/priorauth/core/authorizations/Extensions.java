package dev.priorauth.core.authorizations;

import dev.priorauth.core.dates.Dates;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Criteria;
import dev.priorauth.core.decisions.CriteriaSet;
import dev.priorauth.core.decisions.Extended;
import dev.priorauth.core.decisions.Paper;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.DateName;
import dev.priorauth.core.rules.DateWindow;
import dev.priorauth.core.rules.Holding;
import dev.priorauth.core.rules.Offset;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an extension takes from the authorization that it extends, and when it is due. */
public final class Extensions {
  private Extensions() {}

  /**
   * What the decision about an extension has to know of the authorization that it extends.
   *
   * @param others its other extensions, as far as the one who asks may see them
   */
  public static Extended of(
      Submission submission, Authorization extended, List<Authorization> others) {
    Map<String, Paper> papers = new TreeMap<>();
    Stream.concat(Stream.of(extended), others.stream())
        .flatMap(Extensions::papers)
        .filter(paper -> isOfTheEpisode(paper, submission))
        .forEach(paper -> papers.merge(paper.name(), paper, Extensions::later));
    return new Extended(
        extended.id(),
        extended.dossier().basis().period(),
        extended.submission().initialEvaluationOn(),
        List.copyOf(papers.values()));
  }

  /**
   * The request with the answers that were given for the authorization that it extends, where a
   * question says that they last. An answer of its own counts before those.
   */
  static Submission withLastingAnswers(
      Submission submission, Authorization extended, List<CriteriaSet> sets) {
    TreeMap<String, String> answers = new TreeMap<>();
    Map<String, String> before = extended.submission().answers();
    Criteria.applicable(sets, submission.facts(extended.dossier().basis().zone())).stream()
        .flatMap(set -> set.questions().stream())
        .filter(question -> question.lasting() && before.containsKey(question.id()))
        .forEach(question -> answers.put(question.id(), before.get(question.id())));
    answers.putAll(submission.answers());
    return submission.answering(answers);
  }

  /** What came for it and could be used, and what had come before it. */
  private static Stream<Paper> papers(Authorization state) {
    Dossier dossier = state.dossier();
    return Stream.concat(
        dossier.basis().papers().stream(),
        dossier.documents().stream().flatMap(sent -> paper(sent, dossier).stream()));
  }

  private static Optional<Paper> paper(SentDocument sent, Dossier dossier) {
    boolean counts =
        switch (sent.state()) {
          case RECEIVED, ACCEPTED -> true;
          case AWAITING_UPLOAD, UNREADABLE -> false;
        };
    return sent.item()
        .filter(_ -> counts)
        .flatMap(
            item ->
                item.paper()
                    .map(
                        name ->
                            new Paper(
                                name,
                                item.text(),
                                dossier.id(),
                                sent.receivedAt()
                                    .orElseThrow()
                                    .atZone(dossier.basis().zone())
                                    .toLocalDate(),
                                item.cite())));
  }

  /** A new episode begins with a new initial evaluation: what came before it is of an older one. */
  private static boolean isOfTheEpisode(Paper paper, Submission submission) {
    return submission
        .initialEvaluationOn()
        .map(evaluated -> !paper.receivedOn().isBefore(evaluated))
        .orElse(true);
  }

  private static Paper later(Paper one, Paper other) {
    return other.receivedOn().isAfter(one.receivedOn()) ? other : one;
  }

  /**
   * An authorization as it counts for what can still be done: an extension that was denied,
   * withdrawn or closed keeps nobody from asking again.
   *
   * @param others its extensions are looked for among these; one that is not there counts
   * @param today in the payer's zone
   */
  public static Authorization stillAsked(
      Authorization extended, List<Authorization> others, LocalDate today) {
    List<AuthorizationId> asked = extended.dossier().extensions();
    if (asked.isEmpty()) {
      return extended;
    }
    Set<AuthorizationId> over =
        others.stream()
            .filter(other -> asked.contains(other.id()))
            .filter(other -> cameToNothing(other, today))
            .map(Authorization::id)
            .collect(Collectors.toSet());
    return Lifecycle.withExtensions(
        extended, asked.stream().filter(id -> !over.contains(id)).toList());
  }

  private static boolean cameToNothing(Authorization extension, LocalDate today) {
    return switch (extension.statusOn(today)) {
      case DENIED -> extension.openAppeal().isEmpty();
      case WITHDRAWN, CLOSED -> true;
      case PENDED, APPROVED, PARTIALLY_APPROVED, EXPIRED, NOT_REQUIRED -> false;
    };
  }

  /**
   * An authorization as it was when somebody asked to extend it.
   *
   * @param history all its events, oldest first
   * @param extension what asked; its request is among the events
   */
  public static Authorization before(AuthorizationId extension, List<Entry> history) {
    return Lifecycle.replay(
        history.stream()
            .takeWhile(
                entry ->
                    !(entry.event() instanceof Event.ExtensionRequested(AuthorizationId by, _)
                        && by.equals(extension)))
            .toList());
  }

  /**
   * The dates of a request that extends another, for the windows.
   *
   * @param requestedAt when the extension is asked for
   */
  public static Dates dates(Submission submission, Authorization extended, Instant requestedAt) {
    LocalDate today = requestedAt.atZone(extended.dossier().basis().zone()).toLocalDate();
    Dates dates = submission.dates(requestedAt).with(DateName.EXTENSION_REQUESTED_ON, today);
    Optional<LocalDate> last = Progress.lastCoveredVisitOn(extended);
    if (last.isPresent()) {
      dates =
          dates
              .with(DateName.LAST_COVERED_VISIT_ON, last.get())
              .with(DateName.LIMIT_REACHED_ON, last.get());
    }
    for (VisitWindow window : extended.dossier().basis().visitWindows()) {
      Optional<LocalDate> visit = Progress.visitOn(extended, window.visit(), today);
      if (visit.isPresent()) {
        dates = dates.withVisit(window.visit(), visit.get());
      }
    }
    Optional<LocalDate> began =
        extended
            .dossier()
            .basis()
            .period()
            .map(ServicePeriod::from)
            .or(() -> extended.usable().map(Approval::from));
    return began.isPresent() ? dates.with(DateName.INITIAL_AUTHORIZATION_FROM, began.get()) : dates;
  }

  /**
   * How long before the last covered visit the rules want an extension.
   *
   * @return empty where they do not say
   */
  public static Optional<ExtensionLead> lead(
      RuleBook book, Submission submission, Instant knownOn) {
    for (Rule.Version version :
        Holding.of(
                book,
                submission.facts(book.payer().zone()).with(Fact.PURPOSE, "extension"),
                submission.serviceFrom(),
                knownOn)
            .certain()) {
      for (DateWindow window : version.then().windows()) {
        if (window.action() == DateWindow.Action.REQUEST_EXTENSION
            && isLastCoveredVisit(window.anchor())
            && window.latest().orElse(null) instanceof Offset.Days(Period before)) {
          return Optional.of(
              new ExtensionLead(-before.getDays(), window.statement().text(), version.name()));
        }
      }
    }
    return Optional.empty();
  }

  /** Also the day on which a limit is reached: {@link #dates} takes the one for the other. */
  private static boolean isLastCoveredVisit(DateName anchor) {
    return anchor == DateName.LAST_COVERED_VISIT_ON || anchor == DateName.LIMIT_REACHED_ON;
  }
}
