package dev.priorauth.status;

import static dev.priorauth.status.Given.appended;
import static dev.priorauth.status.Given.request;
import static dev.priorauth.status.Given.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Visit;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class AuthorizationResourceTest {
  private static final String ANN = "XXP100000001";

  @Inject AuthorizationStore store;
  @Inject Books books;
  @Inject TestClock clock;

  @AfterEach
  void backToTheStart() {
    clock.set(TestClock.START);
  }

  private RuleBook bcbsma() {
    return books.book("bcbsma").orElseThrow();
  }

  private static Response get(String token, String id) {
    return given().header("Authorization", "Bearer " + token).get("/v1/authorizations/" + id);
  }

  private static Response get(String token, AuthorizationId id) {
    return get(token, id.text());
  }

  private static String office() {
    return Tokens.provider("ann");
  }

  /** The office that treats. */
  private static String servicing() {
    return Tokens.provider("bob", Given.SERVICING);
  }

  @ParameterizedTest
  @CsvSource({"2026-10-30, approved", "2026-10-31, approved", "2026-11-01, expired"})
  void read_saysExpired_fromTheDayAfterTheLast_withoutAnyJob(LocalDate day, String status) {
    Authorization state =
        stored(store, request(bcbsma(), "physical-therapy", "E" + day).visits(3)).getFirst();
    clock.set(Instant.parse(day + "T04:00:00Z"));

    get(office(), state.id())
        .then()
        .statusCode(200)
        .body("status", equalTo(status))
        .body("authorization.to", equalTo("2026-10-31"));
  }

  @Test
  void read_saysWhatIsLeft_whatComesNext_andWhy() {
    Authorization state =
        stored(store, request(bcbsma(), "physical-therapy", "U1").visits(3)).getFirst();
    appended(store, Given.visited(state, new Visit(Given.FROM, 2, List.of())));
    clock.set(Instant.parse("2026-09-02T16:00:00Z"));

    get(office(), state.id())
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("usage.approved", equalTo(3))
        .body("usage.used", equalTo(2))
        .body("usage.left", equalTo(1))
        .body("usage.runsOutOn", equalTo("2026-10-31"))
        .body("nextStep.owner", equalTo("requester"))
        .body("nextStep.dueBy", equalTo("2026-10-24T23:59:59-04:00"))
        .body("history.what", contains("submitted", "visits-recorded"))
        .body("letters.kind", contains("approval"))
        .body("because[0].cite.quote", not(nullValue()));
  }

  @Test
  void read_answersUnknownHiddenAndMistyped_withOneBody() {
    Authorization state = stored(store, request(bcbsma(), "mri", ANN).recorded()).getFirst();
    String id = state.id().text();
    String mistyped = id.substring(0, 13) + (id.endsWith("7") ? "8" : "7");

    String hidden =
        get(Tokens.provider("eve", Tokens.OTHER_NPI), id)
            .then()
            .statusCode(404)
            .extract()
            .asString();
    String unknown = get(office(), Given.newId()).then().statusCode(404).extract().asString();
    String wrong = get(office(), mistyped).then().statusCode(404).extract().asString();

    assertThat(hidden).isEqualTo(unknown).isEqualTo(wrong).doesNotContain(id);
  }

  @Test
  void read_isForThoseWhoHaveToDoWithIt() {
    AuthorizationId id = stored(store, request(bcbsma(), "mri", "W1").recorded()).getFirst().id();

    for (String token :
        List.of(office(), servicing(), Tokens.member("W1"), Tokens.reviewer("rae", "carelon"))) {
      get(token, id).then().statusCode(200).body("id", equalTo(id.text()));
    }
    for (String token :
        List.of(
            Tokens.provider("eve", Tokens.OTHER_NPI),
            Tokens.member("W2"),
            Tokens.reviewer("rae", "bcbsma"),
            Tokens.operator("ops"))) {
      get(token, id).then().statusCode(404);
    }
  }

  @Test
  void read_takesAReferenceAsPeopleTypeIt() {
    AuthorizationId id = stored(store, request(bcbsma(), "mri", "T1").recorded()).getFirst().id();

    get(office(), id.text().toLowerCase(Locale.ROOT).replace('0', 'o'))
        .then()
        .statusCode(200)
        .body("id", equalTo(id.text()));
  }

  @Test
  void read_givesTheWholeOfADividedRequest_withThePartsThatMayBeSeen() {
    AuthorizationId whole = Given.newId();
    List<Authorization> parts =
        stored(
            store,
            request(bcbsma(), "physical-therapy", "D1").partOf(whole).visits(3),
            request(bcbsma(), "mri", "D1").partOf(whole).recorded());
    clock.set(Instant.parse("2026-09-02T16:00:00Z"));

    get(office(), whole)
        .then()
        .statusCode(200)
        .header("ETag", "\"1-1\"")
        .body("id", equalTo(whole.text()))
        .body("status", equalTo("pended"))
        .body("parts.status", contains("approved", "pended"))
        .body("parts.parent", contains(whole.text(), whole.text()))
        .body("version", equalTo(2))
        .body("pend.asks.part", everyItem(equalTo(parts.get(1).id().text())))
        .body("nextStep.part", equalTo(parts.get(1).id().text()))
        .body("letters.part", contains(parts.get(0).id().text(), parts.get(1).id().text()))
        .body("parts.appealRoutes", everyItem(empty()));
    get(Tokens.reviewer("rae", "carelon"), whole)
        .then()
        .statusCode(200)
        .body("status", equalTo("pended"))
        .body("parts.id", contains(parts.get(1).id().text()));
    get(Tokens.reviewer("rae", "bcbsma"), whole)
        .then()
        .body("status", equalTo("approved"))
        .body("parts", hasSize(1));
    get(Tokens.reviewer("rae", "progenyhealth"), whole).then().statusCode(404);
  }

  @Test
  void read_takesNoParameters() {
    given()
        .header("Authorization", "Bearer " + office())
        .get("/v1/authorizations/" + Given.newId() + "?full=1")
        .then()
        .statusCode(400)
        .body("errors.path", contains("full"));
  }
}
