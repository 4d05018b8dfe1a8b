package dev.priorauth.authorizations;

import static dev.priorauth.authorizations.Calls.approval;
import static dev.priorauth.authorizations.Calls.office;
import static dev.priorauth.authorizations.Calls.outsideApproval;
import static dev.priorauth.authorizations.Calls.post;
import static dev.priorauth.authorizations.Calls.reviewer;
import static dev.priorauth.authorizations.Calls.servicing;
import static dev.priorauth.authorizations.Calls.stranger;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.priorauth.authorizations.Calls.Route;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.decisions.AllotmentBalance;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class StepsResourceTest {
  private static final String DENIAL =
      """
      {"reasonCode": "NMN", "text": "The notes show no progress.", "citation": "Policy 178"}\
      """;

  @Inject Submitted submitted;
  @Inject AuthorizationStore store;
  @Inject TestClock clock;

  @BeforeEach
  void today() {
    clock.set(TestClock.START);
  }

  private static String deny(String until) {
    return "{\"action\": \"deny\", \"denial\": "
        + DENIAL
        + ", \"peerToPeerUntil\": \""
        + until
        + "\"}";
  }

  private static String visits(String... days) {
    List<String> visits = new ArrayList<>();
    for (String day : days) {
      visits.add(
          "{\"on\": \""
              + day
              + "\", \"count\": 1, \"codes\": [{\"code\": \"97110\", \"units\": 1}]}");
    }
    return "{\"visits\": [" + String.join(", ", visits) + "]}";
  }

  private int left(MemberId member) {
    return store.standing("bcbsma", member).balances(Submitted.allotment(member)).stream()
        .mapToInt(AllotmentBalance::left)
        .sum();
  }

  private static MemberId member(Authorization state) {
    return state.submission().member().id();
  }

  private Authorization denied() {
    Authorization state = submitted.pended();
    post(reviewer(), state, "determination", deny("2026-11-25")).statusCode(200);
    post(reviewer(), state, "peer-to-peer", "{\"action\": \"declined\"}").statusCode(200);
    post(reviewer(), state, "determination", deny("2026-11-25"))
        .statusCode(200)
        .body("status", equalTo("denied"))
        .body("denial.reasonCode", equalTo("NMN"))
        .body("denial.citation", equalTo("Policy 178"));
    return state;
  }

  // Who may, and what they may not know.

  static Stream<Route> routes() {
    return Calls.ROUTES.stream();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyStep_isHidden_fromWhomItDoesNotConcern(Route route) {
    Authorization state = submitted.pended();
    String unknown = AuthorizationId.of(7).text();
    String body =
        post(stranger(), unknown, route.step(), route.body()).statusCode(404).extract().asString();

    for (String token :
        List.of(
            stranger(),
            Tokens.reviewer("cora", "carelon"),
            Tokens.member("XXP1"),
            Tokens.operator("op"))) {
      post(token, state, route.step(), route.body()).statusCode(404).body(equalTo(body));
    }
    post(office(), "A0000", route.step(), route.body()).statusCode(404).body(equalTo(body));
    assertThat(store.find(state.id())).contains(state);
  }

  @Test
  void steps_areHidden_fromThoseWhoMayOnlyDoOthers() {
    Authorization state = submitted.pended();
    post(office(), state, "determination", approval()).statusCode(404);
    post(office(), state, "peer-to-peer", "{\"action\": \"held\"}").statusCode(404);
    post(reviewer(), state, "information", "{\"ask\": \"a2\", \"text\": \"Yes.\"}").statusCode(404);
    post(servicing(), state, "withdrawal", "{\"reason\": \"No.\"}").statusCode(404);
    post(Calls.member(state), state, "visits", visits("2026-11-10")).statusCode(404);
  }

  // What is wrong with a request is said at once.

  static Stream<Arguments> brokenBodies() {
    return Stream.of(
        broken(
            "outside-decision",
            "{\"reference\": \"#\", \"decidedOn\": \"x\", \"action\": \"A3\", \"visits\": 1,"
                + " \"note\": 1}",
            "$.reference",
            "$.decidedOn",
            "$.denial",
            "$.visits",
            "$.note"),
        broken(
            "outside-decision",
            "{\"reference\": \"1\", \"decidedOn\": \"2026-11-20\", \"action\": \"A2\","
                + " \"from\": \"2026-11-20\", \"to\": \"2026-11-19\","
                + " \"lines\": [{\"code\": \"1\", \"units\": 1, \"action\": \"A3\"},"
                + " {\"code\": \"1\", \"units\": 0}]}",
            "$.denial",
            "$.to",
            "$.lines[0].units",
            "$.lines[1].code"),
        broken(
            "outside-decision", "{\"action\": \"NA\"}", "$.reference", "$.decidedOn", "$.action"),
        broken(
            "determination",
            "{\"action\": \"approve\", \"denial\": {}}",
            "$.from",
            "$.to",
            "$.visits",
            "$.denial",
            "$.denial.reasonCode",
            "$.denial.text",
            "$.denial.citation"),
        broken("determination", "{\"action\": \"deny\"}", "$.denial"),
        broken(
            "determination",
            "{\"action\": \"ask\", \"kind\": \"decision\", \"whom\": \"reviewer\", \"ask\": \"a1\"}",
            "$.what",
            "$.dueBy",
            "$.kind",
            "$.whom",
            "$.ask"),
        broken("information", "{\"ask\": 2, \"text\": \" \"}", "$.ask", "$.text"),
        broken("peer-to-peer", "{\"action\": \"held\", \"contact\": \"x\"}", "$.contact"),
        broken("peer-to-peer", "{\"action\": \"request\"}", "$.contact"),
        broken("appeals", "{\"stage\": \"late\"}", "$.text", "$.stage"),
        broken(
            "withdrawal", "{\"reason\": \"x\", \"keepVisits\": 0}", "$.keepVisits", "$.keepVisits"),
        broken("withdrawal", "{}", "$.reason"),
        broken(
            "visits",
            "{\"visits\": [{\"on\": \"2026-11-10\", \"count\": 0, \"codes\": [{\"code\": \"1\","
                + " \"units\": 1}]}, {\"on\": \"2026-11-10\", \"count\": 21}, {}]}",
            "$.visits[0].codes",
            "$.visits[1].on",
            "$.visits[1].count",
            "$.visits[2].on",
            "$.visits[2].count"),
        broken("visits", "{\"visits\": []}", "$.visits"),
        broken("service-dates", "{\"from\": \"2026-11-30\", \"to\": \"2026-11-29\"}", "$.to"),
        broken(
            "documents",
            "{\"ask\": \"a3\", \"name\": \"x\", \"pageNote\": \"\","
                + " \"mediaType\": \"text/html\", \"bytes\": 0,"
                + " \"sha256\": \"0g\"}",
            "$.pageNote",
            "$.mediaType",
            "$.bytes",
            "$.sha256"),
        broken(
            "documents",
            "{\"ask\": \"a3\", \"name\": \"x\", \"pageNote\": \"1: x-ray\","
                + " \"mediaType\": \"image/png\", \"bytes\": 26214401,"
                + " \"sha256\": \""
                + "0".repeat(65)
                + "\"}",
            "$.bytes",
            "$.sha256"));
  }

  private static Arguments broken(String step, String body, String... paths) {
    return Arguments.of(step, body, paths);
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void everyStep_namesAllProblemsOfItsBodyAtOnce(String step, String body, String[] paths) {
    String token = step.equals("determination") ? reviewer() : office();
    post(token, submitted.pended(), step, body)
        .statusCode(422)
        .body("type", equalTo("urn:priorauth:problem:invalid-body"))
        .body("errors.path", containsInAnyOrder(paths));
  }

  @Test
  void steps_refuseAQueryParameter() {
    given()
        .header("Authorization", "Bearer " + office())
        .contentType("application/json")
        .body("{\"reason\": \"x\"}")
        .post("/v1/authorizations/" + submitted.pended().id() + "/withdrawal?dryRun=true")
        .then()
        .statusCode(400)
        .body("errors.path", contains("dryRun"));
  }

  // Nothing is lost.

  @ParameterizedTest
  @MethodSource("routes")
  void everyStep_refusesAVersionThatIsNotTheLast(Route route) {
    Authorization state = submitted.pended();
    boolean review = route.step().equals("determination") || route.body().contains("held");
    post(office(), state, "service-dates", "{\"from\": \"2026-11-24\"}", "\"1\"")
        .statusCode(200)
        .header("ETag", "\"2\"");

    post(review ? reviewer() : office(), state, route.step(), route.body(), "\"1\"")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("version", equalTo(2));
    assertThat(store.find(state.id()).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void racingWriters_loseNoUpdate() throws Exception {
    Authorization state = submitted.approved(26);
    List<Callable<ValidatableResponse>> calls =
        IntStream.rangeClosed(2, 9)
            .<Callable<ValidatableResponse>>mapToObj(
                day -> () -> post(office(), state, "visits", visits("2026-11-0" + day)))
            .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (Future<ValidatableResponse> answer : pool.invokeAll(calls)) {
        answer.get().statusCode(200);
      }
    }

    Authorization now = store.find(state.id()).orElseThrow();
    assertThat(now.dossier().visits()).hasSize(8);
    assertThat(now.version()).isEqualTo(9);
    assertThat(Authorization.replay(store.history(state.id()))).isEqualTo(now);
  }

  @Test
  void racingApprovals_neverTakeMoreThanIsLeft() throws Exception {
    Authorization first = submitted.approved(16);
    List<Authorization> pended =
        IntStream.range(0, 4).mapToObj(_ -> submitted.pended(member(first))).toList();
    List<Callable<ValidatableResponse>> calls =
        pended.stream()
            .<Callable<ValidatableResponse>>map(
                one ->
                    () ->
                        post(
                            reviewer(),
                            one,
                            "determination",
                            """
                            {"action": "approve", "from": "2026-11-02", "to": "2026-12-31",
                             "visits": 26}\
                            """))
            .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<ValidatableResponse> answer : pool.invokeAll(calls)) {
        answer.get().statusCode(200).body("authorization.visits", equalTo(26));
      }
    }

    assertThat(left(member(first))).isZero();
    assertThat(
            pended.stream()
                .map(one -> store.find(one.id()).orElseThrow().usable().orElseThrow())
                .flatMap(one -> one.counted().stream())
                .mapToInt(counted -> counted.amount())
                .sum())
        .isEqualTo(10);
  }

  static Stream<Arguments> repeats() {
    return Stream.of(
        broken("information", "{\"ask\": \"a2\", \"text\": \"Since May.\"}"),
        broken("withdrawal", "{\"reason\": \"The member moved.\"}"),
        broken("determination", approval()),
        broken("determination", deny("2026-11-25")),
        broken(
            "determination",
            "{\"action\": \"ask\", \"kind\": \"document\", \"what\": \"Send the notes.\","
                + " \"dueBy\": \"2026-11-25\"}"),
        broken("service-dates", "{\"from\": \"2026-11-24\", \"to\": \"2026-11-26\"}"));
  }

  @ParameterizedTest
  @MethodSource("repeats")
  void theSameStepOfTheSameCaller_isAnsweredAndNotRepeated(String step, String body) {
    Authorization state = submitted.pended();
    String token = step.equals("determination") ? reviewer() : office();
    String first = post(token, state, step, body, "\"1\"").statusCode(200).extract().asString();

    String second =
        post(token, state, step, body, "\"1\"")
            .statusCode(200)
            .header("ETag", "\"2\"")
            .extract()
            .asString();

    assertThat(second).isEqualTo(first);
    assertThat(store.history(state.id())).hasSize(2);
  }

  // Each step.

  @Test
  void outsideDecision_givesTheSameLifeAfterwards() {
    Authorization state = submitted.recorded();
    post(office(), state, "outside-decision", outsideApproval())
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("status", equalTo("approved"))
        .body("reference", equalTo("ACMP# 4711 / b"))
        .body("authorization.number", equalTo("ACMP# 4711 / b"))
        .body("authorization.to", equalTo("2027-01-18"))
        .body("authorization.lines.action", contains("A1"));

    post(
            servicing(),
            state,
            "visits",
            "{\"visits\": [{\"on\": \"2026-11-21\", \"count\": 1,"
                + " \"codes\": [{\"code\": \"70551\", \"units\": 1}]}]}")
        .statusCode(200)
        .body("usage.used", equalTo(1));
    post(office(), state, "service-dates", "{\"from\": \"2027-01-18\"}").statusCode(200);
    post(office(), state, "withdrawal", "{\"reason\": \"Moved.\"}")
        .statusCode(200)
        .body("status", equalTo("withdrawn"))
        .body("authorization.to", equalTo("2026-11-21"));
  }

  @Test
  void outsideDecision_knowsEveryAction() {
    Authorization state = submitted.recorded();
    String common = "{\"reference\": \"9\", \"decidedOn\": \"2026-11-23\", \"action\": ";
    post(office(), state, "outside-decision", common + "\"A4\", \"decisionDueBy\": \"2026-11-30\"}")
        .statusCode(200)
        .body("status", equalTo("pended"))
        .body("pend.owner", equalTo("administrator"));
    post(
            office(),
            state,
            "outside-decision",
            common
                + "\"A6\", \"from\": \"2026-11-23\", \"to\": \"2026-12-23\","
                + " \"lines\": [{\"code\": \"70553\", \"units\": 1}]}")
        .statusCode(200)
        .body("authorization.lines.action", contains("A6"));
    post(
            office(),
            state,
            "outside-decision",
            common
                + "\"A2\", \"from\": \"2026-11-23\", \"to\": \"2026-12-23\", \"visits\": 3,"
                + " \"denial\": "
                + DENIAL
                + "}")
        .statusCode(200)
        .body("status", equalTo("partially-approved"))
        .body("denial.text", notNullValue());
    post(office(), state, "outside-decision", common + "\"A3\", \"denial\": " + DENIAL + "}")
        .statusCode(200)
        .body("status", equalTo("denied"));
    post(office(), state, "outside-decision", common + "\"C\"}")
        .statusCode(200)
        .body("status", equalTo("withdrawn"));
    post(office(), state, "outside-decision", common + "\"A3\", \"denial\": " + DENIAL + "}")
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
  }

  @Test
  void outsideDecision_isRefused_whereItIsDecidedHere_orLiesInTheFuture() {
    post(office(), submitted.pended(), "outside-decision", outsideApproval())
        .statusCode(409)
        .body("type", equalTo("urn:priorauth:problem:conflict"))
        .body("reason", equalTo("decided-here"))
        .body("", not(hasKey("nextAllowed")))
        .body("", not(hasKey("nextAllowedText")));
    post(
            office(),
            submitted.recorded(),
            "outside-decision",
            outsideApproval()
                .replace("\"decidedOn\": \"2026-11-20\"", "\"decidedOn\": \"2026-11-24\""))
        .statusCode(422)
        .body("type", equalTo("urn:priorauth:problem:refused"))
        .body("reason", equalTo("date-in-future"))
        .body("nextAllowed", equalTo("2026-11-24"));
  }

  @Test
  void determination_takesWhatIsLeftOfTheAllotment_andADecidedOneIsNotDecidedAgain() {
    Authorization before = submitted.approved(20);
    Authorization state = submitted.pended(member(before));
    post(reviewer(), state, "determination", approval())
        .statusCode(200)
        .body("status", equalTo("approved"))
        .body("authorization.number", equalTo(state.id().text()))
        .body("authorization.visits", equalTo(26))
        .body("letters.kind", hasItem("approval"));
    assertThat(left(member(before))).isZero();

    post(reviewer(), state, "determination", deny("2026-11-25"))
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
    post(Tokens.reviewer("cora", "carelon"), submitted.recorded(), "determination", approval())
        .statusCode(409)
        .body("reason", equalTo("not-decided-here"));
    post(
            reviewer(),
            submitted.pended(),
            "determination",
            approval().replace("2026-12-31", "2027-01-01"))
        .statusCode(422)
        .body("reason", equalTo("date-outside"));
  }

  @Test
  void determination_approvesAPart_andSaysWhyNotTheRest() {
    Authorization state = submitted.pended();
    post(
            reviewer(),
            state,
            "determination",
            """
            {"action": "approve-partly", "from": "2026-11-02", "to": "2026-12-31", "visits": 5,
             "lines": [{"code": "97110", "units": 5, "action": "A2"},
                       {"code": "97140", "units": 0, "action": "A3"}], "denial": %s}\
            """
                .formatted(DENIAL))
        .statusCode(200)
        .body("status", equalTo("partially-approved"))
        .body("authorization.lines.action", contains("A2", "A3"))
        .body("denial.reasonCode", equalTo("NMN"));
    assertThat(left(member(state))).isEqualTo(21);
  }

  @Test
  void determination_asksAndJudgesWhatCame() {
    Authorization state = submitted.pended();
    post(
            reviewer(),
            state,
            "determination",
            """
            {"action": "ask", "kind": "information", "what": "Say how often.",
             "whom": "servicing-provider", "dueBy": "2026-11-30"}\
            """)
        .statusCode(200)
        .body("pend.asks.id", contains("a1", "a2", "a3", "a4"))
        .body("nextStep.owner", equalTo("servicing-provider"));
    post(servicing(), state, "information", "{\"ask\": \"a4\", \"text\": \"Twice a week.\"}")
        .statusCode(200)
        .body("pend.asks[3].state", equalTo("received"));
    post(
            reviewer(),
            state,
            "determination",
            "{\"action\": \"unreadable\", \"ask\": \"a4\", \"why\": \"For how long?\"}")
        .statusCode(200)
        .body("pend.asks[3].problem", equalTo("For how long?"));
    post(servicing(), state, "information", "{\"ask\": \"a4\", \"text\": \"Twice, until May.\"}")
        .statusCode(200);
    post(reviewer(), state, "determination", "{\"action\": \"accept\", \"ask\": \"a4\"}")
        .statusCode(200)
        .body("pend.asks[3].state", equalTo("accepted"));

    post(reviewer(), state, "determination", "{\"action\": \"accept\", \"ask\": \"a9\"}")
        .statusCode(422)
        .body("reason", equalTo("no-such-ask"));
    post(office(), state, "information", "{\"ask\": \"a3\", \"text\": \"In words.\"}")
        .statusCode(422)
        .body("reason", equalTo("no-such-ask"));
    post(office(), submitted.approved(5), "information", "{\"ask\": \"a2\", \"text\": \"Yes.\"}")
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-24, 409", "2026-11-25, 409", "2026-11-26, 200"})
  void denial_takesEffect_onlyAfterTheConversationThatIsOffered(String today, int status) {
    Authorization state = submitted.pended();
    post(reviewer(), state, "determination", deny("2026-11-25"))
        .statusCode(200)
        .body("status", equalTo("pended"))
        .body("proposedDenial.peerToPeer", equalTo("offered"))
        .body("proposedDenial.offeredUntil", equalTo("2026-11-25"))
        .body("nextStep.owner", equalTo("requester"));
    clock.set(Instant.parse(today + "T17:00:00Z"));

    // Another reviewer, so that it is not taken for the proposal sent again.
    ValidatableResponse answer =
        post(Tokens.reviewer("nils", "bcbsma"), state, "determination", deny("2026-11-25"))
            .statusCode(status);

    if (status == 409) {
      answer
          .body("reason", equalTo("peer-to-peer-open"))
          .body("nextAllowed", equalTo("2026-11-26"));
    } else {
      answer.body("status", equalTo("denied")).body("letters.kind", hasItem("denial"));
    }
  }

  @Test
  void peerToPeer_isHeldBeforeTheDenial_whereTheOfficeAskedForIt() {
    Authorization state = submitted.pended();
    post(office(), state, "peer-to-peer", "{\"action\": \"request\", \"contact\": \"x\"}")
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
    post(reviewer(), state, "determination", deny("2026-11-25")).statusCode(200);
    post(
            servicing(),
            state,
            "peer-to-peer",
            "{\"action\": \"request\", \"contact\": \"617-555-0100, mornings\"}")
        .statusCode(200)
        .body("proposedDenial.peerToPeer", equalTo("requested"));
    clock.set(Instant.parse("2026-12-05T17:00:00Z"));
    post(reviewer(), state, "determination", deny("2026-12-08"))
        .statusCode(409)
        .body("reason", equalTo("peer-to-peer-open"));
    post(reviewer(), state, "peer-to-peer", "{\"action\": \"held\"}")
        .statusCode(200)
        .body("proposedDenial.peerToPeer", equalTo("held"));
    post(reviewer(), state, "determination", deny("2026-12-08"))
        .statusCode(200)
        .body("status", equalTo("denied"));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-24, 200", "2026-11-25, 200", "2026-11-26, 422"})
  void peerToPeer_isAskedFor_whileItIsOffered(String today, int status) {
    Authorization state = submitted.pended();
    post(reviewer(), state, "determination", deny("2026-11-25")).statusCode(200);
    clock.set(Instant.parse(today + "T17:00:00Z"));

    post(office(), state, "peer-to-peer", "{\"action\": \"request\", \"contact\": \"x\"}")
        .statusCode(status);
  }

  @Test
  void anApprovalOfLess_andADenialWithoutAnOffer_nameWhatIsMissing() {
    Authorization state = submitted.pended();
    post(reviewer(), state, "determination", approval().replace("\"visits\": 26", "\"visits\": 25"))
        .statusCode(422)
        .body("type", equalTo("urn:priorauth:problem:invalid-body"))
        .body("reason", equalTo("fewer-visits"))
        .body("errors.path", contains("$.visits"));
    post(
            reviewer(),
            state,
            "determination",
            deny("2026-11-25").replace(", \"peerToPeerUntil\": \"2026-11-25\"", ""))
        .statusCode(422)
        .body("reason", equalTo("offer-missing"))
        .body("errors.path", contains("$.peerToPeerUntil"));
  }

  @Test
  void appeals_areFiledOnce_andDecidedByAReviewer() {
    Authorization state = denied();
    String appeal = "{\"stage\": \"retrospective\", \"text\": \"Please look again.\"}";
    post(Calls.member(state), state, "appeals", appeal)
        .statusCode(200)
        .body("appeal.stage", equalTo("retrospective"))
        .body("appealRoutes", empty());
    post(office(), state, "appeals", appeal)
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
    post(reviewer(), state, "determination", approval())
        .statusCode(200)
        .body("status", equalTo("approved"));
    post(office(), submitted.approved(3), "appeals", appeal)
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
  }

  @Test
  void appeal_withoutAStage_isAtTheStageOfItsDay() {
    Authorization denied = denied();
    LocalDate today = LocalDate.of(2026, 11, 23);

    post(office(), denied, "appeals", "{\"text\": \"Please look again.\"}")
        .statusCode(200)
        .body(
            "appeal.stage",
            equalTo(
                AppealStage.on(
                        today, denied.submission().serviceFrom(), denied.submission().lastDay())
                    .key()));
  }

  @Test
  void withdrawal_givesBackWhatWasNotUsed() {
    Authorization state = submitted.approved(26);
    assertThat(left(member(state))).isZero();
    post(servicing(), state, "visits", visits("2026-11-03", "2026-11-05")).statusCode(200);

    post(office(), state, "withdrawal", "{\"keepVisits\": 10}")
        .statusCode(200)
        .body("status", equalTo("approved"))
        .body("authorization.visits", equalTo(10));
    assertThat(left(member(state))).isEqualTo(16);
    post(office(), state, "withdrawal", "{\"keepVisits\": 1}")
        .statusCode(422)
        .body("reason", equalTo("more-than-approved"));

    post(office(), state, "withdrawal", "{\"reason\": \"The member moved.\"}")
        .statusCode(200)
        .body("status", equalTo("withdrawn"))
        .body("withdrawalReason", equalTo("The member moved."))
        .body("authorization.visits", equalTo(2));
    assertThat(left(member(state))).isEqualTo(24);
    post(office(), state, "withdrawal", "{\"reason\": \"Another reason.\"}")
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
    post(office(), state, "withdrawal", "{\"reason\": \"The member moved.\"}")
        .statusCode(200)
        .body("version", equalTo(4));
  }

  @Test
  void visits_ofADayReplaceThoseSaidBefore_andStayWithinTheApproval() {
    Authorization state = submitted.approved(2);
    post(servicing(), state, "visits", visits("2026-11-03")).statusCode(200);
    post(servicing(), state, "visits", visits("2026-11-03", "2026-11-05"))
        .statusCode(200)
        .body("usage.used", equalTo(2))
        .body("usage.left", equalTo(0))
        .body("visits.on", contains("2026-11-03", "2026-11-05"));

    post(servicing(), state, "visits", visits("2026-11-09"))
        .statusCode(422)
        .body("reason", equalTo("more-than-approved"))
        .body("detail", containsString("2 are approved"));
    post(
            servicing(),
            state,
            "visits",
            "{\"visits\": [{\"on\": \"2026-11-05\", \"count\": 1,"
                + " \"codes\": [{\"code\": \"97110\", \"units\": 2}]}]}")
        .statusCode(422)
        .body("detail", containsString("3 units of 97110"));
    post(servicing(), state, "visits", "{\"visits\": [{\"on\": \"2026-11-05\", \"count\": 0}]}")
        .statusCode(200)
        .body("visits", hasSize(1));
    post(servicing(), submitted.pended(), "visits", visits("2026-11-09"))
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, date-outside, 2026-11-02",
    "2026-11-24, date-in-future, 2026-11-24",
  })
  void visits_lieInThePastAndInsideTheApproval(String day, String reason, String next) {
    post(servicing(), submitted.approved(2), "visits", visits(day))
        .statusCode(422)
        .body("reason", equalTo(reason))
        .body("nextAllowed", equalTo(next));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 422, 2026-11-02",
    "2026-11-02, 200,",
    "2026-12-31, 200,",
    "2027-01-01, 422, 2026-12-31",
  })
  void serviceDates_moveInsideTheValidity(String day, int status, String next) {
    ValidatableResponse answer =
        post(office(), submitted.approved(2), "service-dates", "{\"from\": \"" + day + "\"}")
            .statusCode(status);
    if (status == 200) {
      answer.body("request.serviceFrom", equalTo(day));
    } else {
      answer.body("reason", equalTo("date-outside")).body("nextAllowed", equalTo(next));
    }
  }

  @Test
  void serviceDates_ofADeniedRequestDoNotMove() {
    post(office(), denied(), "service-dates", "{\"from\": \"2026-11-30\"}")
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
  }

  @Test
  void theEvents_sayWhoDidWhat() {
    Authorization state = denied();

    assertThat(store.history(state.id()))
        .extracting(entry -> entry.event().kind())
        .containsExactly("submitted", "denial-proposed", "peer-to-peer-ended", "reviewer-denied");
    assertThat(Optional.of(Authorization.replay(store.history(state.id()))))
        .isEqualTo(store.find(state.id()));
  }
}
