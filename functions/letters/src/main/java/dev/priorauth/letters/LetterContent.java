package dev.priorauth.letters;

import dev.priorauth.core.authorizations.Addressee;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.authorizations.ProposedDenial;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Document;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What only letters print. */
final class LetterContent {
  private final Authorization state;
  private final Letter letter;
  private final RuleBook book;
  private final LocalDate day;

  LetterContent(Authorization state, Letter letter, RuleBook book) {
    this.state = state;
    this.letter = letter;
    this.book = book;
    this.day = letter.at().atZone(state.dossier().basis().zone()).toLocalDate();
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
        Map.entry("offers", proposed().map(LetterContent::offer).stream().toList()),
        Map.entry("peerToPeer", contacts("peer-to-peer")),
        Map.entry("appeals", contacts("appeal")),
        Map.entry("contacts", contacts("prior-authorization")),
        Map.entry("rules", rules()));
  }

  private String title() {
    return switch (letter.kind()) {
      case APPROVAL -> "Your request is approved";
      case PARTIAL_APPROVAL -> "Your request is approved in part";
      case PEND -> "Your request is not decided yet";
      case DENIAL -> "Your request is denied";
      case WITHDRAWAL -> "Your request is withdrawn";
      case CLOSING -> "Your request is closed";
    };
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
      case Authorization.Approved _ -> "The request is approved.";
      case Authorization.PartiallyApproved _ ->
          "Part of the request is approved. The rest is not approved.";
      case Authorization.Pended(_, Pend pend, _) ->
          "Nothing is decided yet. "
              + pend.text()
              + " It has to be decided by "
              + Content.date(
                  pend.decisionDueBy().atZone(state.dossier().basis().zone()).toLocalDate())
              + ".";
      case Authorization.Denied _ ->
          "The request is not approved. A person decided this, not a program.";
      case Authorization.Withdrawn(_, String reason, _) ->
          "The request was taken back, and nothing more can be used. The reason given: " + reason;
      case Authorization.Closed(_, Pend pend) ->
          "The request was closed without a decision, since what was asked for did not come in"
              + " time. It was asked for because: "
              + pend.text();
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
        "from", party(ask.from()), "what", ask.what() + again, "by", Content.date(ask.dueBy()));
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
              "Put the authorization number on each claim. Bill only the dates and codes that this"
                  + " letter approves.",
              state
                  .dossier()
                  .basis()
                  .lead()
                  .map(lead -> "If more is needed: " + lead.text())
                  .orElse("If more is needed, ask for it before the last day."));
      case Authorization.Pended _ -> List.of("Answer under the reference of this letter.");
      case Authorization.Denied _ ->
          List.of("Nothing, if you agree. If you do not, see how to appeal.");
      case Authorization.Withdrawn _ ->
          List.of("Nothing. If the service is needed after all, make a new request.");
      case Authorization.Closed _ ->
          List.of("If the service is still needed, make a new request and send what was missing.");
      case Authorization.NotRequired _ -> List.of();
    };
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

  private Optional<ProposedDenial> proposed() {
    return state instanceof Authorization.Pended pended ? pended.proposed() : Optional.empty();
  }

  private static String offer(ProposedDenial proposed) {
    Denial denial = proposed.denial();
    return "The reviewer means to deny the request. The reason: "
        + denial.text()
        + " The reason code is "
        + denial.reasonCode()
        + ", and it rests on: "
        + denial.citation()
        + ". Before that you can have a peer-to-peer conversation with the physician. Ask for it by "
        + Content.date(proposed.offeredUntil())
        + ", that day included.";
  }

  private List<Map<String, Object>> contacts(String topic) {
    Submission submission = state.submission();
    String administrator = state.dossier().basis().administrator();
    List<Contact> all =
        Contacts.about(book, topic, submission.service(), submission.product(), day);
    List<Contact> own =
        all.stream().filter(contact -> contact.administrator().equals(administrator)).toList();
    // Appeals can go to another than who decided: each contact says what it is for.
    return (topic.equals("appeal") || own.isEmpty() ? all : own)
        .stream().map(Contacts::print).toList();
  }

  private List<Map<String, Object>> rules() {
    return book.versions(state.dossier().basis().rules()).stream()
        .map(rule -> Map.<String, Object>of("text", rule.text(), "source", source(rule)))
        .toList();
  }

  private String source(Rule.Version rule) {
    Citation cite = rule.cite();
    String title =
        book.documents().stream()
            .filter(document -> document.name().equals(cite.document()))
            .map(Document::title)
            .findFirst()
            .orElse(cite.document());
    return title + ", lines " + cite.lines() + ": \u201C" + cite.quote() + "\u201D";
  }
}
