package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Dossier;
import dev.priorauth.core.authorizations.Intake;
import dev.priorauth.core.authorizations.Intake.DecidedPart;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.WindowReport;
import dev.priorauth.core.decisions.Decision;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Effects;
import dev.priorauth.core.rules.Requirement;
import dev.priorauth.core.rules.RequirementLookup;
import dev.priorauth.core.rules.Rule;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.http.AuthorizationView;
import dev.priorauth.http.DividedView;
import dev.priorauth.http.EffectsJson;
import dev.priorauth.http.Json;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.SourceJson;
import dev.priorauth.http.WindowJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is answered to a submission. */
final class SubmittedJson {
  private SubmittedJson() {}

  /**
   * What was decided, whole.
   *
   * @param id the authorization's, or that of the parent of several
   * @param states as they begin
   * @param extended what they extend, before it notes that; empty for most
   */
  static ObjectNode of(
      AuthorizationId id,
      List<Authorization> states,
      RuleBook book,
      Optional<Authorization> extended) {
    List<ObjectNode> parts = states.stream().map(state -> part(state, book, extended)).toList();
    return states.getFirst().id().equals(id)
        ? parts.getFirst()
        : DividedView.of(id, states, parts, states.getFirst().dossier().createdAt());
  }

  /** One part: the authorization that it becomes, with the dates and what the rules add. */
  private static ObjectNode part(
      Authorization state, RuleBook book, Optional<Authorization> extended) {
    Dossier dossier = state.dossier();
    Submission submission = state.submission();
    Instant at = dossier.createdAt();
    Requirement requirement =
        RequirementLookup.answer(
            book, submission.facts(dossier.basis().zone()), submission.serviceFrom(), at);
    List<Rule.Version> holding = requirement.holding();
    ObjectNode json =
        AuthorizationView.of(
            state, List.of(), book.versions(dossier.basis().rules()), Optional.empty(), at);
    json.set("windows", windows(Intake.windows(book, submission, extended, at), at));
    json.set("checklist", each(holding, Effects::checklist, EffectsJson::checklistItem));
    json.set("benefitLimits", each(holding, Effects::benefitLimits, EffectsJson::benefitLimit));
    json.set("guidance", each(holding, Effects::guidance, EffectsJson::guidance));
    json.set(
        "consequence",
        holding.stream()
            .flatMap(version -> version.then().consequence().stream())
            .findFirst()
            .map(SourceJson::statement)
            .orElse(null));
    return json;
  }

  private static <T> ArrayNode each(
      List<Rule.Version> holding, Function<Effects, List<T>> items, Function<T, ObjectNode> json) {
    return Json.array(
        holding.stream().flatMap(version -> items.apply(version.then()).stream()).toList(), json);
  }

  /** Nothing was given a reference: what would have one does not show it. */
  static ObjectNode dryRun(ObjectNode body) {
    body.putNull("id").put("dryRun", true);
    if (body.get("parts") instanceof ArrayNode parts) {
      parts.forEach(part -> unnamed((ObjectNode) part));
      body.findParents("part").forEach(one -> ((ObjectNode) one).putNull("part"));
      body.putArray("letters");
    } else {
      unnamed(body);
    }
    return body;
  }

  private static void unnamed(ObjectNode part) {
    part.putNull("id").putNull("parent").putArray("letters");
    if (part.get("authorization") instanceof ObjectNode authorization) {
      authorization.putNull("number");
    }
  }

  /** Why the dates do not fit, and when they would. */
  static RequestProblem refused(List<DecidedPart> parts, Instant now) {
    List<Decision.Refused> refused =
        parts.stream()
            .map(DecidedPart::decision)
            .filter(Decision.Refused.class::isInstance)
            .map(Decision.Refused.class::cast)
            .toList();
    ZoneId zone = parts.getFirst().windows().zone();
    WindowReport.Verdict worst =
        refused.stream()
            .flatMap(one -> one.windows().stream())
            .map(WindowReport.Judged::verdict)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    ArrayNode windows = Json.array();
    parts.forEach(part -> windows.addAll(windows(part.windows(), now)));
    RequestProblem problem =
        RequestProblem.of(
                Kind.REFUSED,
                worst == WindowReport.Verdict.TOO_EARLY
                    ? "It is too early: see windows and nextAllowed."
                    : "It is too late: see windows and nextAllowed.")
            .with("verdict", TextNode.valueOf(worst.key()))
            .with("windows", windows);
    Optional<Moment> next = next(refused, zone);
    problem.with(
        "nextAllowed",
        next.<JsonNode>map(moment -> TextNode.valueOf(moment.iso(zone)))
            .orElseGet(NullNode::getInstance));
    if (next.isEmpty()) {
      problem.with(
          "nextAllowedText",
          TextNode.valueOf("There is no later date on which it would be accepted."));
    }
    return problem;
  }

  /** The first moment at which no part is refused; empty where one always is. */
  private static Optional<Moment> next(List<Decision.Refused> refused, ZoneId zone) {
    return refused.stream().anyMatch(one -> one.nextAllowed().isEmpty())
        ? Optional.empty()
        : refused.stream()
            .map(one -> one.nextAllowed().orElseThrow())
            .max(Comparator.comparing((Moment moment) -> moment.day(zone)));
  }

  private static ArrayNode windows(WindowReport report, Instant now) {
    return Json.array(
        report.windows(), judged -> WindowJson.of(judged, report.zone(), new Moment.At(now)));
  }
}
