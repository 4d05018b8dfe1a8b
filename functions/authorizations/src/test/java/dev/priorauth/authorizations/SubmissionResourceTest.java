package dev.priorauth.authorizations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.ClaimRules;
import dev.priorauth.core.authorizations.Verification;
import dev.priorauth.core.decisions.BenefitUse;
import dev.priorauth.core.decisions.Eligibility;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission.Line;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.http.Json;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test has members of its own. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class SubmissionResourceTest {
  private static final String PATH = "/v1/authorizations";
  private static final LocalDate SECOND = LocalDate.of(2026, 12, 30);
  private static final String THIRD_NPI = "1003000126";

  @Inject TestClock clock;
  @Inject SettableEligibility eligibility;
  @Inject MemoryDocuments bucket;
  @Inject AuthorizationStore store;

  private final String member = ("M" + UUID.randomUUID()).toUpperCase(Locale.ROOT);

  @BeforeEach
  void profiles() {
    profile("ann", Tokens.NPI);
    profile("bob", Tokens.OTHER_NPI);
  }

  private static void profile(String sub, String npi) {
    given()
        .header("Authorization", "Bearer " + Tokens.provider(sub, npi))
        .contentType("application/json")
        .body(
            """
            {"npi": "%s", "taxId": "12-3456789", "email": "%s@harbor.example",
             "phone": "617-555-0100", "fax": "617-555-0101", "organization": "Harbor"}\
            """
                .formatted(npi, sub + ".submits"))
        .put("/v1/profile")
        .then()
        .statusCode(200);
  }

  @AfterEach
  void realTime() {
    clock.set(TestClock.START);
  }

  private ObjectNode therapy(String from, int visits) {
    return request("physical-therapy", "commercial-hmo", from).put("visitsRequested", visits);
  }

  private ObjectNode request(String service, String product, String from) {
    ObjectNode body =
        Json.object()
            .put("payer", product.equals("commercial") ? "bcbsnc" : "bcbsma")
            .put("product", product);
    body.putObject("member")
        .put("id", member)
        .put("firstName", "Maria")
        .put("lastName", "Silva")
        .put("dateOfBirth", "1951-03-04");
    body.putObject("requester").put("npi", Tokens.NPI).put("role", "pcp");
    body.putObject("servicingProvider").put("npi", Tokens.OTHER_NPI);
    return body.put("service", service).put("serviceFrom", from);
  }

  private static Response post(String token, String path, String key, ObjectNode body) {
    return given()
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body.toString())
        .post(path);
  }

  private static ValidatableResponse submit(ObjectNode body) {
    return post(Tokens.provider("ann"), PATH, UUID.randomUUID().toString(), body).then();
  }

  private static ValidatableResponse dryRun(ObjectNode body) {
    return given()
        .header("Authorization", "Bearer " + Tokens.provider("ann"))
        .contentType("application/json")
        .body(body.toString())
        .post(PATH + "?dryRun=true")
        .then();
  }

  private static ObjectNode member(ObjectNode body) {
    return (ObjectNode) body.get("member");
  }

  private static String id(ValidatableResponse response) {
    return response.statusCode(201).extract().path("id");
  }

  @Test
  void submit_approvesInitialVisitsAtOnce_untilTheEndOfTheYear() {
    ValidatableResponse response = submit(therapy("2026-12-01", 26));
    String id = id(response);

    response
        .header("Location", containsString(PATH + "/" + id))
        .header("ETag", "\"1\"")
        .body("status", equalTo("approved"))
        .body("handling", equalTo("decided-here"))
        .body("version", equalTo(1))
        .body("authorization.number", equalTo(id))
        .body("authorization.from", equalTo("2026-12-01"))
        .body("authorization.to", equalTo("2026-12-31"))
        .body("authorization.visits", equalTo(26))
        .body("pend", nullValue())
        .body("because.rule", hasItem("bcbsma.rehabilitation.initial"))
        .body("consequence.text", containsString("consented in writing"));
  }

  @Test
  void submit_pendsTheTwentySeventhVisit_andLeavesAnotherProviderItsOwn() {
    submit(therapy("2026-12-01", 26)).body("status", equalTo("approved"));

    submit(therapy("2026-12-02", 1))
        .statusCode(201)
        .body("status", equalTo("pended"))
        .body("pend.reason", equalTo("maximum-met"))
        .body("pend.asks.what", hasItem(containsString("extension")))
        .body("pend.asks.dueBy", not(hasItem(nullValue())))
        .body("messages.kind", hasItem("maximum-met"));
    ObjectNode other = therapy("2026-12-02", 26);
    other.putObject("servicingProvider").put("npi", THIRD_NPI);
    submit(other).body("status", equalTo("approved")).body("authorization.visits", equalTo(26));
  }

  @ParameterizedTest
  @CsvSource({
    "physical-therapy, pcp, 12, 2027-11-30",
    "speech-therapy, authorized-specialist, 30, 2027-11-30",
    "home-health, pcp, 40, 2027-01-29"
  })
  void submit_approvesForMedicareHmoBlue_whatItsPeriodHas(
      String service, String role, int limit, String last) {
    ObjectNode body = request(service, "medicare-advantage-hmo", "2026-12-01");
    body.putObject("requester").put("npi", Tokens.NPI).put("role", role);

    submit(body.deepCopy().put("visitsRequested", limit + 1))
        .body("pend.reason", equalTo("maximum-met"))
        .body("pend.asks[0].what", containsString("no more than " + limit))
        .body(
            "pend.asks[0].what",
            service.equals("home-health")
                ? containsString("call 1-800-327-6716")
                : containsString("extension"));
    ObjectNode other = body.deepCopy().put("visitsRequested", limit);
    member(other).put("id", member + "X");
    submit(other)
        .statusCode(201)
        .body("status", equalTo("approved"))
        .body("authorization.visits", equalTo(limit))
        .body("authorization.to", equalTo(last));
  }

  @Test
  void submit_pends_whenNobodyKnowsWhetherTheMemberIsCovered() {
    eligibility.set(member, Eligibility.unknown("No interface is connected."));
    submit(therapy("2026-12-01", 10))
        .statusCode(201)
        .body("status", equalTo("pended"))
        .body("pend.reason", equalTo("eligibility-unknown"))
        .body("pend.text", containsString("No interface is connected."));

    eligibility.set(member, new Eligibility(Eligibility.State.INACTIVE, Optional.empty()));
    submit(therapy("2026-12-02", 10)).body("pend.reason", equalTo("eligibility-inactive"));
  }

  @Test
  void submit_saysWhatTheBenefitPays_besideTheAllotment() {
    eligibility.set(
        member, new Eligibility(Eligibility.State.ACTIVE, Optional.of(new BenefitUse(60, 58))));

    submit(therapy("2026-12-01", 26))
        .body("status", equalTo("approved"))
        .body("messages.kind", hasItem("benefit-limit"))
        .body("benefitLimits.limit", hasItem(60));
  }

  @Test
  void submit_recordsWhatIsDecidedElsewhere_andAsksToSubmitItThere() {
    ObjectNode body = request("mri", "commercial-hmo", "2026-12-10").put("setting", "outpatient");
    body.putObject("requester").put("npi", Tokens.NPI).put("role", "ordering-provider");
    body.putArray("codes").addObject().put("code", "70551").put("units", 1);

    submit(body)
        .statusCode(201)
        .body("handling", equalTo("recorded"))
        .body("administrator", equalTo("carelon"))
        .body("status", equalTo("pended"))
        .body("pend.reason", equalTo("submit-elsewhere"))
        .body("pend.asks[0].what", containsString("1-866-745-1783"))
        .body("pend.asks[0].dueBy", equalTo("2026-12-10"))
        .body("lines[0].action", equalTo("A4"));
  }

  @Test
  void appeal_namesThePrintedRoutesOfItsStage_andIsTheSameWhenItIsSentAgainLater() {
    ObjectNode body = request("mri", "commercial-hmo", "2026-12-10").put("setting", "outpatient");
    body.putObject("requester").put("npi", Tokens.NPI).put("role", "ordering-provider");
    body.putArray("codes").addObject().put("code", "70551").put("units", 1);
    String id = id(submit(body));
    step(
            id,
            "outside-decision",
            """
            {"reference": "ACMP-7", "decidedOn": "2026-11-23", "action": "A3", "denial":
             {"reasonCode": "NMN", "text": "No new finding.", "citation": "Guideline 1"}}\
            """)
        .statusCode(200)
        .body("status", equalTo("denied"));
    String appeal = "{\"text\": \"Please look again.\"}";

    step(id, "appeals", appeal)
        .statusCode(200)
        .body("appeal.stage", equalTo("pre-service"))
        .body("appealRoutes.id", contains("bcbsma.htr.individual-consideration"))
        .body("appealRoutes.cite.quote", not(hasItem(nullValue())))
        .body("nextStep.owner", equalTo("requester"));
    clock.set(Instant.parse("2026-12-10T17:00:00Z"));
    step(id, "appeals", appeal)
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("appeal.stage", equalTo("pre-service"));
    step(id, "appeals", "{\"text\": \"Something else.\"}").statusCode(409);
    step(
            id,
            "outside-decision",
            """
            {"reference": "ACMP-7", "decidedOn": "2026-12-09", "action": "A1",
             "from": "2026-12-10", "to": "2027-02-07", "lines": [{"code": "70551", "units": 1}]}\
            """)
        .statusCode(200)
        .body("status", equalTo("approved"))
        .body("appealRoutes", empty());
  }

  private static ValidatableResponse step(String id, String step, String body) {
    return given()
        .header("Authorization", "Bearer " + Tokens.provider("ann"))
        .contentType("application/json")
        .body(body)
        .post(PATH + "/" + id + "/" + step)
        .then();
  }

  @Test
  void submit_needsNothing_forAScanInTheEmergencyDepartment() {
    ObjectNode body =
        request("mri", "commercial-hmo", "2026-12-10").put("setting", "emergency-department");

    submit(body)
        .statusCode(201)
        .body("status", equalTo("not-required"))
        .body("because", not(empty()));
  }

  @Test
  void submit_takesANotification() {
    ObjectNode body =
        request("acute-inpatient-admission", "commercial-hmo", "2026-11-22")
            .put("admissionFrom", "emergency-department")
            .put("admittedAt", "2026-11-22T08:00:00-05:00");
    body.putObject("requester").put("npi", Tokens.NPI).put("role", "facility");

    submit(body.deepCopy()).body("pend.reason", equalTo("notification-missing"));
    ObjectNode told = body.put("notifiedAt", "2026-11-23T08:00:00-05:00");
    member(told).put("id", member + "X");
    submit(told)
        .statusCode(201)
        .body("status", equalTo("not-required"))
        .body("messages.kind", hasItem("notified"));
  }

  @Test
  void submit_refusesWhatIsTooEarly_andSaysWhenItWillNotBe() {
    ObjectNode body =
        request("outpatient-therapy", "commercial", "2026-12-24").put("funding", "fully-insured");

    for (ValidatableResponse response : List.of(submit(body), dryRun(body))) {
      response
          .statusCode(422)
          .contentType("application/problem+json")
          .body("verdict", equalTo("too-early"))
          .body("nextAllowed", startsWith("2026-11-24"))
          .body("windows.verdict", hasItem("too-early"))
          .body("windows.cite", not(hasItem(nullValue())));
    }
    submit(body.put("serviceFrom", "2026-12-23")).statusCode(201);
  }

  @Test
  void submit_refusesADuplicate_untilItIsWanted() {
    String first = id(submit(therapy("2026-12-01", 5)));

    submit(therapy("2026-12-01", 6)).statusCode(409).body("duplicateOf", equalTo(first));
    dryRun(therapy("2026-12-01", 6)).statusCode(409).body("duplicateOf", equalTo(first));
    String second =
        id(submit(therapy("2026-12-01", 6).put("duplicateOf", first).put("allowDuplicate", true)));

    submit(therapy("2026-12-01", 7).put("duplicateOf", second).put("allowDuplicate", true))
        .statusCode(201)
        .body("messages.find { it.kind == 'overlaps' }.text", containsString(first));
  }

  @Test
  void submit_doesNotNameAnotherOfficesAuthorization() {
    ObjectNode first = therapy("2026-12-01", 5);
    first.putObject("servicingProvider").put("npi", THIRD_NPI);
    String id = id(submit(first));
    ObjectNode second = first.deepCopy();
    second.putObject("requester").put("npi", Tokens.OTHER_NPI).put("role", "pcp");

    post(Tokens.provider("bob", Tokens.OTHER_NPI), PATH, "k" + member, second)
        .then()
        .statusCode(409)
        .body("duplicateOf", nullValue())
        .body("detail", not(containsString(id)));
  }

  @Test
  void submit_givesTheFirstAnswerAgain_toTheSameKeyAndBody() {
    String key = UUID.randomUUID().toString();
    Response first = post(Tokens.provider("ann"), PATH, key, therapy("2026-12-01", 5));
    Response again = post(Tokens.provider("ann"), PATH, key, therapy("2026-12-01", 5));

    assertThat(again.statusCode()).isEqualTo(201).isEqualTo(first.statusCode());
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    post(Tokens.provider("ann"), PATH, key, therapy("2026-12-01", 6)).then().statusCode(422);
  }

  /** What is kept of an answer is a reference: the bytes are made again. */
  @Test
  void submit_givesTheSameBytesAHundredTimes_whateverHasHappenedSince() {
    clock.set(Instant.parse("2024-11-20T15:00:00Z"));
    ObjectNode divided = therapy("2024-12-02", 3);
    divided.putArray("codes").addObject().put("code", "97110").put("units", 3);
    divided.withArray("codes").addObject().put("code", "D8660").put("units", 1);
    ObjectNode free =
        request("mri", "commercial-hmo", "2024-12-10")
            .put("setting", "emergency-department")
            .put("primaryDiagnosis", "cancer");
    ObjectNode elsewhere = request("ct", "commercial-hmo", "2024-12-10").put("setting", "office");
    elsewhere.putObject("requester").put("npi", Tokens.NPI).put("role", "ordering-provider");
    String first = id(submit(therapy("2024-12-20", 5)));
    ObjectNode extension = therapy("2024-12-21", 8).put("extends", first);
    List<ObjectNode> bodies = List.of(divided, free, elsewhere, extension);
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      answers.add(post(Tokens.provider("ann"), PATH, member + i, bodies.get(i)));
      assertThat(answers.get(i).statusCode()).isEqualTo(201);
    }

    clock.set(Instant.parse("2024-12-21T15:00:00Z"));
    change(first, "visits", "{\"visits\": [{\"on\": \"2024-12-20\", \"count\": 2}]}");
    change(first, "withdrawal", "{\"reason\": \"The member moved.\"}");
    change(answers.get(0).path("parts[0].id"), "withdrawal", "{\"keepVisits\": 1}");
    change(answers.get(2).path("id"), "withdrawal", "{\"reason\": \"Not wanted.\"}");
    change(answers.get(3).path("id"), "withdrawal", "{\"reason\": \"Not wanted.\"}");
    for (int again = 0; again < 25; again++) {
      clock.set(Instant.parse("2025-01-01T15:00:00Z").plus(Duration.ofDays(20 * again)));
      for (int i = 0; i < bodies.size(); i++) {
        Response same = post(Tokens.provider("ann"), PATH, member + i, bodies.get(i));
        assertThat(same.asString()).isEqualTo(answers.get(i).asString());
        assertThat(same.header("ETag")).isEqualTo(answers.get(i).header("ETag"));
        assertThat(same.header("Location")).isEqualTo(answers.get(i).header("Location"));
      }
    }
  }

  private static void change(String id, String step, String body) {
    Calls.post(Tokens.provider("ann"), id, step, body).statusCode(200);
  }

  @Test
  void submit_storesNoRefusal_soThatTheKeyMayBeUsedAgain() {
    String key = UUID.randomUUID().toString();
    ObjectNode early =
        request("outpatient-therapy", "commercial", "2026-12-24").put("funding", "fully-insured");
    post(Tokens.provider("ann"), PATH, key, early).then().statusCode(422);
    clock.set(Instant.parse("2026-11-24T19:00:00Z"));

    post(Tokens.provider("ann"), PATH, key, early).then().statusCode(201);
  }

  @Test
  void submit_makesOneAuthorization_ofTwentyEqualRequestsAtOnce() throws Exception {
    String key = UUID.randomUUID().toString();
    List<Response> responses =
        atOnce(20, _ -> post(Tokens.provider("ann"), PATH, key, therapy("2026-12-01", 20)));

    assertThat(responses).allMatch(response -> response.statusCode() == 201);
    assertThat(responses.stream().map(Response::asString).collect(Collectors.toSet())).hasSize(1);
    submit(therapy("2026-12-02", 6)).body("status", equalTo("approved"));
  }

  @Test
  void submit_approvesExactlyTheLastTenVisits_ofSixtyFourRequestsAtOnce_andPendsTheOthers()
      throws Exception {
    submit(therapy("2026-12-31", 16)).body("status", equalTo("approved"));
    List<Response> responses =
        atOnce(
            64,
            i ->
                post(
                    Tokens.provider("ann"),
                    PATH,
                    UUID.randomUUID().toString(),
                    therapy(SECOND.minusDays(i).toString(), 1)));

    assertThat(responses).allMatch(response -> response.statusCode() == 201);
    Map<String, Long> statuses =
        responses.stream()
            .collect(
                Collectors.groupingBy(
                    response -> response.<String>path("status"), Collectors.counting()));
    assertThat(statuses).isEqualTo(Map.of("approved", 10L, "pended", 54L));
  }

  private interface Call {
    Response of(int i);
  }

  private static List<Response> atOnce(int times, Call call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(times)) {
      List<Callable<Response>> calls =
          IntStream.range(0, times).<Callable<Response>>mapToObj(i -> () -> call.of(i)).toList();
      List<Response> responses = new ArrayList<>();
      for (Future<Response> response : threads.invokeAll(calls)) {
        responses.add(response.get());
      }
      return responses;
    }
  }

  @Test
  void submit_namesWhatTheProfileLacks_besideWhatIsWrongInTheBody() {
    ObjectNode body = therapy("2026-12-01", 5).put("serviceTo", "2026-11-30");

    post(Tokens.provider("nobody"), PATH, "k" + member, body)
        .then()
        .statusCode(422)
        .body(
            "errors.path",
            containsInAnyOrder(
                "$.serviceTo",
                "profile.npi",
                "profile.taxId",
                "profile.email",
                "profile.phone",
                "profile.fax",
                "profile.organization"));
  }

  @Test
  void submit_namesAllProblemsAtOnce() {
    ObjectNode body =
        therapy("2026-12-01", 0)
            .put("product", "commercial")
            .put("service", "knee")
            .put("serviceTo", "2026-11-30")
            .put("urgency", "expedited")
            .put("setting", "moon")
            .put("age", 7)
            .put("extends", "A000")
            .put("allowDuplicate", true)
            .put("notifiedAt", "2027-01-01T00:00:00Z");
    body.putObject("member").put("id", "?").put("firstName", "M").put("dateOfBirth", "2026-12-02");
    body.putObject("requester").put("npi", Tokens.OTHER_NPI).put("role", "nurse");
    body.putObject("servicingProvider").put("npi", "1234567890");
    body.putArray("codes").addObject().put("code", "x").put("units", 0);
    body.putArray("diagnoses").addObject().put("code", "back").put("role", "main");

    submit(body)
        .statusCode(422)
        .body(
            "errors.path",
            containsInAnyOrder(
                "$.product",
                "$.service",
                "$.setting",
                "$.member.id",
                "$.member.lastName",
                "$.requester.npi",
                "$.requester.role",
                "$.servicingProvider.npi",
                "$.codes[0].code",
                "$.codes[0].units",
                "$.diagnoses[0].code",
                "$.diagnoses[0].role",
                "$.serviceTo",
                "$.visitsRequested",
                "$.urgencyReason",
                "$.extends",
                "$.duplicateOf",
                "$.notifiedAt",
                "$.age"))
        .body("errors.find { it.path == '$.age' }.message", containsString("member.dateOfBirth"))
        .body("errors.find { it.path == '$.product' }.allowed", hasItem("commercial-hmo"));
    given()
        .header("Authorization", "Bearer " + Tokens.provider("ann"))
        .contentType("application/json")
        .body("[]")
        .post(PATH + "?dryRun=true")
        .then()
        .statusCode(422)
        .body("errors.path", contains("$"));
  }

  @Test
  void submit_refusesAMember_whoIsBornAfterTheService() {
    ObjectNode body = therapy("2026-12-01", 5);
    member(body).put("dateOfBirth", "2026-12-02");
    submit(body).statusCode(422).body("errors.path", contains("$.member.dateOfBirth"));
  }

  private ObjectNode geneticTest(String... names) {
    ObjectNode body =
        request("genetic-test", "commercial-ppo", "2026-12-01").put("purpose", "diagnosis");
    body.withObject("requester").put("role", "ordering-provider");
    for (String name : names) {
      body.withArray("codes").addObject().put("code", name).put("units", 1);
    }
    return body;
  }

  @Test
  void submit_takesOneGeneticTestByItsName_atOneLaboratory() {
    submit(geneticTest())
        .statusCode(422)
        .body("errors.path", contains("$.codes"))
        .body("errors[0].message", containsString("one test by its name"));
    submit(geneticTest("81162"))
        .statusCode(422)
        .body("errors.path", contains("$.codes[0].code"))
        .body("errors[0].message", containsString("not for codes"));
    submit(geneticTest("BRCA1 sequencing", "BRCA2 sequencing"))
        .statusCode(422)
        .body("errors.path", contains("$.codes[1].code"))
        .body("errors[0].message", containsString("request of its own"));
    ObjectNode twoLaboratories = geneticTest("BRCA1 sequencing");
    twoLaboratories.putArray("servicingProvider").addObject().put("npi", THIRD_NPI);
    submit(twoLaboratories).statusCode(422).body("errors.path", contains("$.servicingProvider"));
  }

  @Test
  void submit_doesNotHoldAGeneticTestToTheProgram_whereThePlanIsNotInIt() {
    ObjectNode body = request("genetic-test", "fep-basic", "2026-12-01");
    body.putArray("codes").addObject().put("code", "81162").put("units", 1);
    submit(body).statusCode(201);
  }

  /** The request names a test, the approval its codes and units, and the claim is held to those. */
  @Test
  void geneticTest_isMatchedByTheCodesAndUnitsOfTheApproval() {
    String id = id(submit(geneticTest("BRCA1/2 with deletion analysis")));
    Calls.post(
            Tokens.provider("ann"),
            id,
            "outside-decision",
            """
            {"reference": "ACMP-G-1", "decidedOn": "2026-11-23", "action": "A1",
             "from": "2026-12-01", "to": "2027-01-31",
             "lines": [{"code": "81162", "units": 1}, {"code": "81167", "units": 2}]}\
            """)
        .statusCode(200)
        .body("status", equalTo("approved"))
        .body("lines.code", contains("BRCA1/2 with deletion analysis", "81162", "81167"))
        .body("lines.action", contains("A1", "A1", "A1"))
        .body("lines.approved", contains(1, 1, 2));
    Authorization stored = store.find(AuthorizationId.parse(id).orElseThrow()).orElseThrow();
    Verification.Verdict verdict =
        Verification.check(
            List.of(ClaimRules.of(stored, Optional.empty())),
            new Verification.Claim(
                LocalDate.of(2026, 12, 1),
                new Npi(Tokens.OTHER_NPI),
                Optional.of("genetic-test"),
                List.of(
                    new Line("81162", 1),
                    new Line("81167", 3),
                    new Line("81163", 1),
                    new Line("BRCA1/2 with deletion analysis", 1)),
                Map.of()));
    assertThat(verdict.lines())
        .extracting(Verification.JudgedLine::result)
        .containsExactly(
            Verification.LineResult.MATCH,
            Verification.LineResult.UNITS_EXCEEDED,
            Verification.LineResult.CODE_NOT_APPROVED,
            Verification.LineResult.CODE_NOT_APPROVED);
  }

  @Test
  void submit_takesRadiationOncologyByModality_andNotByCode() {
    submit(request("radiation-oncology", "commercial-hmo", "2026-12-01"))
        .statusCode(422)
        .body("errors.path", contains("$.codes"));
    ObjectNode body = request("radiation-oncology", "commercial-hmo", "2026-12-01");
    body.putArray("codes").addObject().put("code", "77385").put("units", 20);
    submit(body).statusCode(422).body("errors.path", contains("$.codes[0].code"));

    body.putArray("codes").addObject().put("code", "IMRT").put("units", 20);
    submit(body).statusCode(201).body("lines.code", contains("IMRT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678901234567890123456789012345678901234567890123456789012345"})
  void submit_needsAKey_ofAtMostSixtyFourCharacters(String key) {
    post(Tokens.provider("ann"), PATH, key, therapy("2026-12-01", 1))
        .then()
        .statusCode(400)
        .body("detail", containsString("Idempotency-Key"));
  }

  @Test
  void submit_isForProviders() {
    post(Tokens.reviewer("rex", "bcbsma"), PATH, "k", therapy("2026-12-01", 1))
        .then()
        .statusCode(404);
  }

  @Test
  void submit_dividesWhatBelongsToSeveralServices() {
    clock.set(Instant.parse("2024-11-20T15:00:00Z"));
    ObjectNode body = therapy("2024-12-02", 3);
    body.putArray("codes").addObject().put("code", "97110").put("units", 3);
    body.withArray("codes").addObject().put("code", "D8660").put("units", 1);

    ValidatableResponse response = submit(body);
    String parent = id(response);
    response
        .header("ETag", "\"1-1\"")
        .body("status", equalTo("pended"))
        .body(
            "parts.request.service",
            contains("physical-therapy", "orthodontia-medically-necessary"))
        .body("parts.parent", contains(parent, parent))
        .body("parts[0].status", equalTo("approved"))
        .body("parts[0].lines.code", contains("97110"))
        .body("parts[1].lines.code", contains("D8660"))
        .body("version", equalTo(2))
        .body("authorization", nullValue())
        .body("pend.asks.part", everyItem(equalTo(response.extract().path("parts[1].id"))))
        .body("decisionDueBy", equalTo(response.extract().path("parts[1].decisionDueBy")))
        .body("deadlines", not(empty()))
        .body("because", not(empty()))
        .body("windows", notNullValue())
        .body("messages", notNullValue());
    dryRun(body).statusCode(409);
    List<String> parts = response.extract().path("parts.id");
    step(parent, "withdrawal", "{\"reason\": \"Not wanted.\"}")
        .statusCode(409)
        .body("parts", equalTo(parts))
        .body("detail", containsString("Act on its parts: " + parts.get(0)));
    post(Tokens.provider("ann"), PATH + "/" + parent + "/extensions", "k" + member, body)
        .then()
        .statusCode(409)
        .body("parts", equalTo(parts));
    post(Tokens.provider("sam", THIRD_NPI), PATH + "/" + parent + "/extensions", "k", body)
        .then()
        .statusCode(404);
  }

  @Test
  void submit_findsTheService_whereThePayersListHasTheCode() {
    clock.set(Instant.parse("2024-11-20T15:00:00Z"));
    ObjectNode body = therapy("2024-12-02", 3);
    body.remove("service");
    submit(body).statusCode(422).body("errors.path", contains("$.service"));

    body.putArray("codes").addObject().put("code", "D8660").put("units", 1);
    submit(body)
        .statusCode(201)
        .body("request.service", equalTo("orthodontia-medically-necessary"));

    body.withArray("codes").addObject().put("code", "70551").put("units", 1);
    submit(body)
        .statusCode(422)
        .body("errors.path", contains("$.codes[1].code"))
        .body("errors[0].message", containsString("name the service"));
  }

  @Test
  void extend_asksOnlyForWhatIsMissing_andEndsWithTheFirst() {
    String first = id(submit(therapy("2026-12-01", 26)));
    ObjectNode body = Json.object().put("serviceFrom", "2026-12-20").put("visitsRequested", 8);

    ValidatableResponse response =
        post(Tokens.provider("ann"), PATH + "/" + first + "/extensions", "k" + member, body).then();
    response
        .statusCode(201)
        .body("status", equalTo("pended"))
        .body("request.extends", equalTo(first))
        .body("request.member.id", equalTo(member.toUpperCase(Locale.ROOT)))
        .body("period.to", equalTo("2026-12-31"))
        .body(
            "pend.asks.findAll { it.kind == 'document' }.what",
            hasItem(containsString("progress notes")));

    // The first one was changed in the same write: what extends it now sees that.
    submit(therapy("2026-12-21", 8).put("extends", first)).statusCode(201);
  }

  @Test
  void extend_doesNotAskAgain_forWhatTheSourceDoesNotWantUpdated() {
    String first = id(submit(therapy("2026-12-01", 26)));
    ObjectNode body = Json.object().put("serviceFrom", "2026-12-20").put("visitsRequested", 4);
    String path = PATH + "/" + first + "/extensions";
    ValidatableResponse one = post(Tokens.provider("ann"), path, "1" + member, body).then();
    one.statusCode(201)
        .body("earlierPapers", empty())
        .body(
            "pend.asks.find { it.what == 'Send: Updated progress notes.' }.cite.quote",
            containsString("updated progress notes"));
    String extension = id(one);
    String ask = one.extract().path("pend.asks.find { it.what == 'Send: Initial evaluation.' }.id");
    Calls.post(Tokens.provider("ann"), extension, "documents", Calls.document().replace("a3", ask))
        .statusCode(201);
    bucket.send(extension, "d1", clock.instant());
    given()
        .header("Authorization", "Bearer " + Tokens.provider("ann"))
        .get(PATH + "/" + extension + "/documents")
        .then()
        .body("documents.state", contains("received"));

    body.put("serviceFrom", "2026-12-21");
    post(Tokens.provider("ann"), path, "2" + member, body)
        .then()
        .statusCode(201)
        .body(
            "pend.asks.findAll { it.kind == 'document' }.what",
            contains(
                "Send: Completed Short-Term Rehabilitation Therapy Extension Request Form.",
                "Send: Member's treatment plan.",
                "Send: Updated progress notes."))
        .body("earlierPapers.item", contains("Initial evaluation"))
        .body("earlierPapers.authorization", contains(extension))
        .body("earlierPapers.receivedOn", contains("2026-11-23"))
        .body("earlierPapers[0].cite.quote", containsString("initial evaluation"))
        .body("messages.kind", hasItem("earlier-paper"));
  }

  @Test
  void chiropractic_hasTheDeadlinesOfItsThirteenthVisit_whereTheFirstTwelveNeedNothing() {
    ObjectNode body =
        request("chiropractic", "commercial-hmo", "2026-11-02").put("visitNumber", 11);
    String id = id(submit(body).statusCode(201).body("status", equalTo("not-required")));
    Calls.post(
            Tokens.provider("ann"),
            id,
            "visits",
            """
            {"visits": [{"on": "2026-11-09", "count": 1}, {"on": "2026-11-16", "count": 1}]}\
            """)
        .statusCode(200)
        .body("status", equalTo("not-required"))
        .body("deadlines.kind", contains("extension-due", "extension-due"))
        .body("deadlines.on", contains("2026-11-23", "2026-11-30"))
        .body("deadlines[1].cite.quote", containsString("within seven days (+/-)"))
        .body("nextStep.dueBy", equalTo("2026-11-23T23:59:59-05:00"));
  }

  /** The thirteenth visit is on December 7: requests are taken from November 30 to December 14. */
  @ParameterizedTest
  @CsvSource({"2026-11-29, 422", "2026-11-30, 201", "2026-12-14, 201", "2026-12-15, 422"})
  void chiropractic_isAskedForInTheDaysAroundTheThirteenthVisit(LocalDate today, int status) {
    clock.set(today.atTime(17, 0).toInstant(ZoneOffset.UTC));
    submit(request("chiropractic", "commercial-hmo", "2026-12-07").put("visitNumber", 13))
        .statusCode(status);
  }

  @Test
  void extend_namesWhatDiffers() {
    String first = id(submit(therapy("2026-12-01", 26)));
    ObjectNode body = therapy("2027-01-05", 8).put("service", "occupational-therapy");
    body.putObject("servicingProvider").put("npi", THIRD_NPI);

    submit(body.put("extends", first))
        .statusCode(422)
        .body(
            "errors.path",
            containsInAnyOrder("$.service", "$.servicingProvider.npi", "$.serviceFrom"))
        .body("nextAllowed", nullValue())
        .body("nextAllowedText", containsString("No later date"));
    submit(therapy("2026-12-20", 8).put("extends", "A000000000000" + "0"))
        .statusCode(422)
        .body("errors.path", contains("$.extends"));
  }

  @Test
  void extend_hidesAnothersAuthorization() {
    ObjectNode body = therapy("2026-12-01", 5);
    body.putObject("servicingProvider").put("npi", Tokens.NPI);
    String first = id(submit(body));

    post(
            Tokens.provider("bob", Tokens.OTHER_NPI),
            PATH + "/" + first + "/extensions",
            "k",
            Json.object().put("serviceFrom", "2026-12-20"))
        .then()
        .statusCode(404);
  }

  /** The same state, asked dry and for real: only what names the stored one differs. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, physical-therapy, ACTIVE",
    "0, 26, physical-therapy, ACTIVE",
    "0, 27, physical-therapy, ACTIVE",
    "20, 6, physical-therapy, ACTIVE",
    "20, 7, physical-therapy, ACTIVE",
    "26, 1, physical-therapy, UNKNOWN",
    "3, 1, occupational-therapy, INACTIVE",
    "26, 26, occupational-therapy, ACTIVE",
    "1, 1, chiropractic, ACTIVE",
    "1, 1, psychotherapy, UNKNOWN",
    "1, 5, mri, ACTIVE"
  })
  void dryRun_decidesAsTheRealRunDoes(
      int before, int visits, String service, Eligibility.State state) {
    if (before > 0) {
      submit(therapy("2026-12-01", before)).statusCode(201);
    }
    eligibility.set(member, new Eligibility(state, Optional.empty()));
    ObjectNode body = therapy("2026-12-02", visits).put("service", service);

    ObjectNode dry = dryRun(body).statusCode(200).extract().as(ObjectNode.class);
    ObjectNode real = submit(body).statusCode(201).extract().as(ObjectNode.class);

    assertThat(dry.remove("dryRun").booleanValue()).isTrue();
    assertThat(dry.get("id").isNull()).isTrue();
    assertThat(real.get("id").textValue()).isNotBlank();
    real.putNull("id").putArray("letters");
    if (real.get("authorization") instanceof ObjectNode authorization) {
      authorization.putNull("number");
    }
    assertThat(dry).isEqualTo(real);
    assertThat(real.get("status").textValue()).isNotEqualTo("denied");
  }
}
