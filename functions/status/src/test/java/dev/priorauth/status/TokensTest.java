package dev.priorauth.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every route wants a good token, before it looks at anything else. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class TokensTest {
  private static final List<Function<RequestSpecification, Response>> ROUTES =
      List.of(
          request -> request.get("/v1/authorizations/A0000000000000"),
          request -> request.get("/v1/authorizations?reference=X1"),
          request -> request.body("{").post("/v1/authorizations/search"),
          request -> request.body("{").post("/v1/verifications"));

  private static List<String> bodies(String... header) {
    List<String> bodies = new ArrayList<>();
    for (Function<RequestSpecification, Response> route : ROUTES) {
      RequestSpecification request = given().contentType("application/json");
      Response answer =
          route.apply(header.length == 0 ? request : request.header("Authorization", header[0]));
      assertThat(answer.statusCode()).isEqualTo(401);
      bodies.add(answer.asString());
    }
    return bodies;
  }

  @Test
  void everyRoute_refusesWhatIsNoToken_notForUs_notOfOurIssuer_expired_orOfNoRole() {
    List<String> none = bodies();

    assertThat(bodies("Basic YW5uOmFubg==")).isEqualTo(none);
    assertThat(bodies("Bearer x.y.z")).isEqualTo(none);
    for (String token :
        List.of(
            Tokens.claims("ann", "provider").sign(Tokens.keys().getPrivate()),
            Tokens.claims("ann", "provider").issuer("https://else.example").sign(Tokens.trusted()),
            Tokens.claims("ann", "provider").audience("else").sign(Tokens.trusted()),
            Tokens.claims("ann", "provider").expiresAt(1_000_000_000).sign(Tokens.trusted()),
            Tokens.claims("ann", "clerk").sign(Tokens.trusted()))) {
      assertThat(bodies("Bearer " + token)).isEqualTo(none);
    }
  }

  @Test
  void everyRoute_hasNothingForOperators() {
    for (Function<RequestSpecification, Response> route : ROUTES) {
      assertThat(
              route
                  .apply(
                      given()
                          .contentType("application/json")
                          .header("Authorization", "Bearer " + Tokens.operator("ops")))
                  .statusCode())
          .isEqualTo(404);
    }
  }
}
