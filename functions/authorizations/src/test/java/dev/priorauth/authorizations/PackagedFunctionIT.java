package dev.priorauth.authorizations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.http.Json;
import dev.priorauth.lambdatestkit.HttpAnswer;
import dev.priorauth.lambdatestkit.HttpEvent;
import dev.priorauth.lambdatestkit.LambdaProcess;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Issuer;
import dev.priorauth.testkit.Tokens;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The zip that is deployed, started as Lambda starts it, with the real rules and an issuer. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {
  private static final Path ZIP = Path.of("target", "function.zip");
  private static final String PATH = "/v1/authorizations";
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final FunctionResources RESOURCES = new FunctionResources();
  private static Issuer issuer;
  private static Map<String, String> environment;
  private static Bucket bucket;
  private static LambdaProcess function;

  @BeforeAll
  static void start() throws IOException {
    URI engine = RESOURCES.open();
    issuer = new Issuer();
    bucket = new Bucket();
    environment =
        Map.of(
            "RULES_TABLE",
            FunctionResources.RULES_TABLE,
            "AUTHORIZATIONS_TABLE",
            FunctionResources.AUTHORIZATIONS_TABLE,
            "DOCUMENTS_BUCKET",
            "documents",
            "S3_ENDPOINT",
            bucket.uri().toString(),
            "WEBHOOK_KEY",
            FunctionResources.WEBHOOK_KEY,
            "DECIDES_FOR",
            "bcbsma,bcbsnc",
            "DYNAMODB_ENDPOINT",
            engine.toString(),
            "TOKEN_ISSUER",
            Tokens.ISSUER,
            "TOKEN_AUDIENCE",
            Tokens.AUDIENCE,
            "TOKEN_KEYS",
            issuer.keys());
    function = LambdaProcess.start(ZIP, environment);
    HttpAnswer profile = profile(issuer.sign(ann()));
    assertThat(profile.status()).as(profile.body()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    function.close();
    bucket.close();
    issuer.close();
    RESOURCES.close();
  }

  private static JwtClaimsBuilder ann() {
    return Tokens.claims("desk-of-ann", "provider");
  }

  private static JwtClaimsBuilder reviewer() {
    return Tokens.claims("nora", "reviewer")
        .claim("npi", List.of())
        .claim("administrators", List.of("bcbsma"));
  }

  private static HttpAnswer profile(String token) {
    return profile(
        function,
        token,
        """
        {"npi": "%s", "taxId": "12-3456789", "email": "desk@harbor.example",
         "phone": "617-555-0100", "fax": "617-555-0101", "organization": "Harbor Therapy"}\
        """
            .formatted(Tokens.NPI));
  }

  private static HttpAnswer profile(LambdaProcess process, String token, String body) {
    return HttpAnswer.of(
        process.invoke(
            HttpEvent.of(
                "PUT",
                "/v1/profile",
                Map.of("authorization", "Bearer " + token, "content-type", "application/json"),
                body)));
  }

  private static HttpAnswer submit(String key, ObjectNode body) {
    return send(
        "POST",
        PATH,
        Map.of(
            "authorization",
            "Bearer " + issuer.sign(ann()),
            "idempotency-key",
            key,
            "content-type",
            "application/json"),
        body.toString());
  }

  private static HttpAnswer as(JwtClaimsBuilder who, String method, String path, String body) {
    return send(
        method,
        path,
        Map.of("authorization", "Bearer " + issuer.sign(who), "content-type", "application/json"),
        body);
  }

  private static HttpAnswer send(
      String method, String path, Map<String, String> headers, String body) {
    return HttpAnswer.of(function.invoke(HttpEvent.of(method, path, headers, body)));
  }

  private static ObjectNode request(String member, String product, String service, LocalDate from) {
    ObjectNode body =
        Json.object()
            .put("payer", product.equals("commercial") ? "bcbsnc" : "bcbsma")
            .put("product", product);
    body.putObject("member")
        .put("id", member)
        .put("firstName", "Augusta")
        .put("lastName", "Lovelace")
        .put("dateOfBirth", "1951-03-04");
    body.putObject("requester").put("npi", Tokens.NPI).put("role", "pcp");
    body.putObject("servicingProvider").put("npi", Tokens.OTHER_NPI);
    return body.put("service", service).put("serviceFrom", from.toString());
  }

  private static LocalDate today() {
    return LocalDate.now(ZONE);
  }

  private static JsonNode json(HttpAnswer answer) throws IOException {
    return JSON.readTree(answer.bytes());
  }

  @Test
  void function_answersASubmission_whole_andTheSameBytesToTheSameKey() throws Exception {
    // Longer than one buffer of the server in the function.
    String information = "Frühere Befunde liegen bei. ".repeat(140).strip();
    ObjectNode body =
        request("XXP900000001", "commercial-hmo", "physical-therapy", today().plusDays(1))
            .put("visitsRequested", 5)
            .put("additionalInformation", information);

    HttpAnswer first = submit("k1", body);
    HttpAnswer again = submit("k1", body);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(first.bytes()).hasSizeGreaterThan(8 * 1024);
    JsonNode json = json(first);
    assertThat(json.at("/request/additionalInformation").asText()).isEqualTo(information);
    assertThat(json.get("status").asText()).isEqualTo("pended");
    assertThat(json.at("/pend/reason").asText()).isEqualTo("eligibility-unknown");
    assertThat(first.headers().get("location").getFirst())
        .endsWith(PATH + "/" + json.get("id").asText());
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.bytes()).isEqualTo(first.bytes());
    assertThat(again.headers().get("etag")).isEqualTo(first.headers().get("etag"));
  }

  @Test
  void function_tellsWhereADocumentIsSent_seesThatItCame_andTellsWhereItIsFetched()
      throws Exception {
    HttpAnswer pended =
        submit(
            "k5",
            request("XXP900000005", "commercial-hmo", "physical-therapy", today().plusDays(1))
                .put("visitsRequested", 5));
    String path = PATH + "/" + json(pended).get("id").asText();
    String documents = path + "/documents";
    HttpAnswer asked =
        as(
            reviewer(),
            "POST",
            path + "/determination",
            """
            {"action": "ask", "kind": "document", "what": "Send the plan of care.", "dueBy": "%s"}\
            """
                .formatted(today().plusDays(7)));
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);

    HttpAnswer announced =
        as(
            ann(),
            "POST",
            documents,
            """
            {"ask": "a3", "name": "plan.pdf", "pageNote": "1: the plan",
             "mediaType": "application/pdf", "bytes": 5, "sha256": "%s"}\
            """
                .formatted("00".repeat(32)));
    assertThat(announced.status()).as(announced.body()).isEqualTo(201);
    assertThat(json(announced).at("/upload/url").asText())
        .startsWith(bucket.uri().toString())
        .contains("X-Amz-Signature=");
    assertThat(state(documents)).isEqualTo("awaiting-upload");

    bucket.holds("5", "application/pdf", "A".repeat(43) + "=");
    assertThat(state(documents)).isEqualTo("received");

    bucket.hasTag("NO_THREATS_FOUND");
    JsonNode download = json(as(ann(), "GET", documents + "/d1", null)).get("download");
    assertThat(download.get("scanned").asBoolean()).isTrue();
    assertThat(download.get("url").asText()).contains("X-Amz-Signature=");
    bucket.hasTag("THREATS_FOUND");
    assertThat(as(ann(), "GET", documents + "/d1", null).status()).isEqualTo(409);
  }

  private static String state(String documents) throws IOException {
    return json(as(ann(), "GET", documents, null)).at("/documents/0/state").asText();
  }

  @Test
  void function_refusesWhatIsTooEarly_andSaysWhenItWillNotBe() throws Exception {
    HttpAnswer answer =
        submit(
            "k2",
            request("XXP900000002", "commercial", "outpatient-therapy", today().plusDays(60))
                .put("funding", "fully-insured"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(json(answer).get("verdict").asText()).isEqualTo("too-early");
    assertThat(json(answer).get("nextAllowed").asText())
        .startsWith(today().plusDays(30).toString());
  }

  @Test
  void function_refusesWhoHasNoTokenOfTheIssuer() {
    Map<String, String> noToken = Map.of("content-type", "application/json");

    assertThat(send("POST", PATH, noToken, "{}").status()).isEqualTo(401);
    assertThat(send("PUT", "/v1/profile", noToken, "{}").status()).isEqualTo(401);
    assertThat(profile(Issuer.forge(ann())).status()).isEqualTo(401);
  }

  @Test
  void function_namesNoWebhook_withoutAKey_yetServesEverythingElse() throws Exception {
    String token = issuer.sign(Tokens.claims("desk-of-ben", "provider"));
    String told =
        """
        {"npi": "%s", "webhook": {"url": "https://hooks.harbor.example/pa"}}"""
            .formatted(Tokens.NPI);
    Map<String, String> keyless = new HashMap<>(environment);
    keyless.put("WEBHOOK_KEY", "too short");

    try (LambdaProcess process = LambdaProcess.start(ZIP, keyless)) {
      HttpAnswer refused = profile(process, token, told);
      assertThat(refused.status()).as(refused.body()).isEqualTo(503);
      assertThat(json(refused).get("detail").asText()).contains("WEBHOOK_KEY");
      assertThat(profile(process, token, "{}").status()).isEqualTo(200);
    }
    HttpAnswer named = profile(function, token, told);
    assertThat(named.status()).as(named.body()).isEqualTo(200);
    assertThat(json(named).at("/webhook/secret").asText()).startsWith("whsec_");
  }

  @Test
  void function_logsNothingOfPersons() {
    submit(
        "k3", request("XXP900000003", "commercial-hmo", "physical-therapy", today().plusDays(1)));
    submit(
        "k4",
        request("XXP900000004", "commercial-hmo", "physical-therapy", today()).put("more", 1));

    assertThat(function.log())
        .doesNotContain(
            "XXP90000000",
            "Augusta",
            "Lovelace",
            "1951-03-04",
            Tokens.NPI,
            Tokens.OTHER_NPI,
            "desk-of-ann",
            "desk@harbor",
            "617-555",
            "12-3456789");
  }

  @Test
  void sampleEvent_isRefused_asItsTokenIsNotSigned() throws IOException {
    Path event = Path.of("..", "..", "infra", "events", "authorizations-profile.json");

    assertThat(HttpAnswer.of(function.invoke(Files.readString(event))).status()).isEqualTo(401);
  }
}
