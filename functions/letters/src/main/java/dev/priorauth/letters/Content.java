package dev.priorauth.letters;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.LineStatus;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.LineAction;
import dev.priorauth.core.facts.Fact;
import dev.priorauth.core.facts.Vocabulary;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Document;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What letters and sheets print alike. */
final class Content {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

  private static final Pattern ISO_DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

  /** Characters that XML cannot have; one is printed in the place of each. */
  private static final String NOT_XML =
      "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

  private final Authorization state;
  private final Submission submission;
  private final RuleBook book;
  private final Instant at;

  Content(Authorization state, RuleBook book, Instant at) {
    this.state = state;
    this.submission = state.submission();
    this.book = book;
    this.at = at;
  }

  /** A date written out, so that nobody takes the month for the day. */
  static String date(LocalDate day) {
    return DATE.format(day);
  }

  /** Our own text with its dates written out. */
  static String written(String text) {
    return ISO_DATE.matcher(text).replaceAll(found -> date(LocalDate.parse(found.group())));
  }

  /** The same content without characters that cannot be printed. */
  static Map<String, Object> plain(Map<String, Object> content) {
    return content.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
  }

  private static Object plain(Object value) {
    return switch (value) {
      case String text -> text.replaceAll(NOT_XML, "\uFFFD");
      case List<?> list -> list.stream().map(Content::plain).toList();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
      default -> value;
    };
  }

  private LocalDate day() {
    return at.atZone(state.dossier().basis().zone()).toLocalDate();
  }

  Map<String, Object> shared() {
    Map<String, Object> content = new HashMap<>();
    content.put("payer", book.payer().name());
    content.put("date", date(day()));
    content.put("id", state.id().text());
    content.put("version", state.version());
    content.put(
        "member",
        Map.of(
            "name", submission.member().firstName() + " " + submission.member().lastName(),
            "number", submission.member().id().text(),
            "born", date(submission.member().dateOfBirth())));
    content.put("service", service());
    content.put("requester", requester());
    content.put("servicing", "Provider " + submission.servicing().digits());
    content.put("approvals", state.usable().map(this::approval).stream().toList());
    return content;
  }

  Map<String, Object> sheet() {
    Map<String, Object> content = shared();
    boolean genetic = submission.service().equals("genetic-test");
    content.put("genetic", genetic);
    content.put("title", genetic ? "Authorization for the laboratory" : "Authorization");
    content.put("status", status());
    content.put("templates", dev.priorauth.core.authorizations.Letter.CURRENT_TEMPLATES);
    return content;
  }

  private String status() {
    return switch (state.statusOn(day())) {
      case APPROVED -> "Approved";
      case PARTIALLY_APPROVED -> "Approved in part";
      case EXPIRED -> "Expired: nothing can be used any more";
      case WITHDRAWN -> "Withdrawn; what was used before stays covered";
      case PENDED, DENIED, CLOSED, NOT_REQUIRED ->
          throw new IllegalArgumentException("nothing is approved");
    };
  }

  /** A quotation with the place where it stands. */
  static String source(RuleBook book, Citation cite) {
    String title =
        book.documents().stream()
            .filter(document -> document.name().equals(cite.document()))
            .map(Document::title)
            .findFirst()
            .orElse(cite.document());
    String lines = cite.lines().chars().allMatch(Character::isDigit) ? ", line " : ", lines ";
    return title + lines + cite.lines() + ": \u201C" + cite.quote() + "\u201D";
  }

  String service() {
    return book.vocabulary()
        .service(submission.service())
        .map(Vocabulary.Service::name)
        .orElse(submission.service());
  }

  private String requester() {
    return "Provider "
        + submission.requester().npi().digits()
        + ", "
        + book.vocabulary().label(Fact.REQUESTER_ROLE, submission.requester().role());
  }

  private Map<String, Object> approval(Approval approval) {
    return Map.of(
        "number", state.number().orElse("none yet: ask the administrator"),
        "from", date(approval.from()),
        "to", date(approval.to()),
        "visits", approval.visits().map(Content::visits).orElse(""),
        "heading", submission.service().equals("radiation-oncology") ? "Modality" : "Code",
        "lines",
            LineStatus.of(state).stream()
                .filter(_ -> !approval.lines().isEmpty())
                .map(Content::line)
                .toList());
  }

  private static String visits(int visits) {
    return visits == 1 ? "1 visit" : visits + " visits";
  }

  private static Map<String, Object> line(LineStatus line) {
    return Map.of("code", line.code(), "units", line.approved(), "action", words(line.action()));
  }

  private static String words(LineAction action) {
    String words =
        switch (action) {
          case CERTIFIED -> "approved";
          case PARTLY_CERTIFIED -> "approved in part";
          case NOT_CERTIFIED -> "not approved";
          case PENDED -> "not decided yet";
          case MODIFIED -> "approved with a change";
          case CANCELLED -> "cancelled";
          case NO_ACTION_REQUIRED -> "no authorization needed";
        };
    return words + " (" + action.code() + ")";
  }
}
