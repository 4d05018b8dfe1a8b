package dev.priorauth.authorizations;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class ProfileResourceTest {
  private static final String PATH = "/v1/profile";

  private static final String WHOLE =
      """
      {"npi": "1234567893", "taxId": "12-3456789", "email": "%s", "phone": "617-555-0100",
       "fax": "617-555-0101", "organization": "Harbor Physical Therapy",
       "notifications": {"recipients": [{"email": "desk@harbor.example", "role": "front desk"}],
                         "mode": "daily"}}\
      """;

  @Inject ProfileStore profiles;

  private static ValidatableResponse get(String token) {
    return given().header("Authorization", "Bearer " + token).get(PATH).then();
  }

  private static ValidatableResponse put(String sub, String body, String... ifMatch) {
    var request =
        given()
            .header("Authorization", "Bearer " + Tokens.provider(sub))
            .contentType("application/json")
            .body(body);
    return (ifMatch.length == 0 ? request : request.header("If-Match", ifMatch[0]))
        .put(PATH)
        .then();
  }

  private static String whole(String email) {
    return WHOLE.formatted(email);
  }

  @Test
  void write_isReadAgain_withItsVersion() {
    put("ann", whole("ann@harbor.example")).statusCode(200).header("ETag", "\"1\"");

    get(Tokens.provider("ann"))
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("npi", equalTo("1234567893"))
        .body("taxId", equalTo("12-3456789"))
        .body("email", equalTo("ann@harbor.example"))
        .body("notifications.mode", equalTo("daily"))
        .body("notifications.recipients.role", contains("front desk"))
        .body("missing", equalTo(List.of()));
  }

  private static String webhook(String url) {
    return "{\"npi\": \"1234567893\", \"webhook\": {\"url\": \"" + url + "\"}}";
  }

  @Test
  void webhook_showsItsSecretOnce_andKeepsItWhileTheAddressIsTheSame() {
    String first =
        put("hal", webhook("https://hooks.harbor.example/pa"))
            .statusCode(200)
            .body("webhook.secret", matchesPattern("whsec_[\\w-]{43}"))
            .extract()
            .path("webhook.secret");

    put("hal", webhook("https://hooks.harbor.example/pa"))
        .body("webhook.url", equalTo("https://hooks.harbor.example/pa"))
        .body("webhook.secret", nullValue());
    get(Tokens.provider("hal")).body("webhook.secret", nullValue());
    put("hal", webhook("https://hooks.harbor.example/other"))
        .body("webhook.secret", allOf(notNullValue(), not(equalTo(first))));
  }

  @Test
  void webhook_secretIsNotStored_butMadeOfTheKeyAndWhatIs() {
    String shown =
        put("jan", webhook("https://hooks.harbor.example/pa")).extract().path("webhook.secret");

    String nonce = profiles.find("jan").orElseThrow().profile().webhook().orElseThrow().nonce();
    assertThat(nonce).matches("[\\w-]{22}");
    assertThat(shown).isEqualTo(new WebhookKey(FunctionResources.WEBHOOK_KEY).secret(nonce));
  }

  @Test
  void webhook_isAnAddressOfThePublicInternet_ofANamedProvider() {
    for (String url :
        List.of(
            "http://hooks.harbor.example/pa",
            "https://localhost/pa",
            "https://127.0.0.1/pa",
            "https://169.254.169.254/latest",
            "https://[::1]/pa",
            "https://0x7f.1/pa",
            "https://ann:secret@hooks.harbor.example/pa",
            "https://hooks.harbor.example/pa#part",
            "file:///etc/passwd",
            "hooks.harbor.example")) {
      put("ida", webhook(url)).statusCode(422).body("errors.path", contains("$.webhook.url"));
    }
    put("ida", "{\"webhook\": {\"url\": \"https://hooks.harbor.example/pa\"}}")
        .statusCode(422)
        .body("errors.path", contains("$.webhook"));
  }

  @Test
  void write_saysWhatIsMissing_forASubmission() {
    put("ben", "{\"email\": \"ben@harbor.example\", \"fax\": \"617-555-0101\"}")
        .statusCode(200)
        .body("missing", contains("npi", "taxId", "phone", "organization"));
  }

  @Test
  void write_refusesAVersionThatIsNotTheLast() {
    put("cid", whole("cid@harbor.example"), "\"1\"").statusCode(409).body("version", equalTo(0));
    put("cid", whole("cid@harbor.example")).statusCode(200);
    put("cid", whole("cid@harbor.example"), "\"1\"").statusCode(200).header("ETag", "\"2\"");

    put("cid", whole("cid@harbor.example"), "\"1\"")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("version", equalTo(2));
  }

  @Test
  void write_refusesAnAddressThatAnotherAccountHas_untilItIsFree() {
    put("dan", whole("desk@bay.example")).statusCode(200);
    put("eve", whole("Desk@Bay.example"))
        .statusCode(422)
        .body("errors.path", contains("$.email"))
        .body("errors.message", not(contains(containsString("Bay"))));
    put("dan", whole("dan@bay.example")).statusCode(200);

    put("eve", whole("Desk@Bay.example")).statusCode(200);
  }

  @Test
  void write_namesAllProblemsAtOnce() {
    put(
            "fay",
            """
            {"npi": "1234567890", "taxId": "123456789", "email": "fay", "phone": "5550100",
             "fax": 6175550101, "organization": " ", "pager": "1",
             "notifications": {"recipients": [{"email": "x"}], "mode": "hourly"}}\
            """)
        .statusCode(422)
        .body(
            "errors.path",
            containsInAnyOrder(
                "$.npi",
                "$.taxId",
                "$.email",
                "$.phone",
                "$.fax",
                "$.organization",
                "$.pager",
                "$.notifications.recipients[0].email",
                "$.notifications.recipients[0].role",
                "$.notifications.mode"));
  }

  @Test
  void write_refusesAProvider_whomTheTokenDoesNotName() {
    put("gus", whole("gus@harbor.example").replace("1234567893", "1245319599"))
        .statusCode(422)
        .body("errors.path", contains("$.npi"));
  }

  @Test
  void read_findsNothing_whereNothingWasWritten_orForAnotherRole() {
    get(Tokens.provider("nobody")).statusCode(404);
    for (String role : List.of("reviewer", "operator", "member")) {
      get(Tokens.claims("ann", role).sign(Tokens.trusted())).statusCode(404);
    }
  }

  @Test
  void everyRoute_refusesTokens_thatAreNotValid() {
    String none =
        part("{\"alg\":\"none\"}")
            + "."
            + part(
                "{\"sub\":\"ann\",\"iss\":\"https://issuer.example\",\"aud\":\"priorauth\","
                    + "\"role\":\"provider\",\"npi\":[],\"exp\":4102444800}")
            + ".";
    Map<String, String> tokens =
        Map.of(
            "alg none", none,
            "not a token", "x",
            "expired",
                Tokens.claims("ann", "provider")
                    .issuedAt(Instant.now().minusSeconds(7200))
                    .expiresAt(Instant.now().minusSeconds(3600))
                    .sign(Tokens.trusted()),
            "wrong issuer",
                Tokens.claims("ann", "provider")
                    .issuer("https://other.example")
                    .sign(Tokens.trusted()),
            "wrong audience",
                Tokens.claims("ann", "provider").audience("other").sign(Tokens.trusted()),
            "wrong key", Tokens.claims("ann", "provider").sign(Tokens.keys().getPrivate()),
            "unknown role", Tokens.claims("ann", "owner").sign(Tokens.trusted()),
            "wrong NPI",
                Tokens.claims("ann", "provider")
                    .claim("npi", List.of("1234567890"))
                    .sign(Tokens.trusted()));

    refused(Optional.empty());
    tokens.values().forEach(token -> refused(Optional.of(token)));
  }

  private static void refused(Optional<String> token) {
    var request = given();
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    request
        .get(PATH)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer");
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  @Test
  void recipient_isOnePlainAddress() {
    for (String email :
        List.of("desk", "a@b", "a,b@harbor.example", "x<y@harbor.example", "a@harbor.example,b")) {
      put(
              "kim",
              """
              {"notifications": {"recipients": [{"email": "%s", "role": "billing"}], "mode": "daily"}}"""
                  .formatted(email))
          .statusCode(422)
          .body("errors.path", contains("$.notifications.recipients[0].email"));
    }
  }
}
