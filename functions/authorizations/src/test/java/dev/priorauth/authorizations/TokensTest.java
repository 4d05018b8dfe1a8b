package dev.priorauth.authorizations;

import static dev.priorauth.testkit.Tokens.claims;
import static dev.priorauth.testkit.Tokens.trusted;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step with every token that is not valid. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class TokensTest {

  static Stream<Calls.Route> routes() {
    return Calls.ROUTES.stream();
  }

  /** Values of the header Authorization. */
  private static Map<String, String> headers() {
    String unsigned =
        part("{\"alg\":\"none\"}")
            + "."
            + part(
                "{\"sub\":\"ann\",\"iss\":\"https://issuer.example\",\"aud\":\"priorauth\","
                    + "\"role\":\"provider\",\"npi\":[\""
                    + Tokens.NPI
                    + "\"],\"exp\":4102444800}")
            + ".";
    Instant now = Instant.now();
    return Map.of(
        "unsigned", "Bearer " + unsigned,
        "no token", "Bearer x",
        "another scheme", "Basic " + Tokens.provider("ann"),
        "expired",
            "Bearer "
                + claims("ann", "provider")
                    .issuedAt(now.minusSeconds(7200))
                    .expiresAt(now.minusSeconds(3600))
                    .sign(trusted()),
        "another issuer",
            "Bearer " + claims("ann", "provider").issuer("https://other.example").sign(trusted()),
        "another audience", "Bearer " + claims("ann", "provider").audience("other").sign(trusted()),
        "another key", "Bearer " + claims("ann", "provider").sign(Tokens.keys().getPrivate()),
        "an unknown role", "Bearer " + claims("ann", "owner").sign(trusted()),
        "a wrong NPI",
            "Bearer "
                + claims("ann", "provider").claim("npi", List.of("1234567890")).sign(trusted()));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyStep_refusesTokensThatAreNotValid_beforeItLooksAtTheBody(Calls.Route route) {
    String path = "/v1/authorizations/A0000/" + route.step();
    refused(json(), path);
    headers().values().forEach(header -> refused(json().header("Authorization", header), path));
  }

  @ParameterizedTest
  @MethodSource("headerNames")
  void documents_areListedForValidTokensOnly(String name) {
    given()
        .header("Authorization", headers().get(name))
        .get("/v1/authorizations/A0000/documents")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer"));
  }

  static Stream<String> headerNames() {
    return headers().keySet().stream().sorted();
  }

  private static RequestSpecification json() {
    return given().contentType("application/json").body("{");
  }

  private static void refused(RequestSpecification request, String path) {
    request
        .post(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("type", equalTo("urn:priorauth:problem:unauthenticated"));
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
