package dev.priorauth.status.reports;

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

/** Every route wants a good token of the right role, before it looks at anything else. */
@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class ReportTokensTest {
  private static final Function<RequestSpecification, Response> METRICS =
      request -> request.get("/v1/metrics?colour=red");

  private static final List<Function<RequestSpecification, Response>> OFFICE =
      List.of(
          request -> request.get("/v1/messages?colour=red"),
          request -> request.body("{").post("/v1/messages/read"),
          request -> request.get("/v1/events?colour=red"),
          request -> request.get("/v1/deadlines?colour=red"),
          request -> request.get("/v1/reports/daily?colour=red"));

  private static int status(Function<RequestSpecification, Response> route, String... header) {
    RequestSpecification request = given().contentType("application/json");
    return route
        .apply(header.length == 0 ? request : request.header("Authorization", header[0]))
        .statusCode();
  }

  @Test
  void everyRoute_refusesWhatIsNoToken_notForUs_notOfOurIssuer_expired_orOfNoRole() {
    List<Function<RequestSpecification, Response>> routes = new ArrayList<>(OFFICE);
    routes.add(METRICS);
    for (Function<RequestSpecification, Response> route : routes) {
      assertThat(status(route)).isEqualTo(401);
      for (String token :
          List.of(
              "x.y.z",
              Tokens.claims("ann", "provider").sign(Tokens.keys().getPrivate()),
              Tokens.claims("ann", "provider")
                  .issuer("https://else.example")
                  .sign(Tokens.trusted()),
              Tokens.claims("ann", "provider").audience("else").sign(Tokens.trusted()),
              Tokens.claims("ann", "provider").expiresAt(1_000_000_000).sign(Tokens.trusted()),
              Tokens.claims("ann", "clerk").sign(Tokens.trusted()))) {
        assertThat(status(route, "Bearer " + token)).isEqualTo(401);
      }
    }
  }

  @Test
  void routesOfAnOffice_areHiddenFromOthers_andMetricsFromAllButOperators() {
    String provider = "Bearer " + Tokens.provider("ann");
    List<String> others =
        List.of("Bearer " + Tokens.reviewer("nurse", "bcbsma"), "Bearer " + Tokens.member("XXP1"));
    String operator = "Bearer " + Tokens.operator("ops");
    for (Function<RequestSpecification, Response> route : OFFICE) {
      assertThat(status(route, provider)).isEqualTo(400);
      others.forEach(token -> assertThat(status(route, token)).isEqualTo(404));
      assertThat(status(route, operator)).isEqualTo(404);
    }
    assertThat(status(METRICS, operator)).isEqualTo(400);
    assertThat(status(METRICS, provider)).isEqualTo(404);
    others.forEach(token -> assertThat(status(METRICS, token)).isEqualTo(404));
  }
}
