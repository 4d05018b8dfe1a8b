package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Appeal;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Authorization.Approved;
import dev.priorauth.core.authorizations.Authorization.Closed;
import dev.priorauth.core.authorizations.Authorization.Denied;
import dev.priorauth.core.authorizations.Authorization.NotRequired;
import dev.priorauth.core.authorizations.Authorization.PartiallyApproved;
import dev.priorauth.core.authorizations.Authorization.Pended;
import dev.priorauth.core.authorizations.Authorization.Withdrawn;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.ClaimRules.BeyondValidity;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.core.authorizations.Denial;
import dev.priorauth.core.authorizations.Extensions;
import dev.priorauth.core.authorizations.Letter;
import dev.priorauth.core.authorizations.LineStatus;
import dev.priorauth.core.authorizations.NextStep;
import dev.priorauth.core.authorizations.Progress;
import dev.priorauth.core.authorizations.ProposedDenial;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.core.authorizations.Step;
import dev.priorauth.core.authorizations.Usage;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.dates.ServicePeriod;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.DecidedLine;
import dev.priorauth.core.decisions.Message;
import dev.priorauth.core.decisions.Paper;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.core.rules.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An authorization as those see it who may: what it is at this instant, whether or not any job has
 * run.
 */
public final class AuthorizationView {
  private final Authorization state;
  private final List<Authorization> extensions;
  private final List<Rule.Version> because;
  private final Optional<BeyondValidity> beyond;
  private final Instant now;
  private final ZoneId zone;

  private AuthorizationView(
      Authorization state,
      List<Authorization> extensions,
      List<Rule.Version> because,
      Optional<BeyondValidity> beyond,
      Instant now) {
    this.state = state;
    this.extensions = extensions;
    this.because = because;
    this.beyond = beyond;
    this.now = now;
    this.zone = state.dossier().basis().zone();
  }

  /**
   * The whole of it, whose status the log of the request then names.
   *
   * @param extensions those that it has are looked for among these; one that came to nothing leaves
   *     its deadlines and the next step as they were
   * @param because the rule versions that {@link Basis#rules()} names
   * @param beyond that it can be used longer than the rules say; empty where it cannot
   */
  public static ObjectNode of(
      Authorization state,
      List<Authorization> extensions,
      List<Rule.Version> because,
      Optional<BeyondValidity> beyond,
      Instant now) {
    return new AuthorizationView(state, extensions, because, beyond, now).write();
  }

  private ObjectNode write() {
    Basis basis = state.dossier().basis();
    String status = state.statusOn(today()).key();
    RequestLog.answers(status);
    ObjectNode json =
        Json.object()
            .put("id", state.id().text())
            .put("status", status)
            .put("version", state.version())
            .put("handling", basis.handling().key())
            .put("administrator", basis.administrator())
            .put("reference", state.dossier().reference().orElse(null))
            .put("parent", basis.parent().map(AuthorizationId::text).orElse(null));
    json.set("authorization", state.usable().map(this::approval).orElse(null));
    json.set("lines", Json.array(LineStatus.of(state), AuthorizationView::line));
    outcome(json);
    json.set("period", basis.period().map(AuthorizationView::period).orElse(null));
    Authorization asked = Extensions.stillAsked(state, extensions, today());
    json.set(
        "deadlines", Json.array(Progress.deadlines(asked, today()), AuthorizationView::deadline));
    json.set("nextStep", Progress.nextStep(asked, today()).map(this::nextStep).orElse(null));
    json.set("usage", Progress.usage(state, today()).map(AuthorizationView::usage).orElse(null));
    json.set("visits", Json.array(state.dossier().visits(), AuthorizationView::visit));
    json.set(
        "extensions",
        SourceJson.texts(
            state.dossier().extensions().stream().map(AuthorizationId::text).toList()));
    json.set("earlierPapers", Json.array(basis.papers(), AuthorizationView::paper));
    json.set("because", Json.array(because, AnswerJson::reason));
    json.set("messages", messages());
    json.set("letters", Json.array(state.dossier().letters(), this::letter));
    json.set("history", history());
    json.put("createdAt", iso(state.dossier().createdAt()))
        .put("updatedAt", iso(state.dossier().updatedAt()));
    return json.set("request", SubmissionJson.write(state.submission(), zone));
  }

  /** What only some states have; the others say so with null. */
  private void outcome(ObjectNode json) {
    Optional<Pend> pend = Optional.empty();
    Optional<ProposedDenial> proposed = Optional.empty();
    Optional<Denial> denial = Optional.empty();
    Optional<Appeal> appeal = Optional.empty();
    Optional<String> reason = Optional.empty();
    switch (state) {
      case Pended one -> {
        pend = Optional.of(one.pendOn(today()));
        proposed = one.proposed();
      }
      case PartiallyApproved one -> {
        denial = Optional.of(one.denial());
        appeal = one.appeal();
      }
      case Denied one -> {
        denial = Optional.of(one.denial());
        appeal = one.appeal();
      }
      case Withdrawn one -> reason = Optional.of(one.reason());
      case Closed one -> pend = Optional.of(one.pend());
      case Approved _, NotRequired _ -> {
        // All of it stands elsewhere.
      }
    }
    json.set("pend", pend.map(this::pend).orElse(null));
    json.put(
        "decisionDueBy",
        isPended() ? pend.map(one -> iso(one.decisionDueBy())).orElseThrow() : null);
    json.set("decisionClock", pend.flatMap(Pend::clock).map(AuthorizationView::clock).orElse(null));
    json.set("proposedDenial", proposed.map(AuthorizationView::proposedDenial).orElse(null));
    json.set("denial", denial.map(AuthorizationView::denial).orElse(null));
    json.set("appeal", appeal.map(AuthorizationView::appeal).orElse(null));
    json.put("withdrawalReason", reason.orElse(null));
  }

  private ObjectNode approval(Approval approval) {
    ObjectNode json =
        Json.object()
            .put("number", state.number().orElse(null))
            .put("from", approval.from().toString())
            .put("to", approval.to().toString())
            .put("visits", approval.visits().orElse(null));
    return json.set("lines", Json.array(approval.lines(), AuthorizationView::decided));
  }

  private static ObjectNode decided(DecidedLine line) {
    return Json.object()
        .put("code", line.code())
        .put("units", line.units())
        .put("action", line.action().code());
  }

  private static ObjectNode line(LineStatus line) {
    return Json.object()
        .put("code", line.code())
        .put("requested", line.requested().orElse(null))
        .put("approved", line.approved())
        .put("used", line.used())
        .put("left", line.left())
        .put("action", line.action().code());
  }

  private ObjectNode pend(Pend pend) {
    ObjectNode json = Json.object().put("reason", pend.reason().key()).put("text", pend.text());
    // Of what is closed the asks are history.
    json.set(
        "asks",
        Json.array(
            isPended() ? pend.asks() : pend.asks().stream().map(Ask::lapsed).toList(), this::ask));
    return json.put("owner", isPended() ? pend.owner().key() : null)
        .put("decisionDueBy", iso(pend.decisionDueBy()));
  }

  private static ObjectNode clock(Pend.Clock clock) {
    return Json.object()
        .put("within", clock.within().text())
        .put("text", clock.text())
        .put("law", clock.law())
        .put("section", clock.section())
        .put("reviewedOn", clock.reviewedOn().map(LocalDate::toString).orElse(null))
        .put(
            "review",
            clock
                .reviewedOn()
                .map(day -> "Compared with a copy of the law on " + day + ".")
                .orElse(
                    "Not compared with the law's own words: read the law before relying on it."));
  }

  private ObjectNode ask(Ask ask) {
    ObjectNode json =
        Json.object()
            .put("id", ask.id())
            .put("kind", ask.kind().key())
            .put("what", ask.what())
            .put("from", ask.from().key())
            .put("dueBy", ask.dueBy().toString())
            .put("dueAt", ask.dueAt().map(this::iso).orElse(null))
            .put("state", ask.state().key())
            .put("problem", ask.problem().orElse(null));
    return json.set("cite", ask.item().map(item -> SourceJson.cite(item.cite())).orElse(null));
  }

  private static ObjectNode paper(Paper paper) {
    return Json.object()
        .put("item", paper.item())
        .put("paper", paper.name())
        .put("authorization", paper.of().text())
        .put("receivedOn", paper.receivedOn().toString())
        .set("cite", SourceJson.cite(paper.cite()));
  }

  private static ObjectNode proposedDenial(ProposedDenial proposed) {
    return denial(proposed.denial())
        .put("peerToPeer", proposed.state().key())
        .put("offeredUntil", proposed.offeredUntil().toString());
  }

  private static ObjectNode denial(Denial denial) {
    return Json.object()
        .put("reasonCode", denial.reasonCode())
        .put("text", denial.text())
        .put("citation", denial.citation());
  }

  private static ObjectNode appeal(Appeal appeal) {
    return Json.object().put("stage", appeal.stage()).put("filedOn", appeal.filedOn().toString());
  }

  private static ObjectNode period(ServicePeriod period) {
    return Json.object()
        .put("kind", period.kind().key())
        .put("from", period.from().toString())
        .put("to", period.to().toString());
  }

  private static ObjectNode deadline(Deadline deadline) {
    return Json.object()
        .put("kind", deadline.kind().key())
        .put("on", deadline.on().toString())
        .put("text", deadline.text())
        .set("cite", deadline.cite().map(SourceJson::cite).orElse(null));
  }

  private ObjectNode nextStep(NextStep step) {
    return Json.object()
        .put("text", step.text())
        .put("owner", step.owner().key())
        .put("dueBy", step.dueBy().map(this::iso).orElse(null));
  }

  private static ObjectNode usage(Usage usage) {
    return Json.object()
        .put("unit", usage.unit().key())
        .put("approved", usage.approved())
        .put("used", usage.used())
        .put("left", usage.left())
        .put("runsOutOn", usage.runsOutOn().toString());
  }

  private static ObjectNode visit(Visit visit) {
    ObjectNode json = Json.object().put("on", visit.on().toString()).put("count", visit.count());
    return json.set("codes", Json.array(visit.lines(), AuthorizationView::units));
  }

  private static ObjectNode units(Line line) {
    return Json.object().put("code", line.code()).put("units", line.units());
  }

  /** What the office was told with the decision, then what its dates give reason to say. */
  private ArrayNode messages() {
    ArrayNode messages = Json.array(state.dossier().basis().messages(), AuthorizationView::message);
    beyond.ifPresent(
        one ->
            messages.add(
                message(new Message(BeyondValidity.KIND, one.text()))
                    .set("cite", SourceJson.cite(one.rule().cite()))));
    return messages;
  }

  private static ObjectNode message(Message message) {
    return Json.object().put("kind", message.kind()).put("text", message.text());
  }

  private ObjectNode letter(Letter letter) {
    return Json.object()
        .put("number", letter.number())
        .put("kind", letter.kind().key())
        .put("at", iso(letter.at()))
        .put("href", "/v1/authorizations/" + state.id() + "/letters/" + letter.number());
  }

  /** What happened and, at its end, how time ended it. */
  private ArrayNode history() {
    ArrayNode history = Json.array(state.dossier().history(), this::step);
    Progress.ended(state, now)
        .ifPresent(
            ended ->
                history
                    .addObject()
                    .put("version", state.version())
                    .put("at", iso(ended.at()))
                    .put("by", "time")
                    .put("what", ended.status().key()));
    return history;
  }

  private boolean isPended() {
    return state.statusOn(today()) == Status.PENDED;
  }

  private ObjectNode step(Step step) {
    return Json.object()
        .put("version", step.version())
        .put("at", iso(step.at()))
        .put("by", step.by().key())
        .put("what", step.kind());
  }

  private LocalDate today() {
    return now.atZone(zone).toLocalDate();
  }

  /** To the second: the last instant of a day reads as 23:59:59. */
  private String iso(Instant instant) {
    return new Moment.At(instant.truncatedTo(ChronoUnit.SECONDS)).iso(zone);
  }
}
