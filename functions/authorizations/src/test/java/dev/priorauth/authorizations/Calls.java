package dev.priorauth.authorizations;

import static io.restassured.RestAssured.given;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.testkit.Tokens;
import io.restassured.response.ValidatableResponse;
import java.util.List;

/** Who calls the addresses of an authorization, and what they send. */
final class Calls {
  static final String STRANGERS_NPI = "1003000126";

  private Calls() {}

  static String office() {
    return Tokens.provider("ann");
  }

  static String servicing() {
    return Tokens.provider("thea", Tokens.OTHER_NPI);
  }

  static String stranger() {
    return Tokens.provider("sam", STRANGERS_NPI);
  }

  static String reviewer() {
    return Tokens.reviewer("nora", "bcbsma");
  }

  static String member(Authorization state) {
    return Tokens.member(state.submission().member().id().text());
  }

  /** Each address with a body that is right in its form. */
  static final List<Route> ROUTES =
      List.of(
          new Route("outside-decision", outsideApproval()),
          new Route("determination", approval()),
          new Route("information", "{\"ask\": \"a2\", \"text\": \"Since May.\"}"),
          new Route("peer-to-peer", "{\"action\": \"request\", \"contact\": \"617-555-0100\"}"),
          new Route("peer-to-peer", "{\"action\": \"held\"}"),
          new Route("appeals", "{\"stage\": \"pre-service\", \"text\": \"Please\\nlook again.\"}"),
          new Route("withdrawal", "{\"reason\": \"The member moved.\"}"),
          new Route("withdrawal", "{\"keepVisits\": 5}"),
          new Route("visits", "{\"visits\": [{\"on\": \"2026-11-10\", \"count\": 1}]}"),
          new Route("service-dates", "{\"from\": \"2026-11-30\"}"),
          new Route("documents", document()));

  record Route(String step, String body) {}

  static String outsideApproval() {
    return """
        {"reference": "ACMP# 4711 / b", "decidedOn": "2026-11-20", "action": "A1",
         "from": "2026-11-20", "to": "2027-01-18", "lines": [{"code": "70551", "units": 1}]}\
        """;
  }

  static String approval() {
    return """
        {"action": "approve", "from": "2026-11-02", "to": "2026-12-31", "visits": 26}\
        """;
  }

  static String document() {
    return """
        {"ask": "a3", "name": "Ada Lovelace plan.pdf", "pageNote": "1-2: plan of care",
         "mediaType": "application/pdf",
         "bytes": 5, "sha256": "%s"}\
        """
        .formatted("0A".repeat(32));
  }

  static ValidatableResponse post(
      String token, Authorization state, String step, String body, String... ifMatch) {
    return post(token, state.id().text(), step, body, ifMatch);
  }

  static ValidatableResponse post(
      String token, String id, String step, String body, String... ifMatch) {
    var request =
        given()
            .header("Authorization", "Bearer " + token)
            .contentType("application/json")
            .body(body);
    return (ifMatch.length == 0 ? request : request.header("If-Match", ifMatch[0]))
        .post("/v1/authorizations/" + id + "/" + step)
        .then();
  }

  static ValidatableResponse documents(String token, Authorization state) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/v1/authorizations/" + state.id() + "/documents")
        .then();
  }

  static ValidatableResponse fetch(String token, Authorization state, String document) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/v1/authorizations/" + state.id() + "/documents/" + document)
        .then();
  }
}
