package dev.priorauth.letters;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.directory.AppealRoute;
import dev.priorauth.core.directory.AppealRoutes;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.RuleBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways that the sources print to have a decision looked at again. */
final class AppealWays {
  private final Submission submission;
  private final String administrator;
  private final RuleBook book;
  private final AppealStage now;

  /**
   * @param day the day of the letter, in the payer's zone
   */
  AppealWays(Authorization state, RuleBook book, LocalDate day) {
    this.submission = state.submission();
    this.administrator = state.dossier().basis().administrator();
    this.book = book;
    this.now = AppealStage.on(day, submission.serviceFrom(), submission.lastDay());
  }

  /** The appeals of every stage that is there or can still come, and the exceptions. */
  List<Map<String, Object>> appeals() {
    return Stream.of(AppealRoute.Kind.APPEAL, AppealRoute.Kind.EXCEPTION)
        .flatMap(kind -> routes(kind).stream())
        .filter(route -> route.stages().stream().anyMatch(this::canStillBe))
        .map(this::print)
        .toList();
  }

  /** In plain words, each stage that is there or can still come and has no printed appeal. */
  List<Map<String, Object>> stagesWithoutAppeal() {
    List<AppealRoute> printed = routes(AppealRoute.Kind.APPEAL);
    return Stream.of(AppealStage.values())
        .filter(this::canStillBe)
        .filter(stage -> printed.stream().noneMatch(route -> route.stages().contains(stage)))
        .map(stage -> Map.<String, Object>of("when", words(stage)))
        .toList();
  }

  List<Map<String, Object>> peerToPeer() {
    return routes(AppealRoute.Kind.PEER_TO_PEER).stream().map(this::print).toList();
  }

  private List<AppealRoute> routes(AppealRoute.Kind kind) {
    return AppealRoutes.find(
        book,
        new AppealRoutes.Asked(
            Optional.of(kind),
            Optional.of(administrator),
            Optional.of(submission.service()),
            Optional.empty()));
  }

  private boolean canStillBe(AppealStage stage) {
    return stage.compareTo(now) >= 0;
  }

  private Map<String, Object> print(AppealRoute route) {
    Directory directory = book.directory();
    List<Contact> contacts =
        route.contacts().stream().flatMap(id -> directory.contact(id).stream()).toList();
    return Map.of(
        "heading", heading(route),
        "text", route.text(),
        "section", route.section().orElse(""),
        "contacts", contacts.stream().map(Contacts::print).toList(),
        "source", Content.source(book, route.cite()));
  }

  private String heading(AppealRoute route) {
    String stages =
        route.stages().stream()
            .sorted()
            .filter(this::canStillBe)
            .map(AppealWays::words)
            .collect(Collectors.joining("; "));
    return switch (route.kind()) {
      case APPEAL -> "Appeal " + stages;
      case EXCEPTION -> "Exception for a patient's own circumstances, " + stages;
      case PEER_TO_PEER -> "Conversation with the clinician who reviewed the request";
    };
  }

  private static String words(AppealStage stage) {
    return switch (stage) {
      case PRE_SERVICE -> "before the first day of service";
      case CONCURRENT -> "while the service runs";
      case RETROSPECTIVE -> "after the last day of service";
    };
  }
}
