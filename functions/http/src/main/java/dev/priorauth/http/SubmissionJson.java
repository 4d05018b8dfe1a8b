package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Submission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A request as its office sent it. */
public final class SubmissionJson {
  private SubmissionJson() {}

  /** The request, with the dates of service as they were moved since. */
  public static ObjectNode write(Submission submission, ZoneId zone) {
    ObjectNode json =
        Json.object().put("payer", submission.payer()).put("product", submission.product());
    submission.funding().ifPresent(funding -> json.put("funding", funding));
    json.set("member", member(submission.member()));
    json.putObject("requester")
        .put("npi", submission.requester().npi().digits())
        .put("role", submission.requester().role());
    json.putObject("servicingProvider").put("npi", submission.servicing().digits());
    json.put("service", submission.service());
    json.set(
        "codes",
        Json.array(
            submission.lines(),
            line -> Json.object().put("code", line.code()).put("units", line.units())));
    json.set(
        "diagnoses",
        Json.array(
            submission.diagnoses(),
            diagnosis ->
                Json.object()
                    .put("code", diagnosis.code())
                    .put("role", diagnosis.primary() ? "primary" : "secondary")));
    json.put("serviceFrom", submission.serviceFrom().toString());
    submission.serviceTo().map(LocalDate::toString).ifPresent(to -> json.put("serviceTo", to));
    submission.visitsRequested().ifPresent(visits -> json.put("visitsRequested", visits));
    switch (submission.urgency()) {
      case Submission.Urgency.Standard _ -> json.put("urgency", "standard");
      case Submission.Urgency.Expedited(String reason) ->
          json.put("urgency", "expedited").put("urgencyReason", reason);
    }
    json.setAll(FactsJson.write(submission.further()));
    submission
        .initialEvaluationOn()
        .ifPresent(on -> json.put("initialEvaluationOn", on.toString()));
    submission.additionalInformation().ifPresent(text -> json.put("additionalInformation", text));
    ObjectNode answers = json.putObject("answers");
    submission.answers().forEach(answers::put);
    submission.extending().map(AuthorizationId::text).ifPresent(id -> json.put("extends", id));
    submission
        .duplicateOf()
        .map(AuthorizationId::text)
        .ifPresent(id -> json.put("duplicateOf", id));
    if (submission.allowDuplicate()) {
      json.put("allowDuplicate", true);
    }
    submission.admittedAt().ifPresent(at -> json.put("admittedAt", iso(at, zone)));
    submission.notifiedAt().ifPresent(at -> json.put("notifiedAt", iso(at, zone)));
    return json;
  }

  private static ObjectNode member(Submission.Member member) {
    return Json.object()
        .put("id", member.id().text())
        .put("firstName", member.firstName())
        .put("lastName", member.lastName())
        .put("dateOfBirth", member.dateOfBirth().toString());
  }

  private static String iso(Instant at, ZoneId zone) {
    return new Moment.At(at).iso(zone);
  }
}
