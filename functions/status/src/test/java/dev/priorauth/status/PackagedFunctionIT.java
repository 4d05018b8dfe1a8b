package dev.priorauth.status;

import static dev.priorauth.status.Given.request;
import static dev.priorauth.status.Given.stored;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.CachedBooks;
import dev.priorauth.dynamodb.RuleBookStore;
import dev.priorauth.embedded.EmbeddedDynamoDb;
import dev.priorauth.lambdatestkit.HttpAnswer;
import dev.priorauth.lambdatestkit.HttpEvent;
import dev.priorauth.lambdatestkit.LambdaProcess;
import dev.priorauth.rulebook.BookReader;
import dev.priorauth.rulebook.PackagedVocabulary;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Issuer;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The zip that is deployed, started as Lambda starts it, with the real rules and an issuer. */
@EnabledOnOs(OS.LINUX)
class PackagedFunctionIT {
  private static final String MEMBER = "XXP987654321";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final FunctionResources RESOURCES = new FunctionResources();
  private static Issuer issuer;
  private static LambdaProcess function;
  private static String id;

  @BeforeAll
  static void start() throws IOException {
    URI engine = RESOURCES.open();
    id = store(engine);
    issuer = new Issuer();
    function =
        LambdaProcess.start(
            Path.of("target", "function.zip"),
            Map.of(
                "RULES_TABLE", FunctionResources.RULES_TABLE,
                "AUTHORIZATIONS_TABLE", FunctionResources.AUTHORIZATIONS_TABLE,
                "DYNAMODB_ENDPOINT", engine.toString(),
                "TOKEN_ISSUER", Tokens.ISSUER,
                "TOKEN_AUDIENCE", Tokens.AUDIENCE,
                "TOKEN_KEYS", issuer.keys()));
  }

  @AfterAll
  static void stop() {
    function.close();
    issuer.close();
    RESOURCES.close();
  }

  private static String store(URI engine) {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(engine)
            .region(Region.of(EmbeddedDynamoDb.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        EmbeddedDynamoDb.ACCESS_KEY, EmbeddedDynamoDb.SECRET_KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      CachedBooks books =
          new CachedBooks(
              PackagedVocabulary.load(),
              new RuleBookStore(client, FunctionResources.RULES_TABLE),
              BookReader::read,
              new TestClock());
      return stored(
              new AuthorizationStore(client, FunctionResources.AUTHORIZATIONS_TABLE),
              request(books.book("bcbsma").orElseThrow(), "mri", MEMBER).recorded())
          .getFirst()
          .id()
          .text();
    }
  }

  private static JwtClaimsBuilder ann(String npi) {
    return Tokens.claims("desk-of-ann", "provider").claim("npi", List.of(npi));
  }

  private static String token(String npi) {
    return issuer.sign(ann(npi));
  }

  private static HttpAnswer get(String token) {
    return HttpAnswer.of(
        function.invoke(
            HttpEvent.of(
                "GET",
                "/v1/authorizations/" + id,
                Map.of("authorization", "Bearer " + token),
                null)));
  }

  private static HttpAnswer get(String route, String accept) {
    return HttpAnswer.of(
        function.invoke(
            HttpEvent.of(
                "GET",
                route,
                Map.of("authorization", "Bearer " + token(Tokens.NPI), "accept", accept),
                null)));
  }

  private static HttpAnswer letter(String accept) {
    return get("/v1/authorizations/" + id + "/letters/1", accept);
  }

  private static HttpAnswer post(String path, String body) {
    return HttpAnswer.of(
        function.invoke(
            HttpEvent.of(
                "POST",
                path,
                Map.of(
                    "authorization",
                    "Bearer " + token(Tokens.NPI),
                    "content-type",
                    "application/json"),
                body.replace('\'', '"'))));
  }

  private static JsonNode json(HttpAnswer answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Test
  void function_readsAnAuthorization() throws Exception {
    HttpAnswer answer = get(token(Tokens.NPI));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("pended");
    assertThat(json(answer).path("because").path(0).path("rule").asText())
        .isEqualTo("bcbsma.htr.authorization");
    assertThat(answer.headers().get("etag")).containsExactly("\"1\"");
  }

  @Test
  void function_hidesItFromOthers() {
    assertThat(get(token(Tokens.OTHER_NPI)).status()).isEqualTo(404);
  }

  @Test
  void function_refusesATokenOfAnotherKey() {
    assertThat(get(Issuer.forge(ann(Tokens.NPI))).status()).isEqualTo(401);
  }

  @Test
  void function_searchesAndVerifies() throws Exception {
    HttpAnswer found =
        post(
            "/v1/authorizations/search",
            "{'memberId': '%s', 'dateOfBirth': '%s'}".formatted(MEMBER, Given.BORN_ON));
    HttpAnswer verified =
        post(
            "/v1/verifications",
            """
            {'authorizationNumber': '%s', 'dateOfService': '2026-09-10', 'npi': '%s',
             'codes': [{'code': '70551', 'units': 1}]}
            """
                .formatted(id, Given.SERVICING));

    assertThat(json(found).path("authorizations").path(0).path("id").asText()).isEqualTo(id);
    assertThat(json(verified).path("result").asText()).isEqualTo("not-covered");
  }

  @Test
  void function_printsALetter_asHtmlAndAsPdf_byteForByte() throws Exception {
    HttpAnswer html = letter("text/html");
    HttpAnswer pdf = letter("application/pdf");

    assertThat(html.status()).isEqualTo(200);
    assertThat(html.headers().get("content-type").getFirst()).startsWith("text/html");
    assertThat(html.body()).startsWith("<!").contains("</html>");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.headers().get("content-type")).containsExactly("application/pdf");
    assertThat(new String(pdf.bytes(), ISO_8859_1)).startsWith("%PDF-").contains("%%EOF");
    for (HttpAnswer answer : List.of(html, pdf)) {
      // The tag is the hash of what was sent.
      assertThat(answer.headers().get("etag")).containsExactly('"' + sha256(answer.bytes()) + '"');
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/deadlines,     application/json, '{'",
    "/v1/deadlines,     text/calendar,    BEGIN:VCALENDAR",
    "/v1/reports/daily, text/csv,         setting",
    "/v1/reports/daily, text/html,        <!DOCTYPE html>",
    "/v1/messages,      application/json, '{'",
    "/v1/events,        application/json, '{'",
  })
  void function_givesEachForm(String route, String form, String start) {
    HttpAnswer answer = get(route, form);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().get("content-type").getFirst()).startsWith(form);
    assertThat(answer.body()).startsWithIgnoringCase(start);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void function_logsNothingOfPersons() {
    get(token(Tokens.NPI));
    post(
        "/v1/authorizations/search",
        "{'memberId': '%s', 'dateOfBirth': '%s'}".formatted(MEMBER, Given.BORN_ON));
    post("/v1/authorizations/search", "{'memberId': '%s', 'more': 1}".formatted(MEMBER));

    assertThat(function.log())
        .doesNotContain(
            MEMBER, "Lovelace", Given.BORN_ON, Tokens.NPI, Given.SERVICING, "desk-of-ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status-read.json", "reports-messages.json"})
  void sampleEvent_isRefused_asItsTokenIsNotSigned(String sample) throws IOException {
    Path event = Path.of("..", "..", "infra", "events", sample);

    assertThat(HttpAnswer.of(function.invoke(Files.readString(event))).status()).isEqualTo(401);
  }
}
