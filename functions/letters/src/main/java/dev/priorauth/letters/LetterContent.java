package dev.priorauth.letters;

import dev.priorauth.core.authorizations.Addressee;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Entry;
import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.authorizations.Progress;
import dev.priorauth.core.authorizations.ProposedDenial;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.decisions.TimeLimit;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What only letters print. */
final class LetterContent {
  private final Authorization state;
  private final Letter letter;
  private final List<Entry> history;
  private final RuleBook book;
  private final LocalDate day;
  private final AppealWays ways;

  /**
   * @param history the events that led to the state
   */
  LetterContent(Authorization state, Letter letter, List<Entry> history, RuleBook book) {
    this.state = state;
    this.letter = letter;
    this.history = history;
    this.book = book;
    this.day = letter.at().atZone(state.dossier().basis().zone()).toLocalDate();
    this.ways = new AppealWays(state, book, day);
  }

  Map<String, Object> content() {
    return Map.ofEntries(
        Map.entry("title", title()),
        Map.entry("number", letter.number()),
        Map.entry("templates", letter.templates()),
        Map.entry("addressees", addressees()),
        Map.entry("decided", decided()),
        Map.entry("asks", asks()),
        Map.entry("steps", steps()),
        Map.entry("denials", denial().map(this::denial).stream().toList()),
        Map.entry("conversations", conversation().stream().toList()),
        Map.entry("clocks", clock().stream().toList()),
        Map.entry("peerToPeer", ways.peerToPeer()),
        Map.entry("appeals", ways.appeals()),
        Map.entry("stagesWithoutAppeal", ways.stagesWithoutAppeal()),
        Map.entry("payerContacts", payerContact().map(Contacts::print).stream().toList()),
        Map.entry("administrator", administrator()),
        Map.entry("contacts", contacts()),
        Map.entry("rules", rules()));
  }

  private String title() {
    return switch (letter.kind()) {
      case APPROVAL ->
          isAfterAppeal() ? "The request is approved after the appeal" : "The request is approved";
      case PARTIAL_APPROVAL -> "The request is approved in part";
      case PEND -> "The request is not decided yet";
      case DENIAL ->
          isAfterAppeal() ? "The denial stands after the appeal" : "The request is denied";
      case WITHDRAWAL -> "The request is withdrawn";
      case CLOSING -> "The request is closed";
    };
  }

  /** Whether what the letter tells decided an appeal. */
  private boolean isAfterAppeal() {
    Event told = history.getLast().event();
    return told instanceof Event.DenialUpheld
        || told instanceof Event.ReviewerApproved
            && history.stream().anyMatch(entry -> entry.event() instanceof Event.AppealFiled);
  }

  private String addressees() {
    return Addressee.of(letter.kind(), state.submission()).stream()
        .map(
            addressee ->
                switch (addressee) {
                  case MEMBER -> "the member";
                  case PRIMARY_CARE_PROVIDER -> "the primary care provider";
                  case REQUESTING_PROVIDER -> "the requesting provider";
                  case SERVICING_PROVIDER -> "the servicing provider";
                  case FACILITY -> "the facility";
                })
        .collect(Collectors.joining(", "));
  }

  private String decided() {
    return switch (state) {
      case Authorization.Approved _ ->
          isAfterAppeal()
              ? "The appeal was decided: the request is approved."
              : "The request is approved.";
      case Authorization.PartiallyApproved _ ->
          "Part of the request is approved. The rest is not approved.";
      case Authorization.Pended(_, Pend pend, _) ->
          "Nothing is decided yet. "
              + Content.written(pend.text())
              + " It has to be decided by "
              + Content.date(
                  pend.decisionDueBy().atZone(state.dossier().basis().zone()).toLocalDate())
              + ".";
      case Authorization.Denied _ ->
          (isAfterAppeal()
                  ? "The appeal was decided: the request is still not approved."
                  : "The request is not approved.")
              + " A person decided this, not a program.";
      case Authorization.Withdrawn(_, String reason, _) ->
          "The request was taken back, and nothing more can be used. The reason given: " + reason;
      case Authorization.Closed(_, Pend pend) ->
          "The request was closed without a decision, since what was asked for did not come in"
              + " time. It was asked for because: "
              + Content.written(pend.text());
      case Authorization.NotRequired _ -> "No authorization is needed.";
    };
  }

  private List<Map<String, Object>> asks() {
    return switch (state) {
      case Authorization.Pended(_, Pend pend, _) ->
          pend.asks().stream().filter(Ask::isOpen).map(LetterContent::ask).toList();
      case Authorization.Approved _,
          Authorization.PartiallyApproved _,
          Authorization.Denied _,
          Authorization.Withdrawn _,
          Authorization.Closed _,
          Authorization.NotRequired _ ->
          List.of();
    };
  }

  private static Map<String, Object> ask(Ask ask) {
    String again = ask.problem().map(why -> " What came could not be used: " + why).orElse("");
    return Map.of(
        "from",
        party(ask.from()),
        "what",
        Content.written(ask.what()) + again,
        "by",
        Content.date(ask.dueBy()));
  }

  private static String party(Party party) {
    return switch (party) {
      case REQUESTER -> "The requesting office";
      case SERVICING_PROVIDER -> "The servicing provider";
      case REVIEWER -> "The reviewer";
      case ADMINISTRATOR -> "The administrator";
    };
  }

  private List<String> steps() {
    return switch (state) {
      case Authorization.Approved _, Authorization.PartiallyApproved _ ->
          List.of(
              "The provider puts the authorization number on each claim, and bills only the dates and"
                  + " codes that this letter approves.",
              more());
      case Authorization.Pended _ ->
          List.of("Whoever is named here answers under the reference of this letter.");
      case Authorization.Denied _ ->
          List.of(
              "Whoever agrees has nothing to do. Whoever does not agree can appeal, as told below.");
      case Authorization.Withdrawn _ ->
          List.of("Nothing. If the service is needed after all, the office makes a new request.");
      case Authorization.Closed _ ->
          List.of(
              "If the service is still needed, the office makes a new request and sends what was"
                  + " missing.");
      case Authorization.NotRequired _ -> List.of();
    };
  }

  private String more() {
    String lead =
        state
            .dossier()
            .basis()
            .lead()
            .map(one -> "If more is needed, the office asks for it: " + one.text())
            .orElse("If more is needed, the office asks for it before the last day.");
    LocalDate written = letter.at().atZone(state.dossier().basis().zone()).toLocalDate();
    return Progress.deadlines(state, written).stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.EXTENSION_DUE)
        .findFirst()
        .map(deadline -> lead + " As of this letter that is " + Content.date(deadline.on()) + ".")
        .orElse(lead);
  }

  private Optional<Denial> denial() {
    return switch (state) {
      case Authorization.Denied(_, Denial denial, _) -> Optional.of(denial);
      case Authorization.PartiallyApproved(_, _, Denial denial, _) -> Optional.of(denial);
      case Authorization.Approved _,
          Authorization.Pended _,
          Authorization.Withdrawn _,
          Authorization.Closed _,
          Authorization.NotRequired _ ->
          Optional.empty();
    };
  }

  private Map<String, Object> denial(Denial denial) {
    return Map.of(
        "heading",
        letter.kind() == Letter.Kind.PARTIAL_APPROVAL
            ? "Why the rest is not approved"
            : "Why it is not approved",
        "code",
        denial.reasonCode(),
        "text",
        denial.text(),
        "citation",
        denial.citation());
  }

  /** The conversation that is offered before a denial, or what became of it. */
  private Optional<Map<String, Object>> conversation() {
    return switch (state) {
      case Authorization.Pended(_, _, Optional<ProposedDenial> proposed) ->
          proposed.map(
              one ->
                  Map.of(
                      "heading",
                      "The office can speak with a physician first",
                      "text",
                      offer(one)));
      case Authorization.Denied _ ->
          outcome()
              .map(text -> Map.of("heading", "The conversation with a physician", "text", text));
      case Authorization.Approved _,
          Authorization.PartiallyApproved _,
          Authorization.Withdrawn _,
          Authorization.Closed _,
          Authorization.NotRequired _ ->
          Optional.empty();
    };
  }

  /** What became of the conversation that was offered last; empty where none was. */
  private Optional<String> outcome() {
    Optional<String> outcome = Optional.empty();
    for (Entry entry : history) {
      if (entry.event() instanceof Event.DenialProposed(_, LocalDate until)) {
        outcome = Optional.of("Nobody asked for it by " + Content.date(until) + ".");
      } else if (entry.event() instanceof Event.PeerToPeerEnded(boolean held)) {
        outcome = Optional.of(held ? "It was held." : "The office did not want it.");
      }
    }
    return outcome.map(
        what ->
            "Before the denial a peer-to-peer conversation with the physician who reviewed the"
                + " request was offered. "
                + what);
  }

  private static String offer(ProposedDenial proposed) {
    Denial denial = proposed.denial();
    return "The reviewer means to deny the request. The reason: "
        + denial.text()
        + " The reason code is "
        + denial.reasonCode()
        + ", and it rests on: "
        + denial.citation()
        + ". Before that the office can have a peer-to-peer conversation with the physician who"
        + " reviewed it. It can be asked for until "
        + Content.date(proposed.offeredUntil())
        + ", that day included, under the reference of this letter.";
  }

  /** Why it has to be decided by the day that the letter names. */
  private Optional<Map<String, Object>> clock() {
    return state instanceof Authorization.Pended pended
        ? pended.pend().clock().map(LetterContent::clock)
        : Optional.empty();
  }

  private static Map<String, Object> clock(Pend.Clock clock) {
    return Map.of(
        "within", within(clock.within()),
        "text", clock.text(),
        "law", clock.law(),
        "section", clock.section());
  }

  private static String within(TimeLimit limit) {
    return switch (limit) {
      case TimeLimit.Hours(int count) -> count == 1 ? "1 hour" : count + " hours";
      case TimeLimit.Days(int count) -> count == 1 ? "1 day" : count + " days";
      case TimeLimit.BusinessDays _ -> limit.text();
    };
  }

  /** Who decides, by name. */
  private String administrator() {
    String id = state.dossier().basis().administrator();
    return book.directory().administrator(id).map(Directory.Administrator::name).orElse(id);
  }

  /** Whom to ask where the sources print nothing. */
  private Optional<Contact> payerContact() {
    return book.directory().contact(book.payer().contact());
  }

  private List<Map<String, Object>> contacts() {
    Submission submission = state.submission();
    String administrator = state.dossier().basis().administrator();
    List<Contact> all =
        Contacts.about(
            book, "prior-authorization", submission.service(), submission.product(), day);
    List<Contact> own = preferring(all, contact -> contact.administrator().equals(administrator));
    return preferring(own, contact -> contact.services().contains(submission.service())).stream()
        .map(Contacts::print)
        .toList();
  }

  /** Those that are so, where there are any; all of them where none is. */
  private static List<Contact> preferring(List<Contact> all, Predicate<Contact> so) {
    List<Contact> those = all.stream().filter(so).toList();
    return those.isEmpty() ? all : those;
  }

  private List<Map<String, Object>> rules() {
    return book.versions(state.dossier().basis().rules()).stream()
        .map(
            rule ->
                Map.<String, Object>of(
                    "text", rule.text(), "source", Content.source(book, rule.cite())))
        .toList();
  }
}
