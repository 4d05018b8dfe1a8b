package dev.priorauth.status;

import static dev.priorauth.status.Given.appended;
import static dev.priorauth.status.Given.request;
import static dev.priorauth.status.Given.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.rules.Books;
import dev.priorauth.core.rules.RuleBook;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class SearchResourceTest {
  private static final Instant FIRST = Instant.parse("2026-08-31T15:00:00Z");

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

  private static ValidatableResponse search(String token, String body) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(body.replace('\'', '"'))
        .post("/v1/authorizations/search")
        .then();
  }

  private static ValidatableResponse byReference(String token, String reference) {
    return given()
        .header("Authorization", "Bearer " + token)
        .queryParam("reference", reference)
        .get("/v1/authorizations")
        .then();
  }

  private static String member(String id, String more) {
    return "{'memberId': '%s', 'dateOfBirth': '%s'%s}".formatted(id, Given.BORN_ON, more);
  }

  private static String office() {
    return Tokens.provider("ann");
  }

  /** The n-th of a member's requests, a minute after the one before. */
  private Authorization nth(String member, int n) {
    LocalDate day = Given.FROM.plusDays(n);
    return stored(
            store,
            request(bcbsma(), "mri", member).from(day).at(FIRST.plusSeconds(60L * n)).recorded())
        .getFirst();
  }

  private static String id(Authorization state) {
    return state.id().text();
  }

  @Test
  void search_findsAMembersAuthorizations_withEveryPayer_withLettersAndUsage() {
    Authorization therapy =
        stored(store, request(bcbsma(), "physical-therapy", "TWO1").visits(3)).getFirst();
    Authorization other =
        stored(
                store,
                request(books.book("bcbsnc").orElseThrow(), "outpatient-therapy", "TWO1")
                    .at(FIRST.plusSeconds(60))
                    .recorded())
            .getFirst();

    search(office(), member("two1", ""))
        .statusCode(200)
        .body("authorizations.id", contains(id(other), id(therapy)))
        .body("authorizations.status", contains("pended", "expired"))
        .body("authorizations[1].letters", hasSize(1))
        .body("authorizations[1].usage.left", equalTo(3))
        .body("authorizations[1].authorization.number", equalTo(id(therapy)))
        .body("next", nullValue());
    search(office(), "{'memberId': 'TWO1', 'dateOfBirth': '1980-05-18'}")
        .body("authorizations", empty());
  }

  @Test
  void search_narrowsBy_statusNow_days_service_andProvider() {
    Authorization imaging = nth("NARROW1", 0);
    Authorization therapy =
        stored(store, request(bcbsma(), "physical-therapy", "NARROW1").visits(3)).getFirst();

    search(office(), member("NARROW1", ", 'status': 'expired'"))
        .body("authorizations.id", contains(id(therapy)));
    search(office(), member("NARROW1", ", 'status': ['pended', 'expired'], 'sort': 'oldest'"))
        .body("authorizations.id", containsInAnyOrder(id(imaging), id(therapy)));
    search(office(), member("NARROW1", ", 'service': 'mri'"))
        .body("authorizations.id", contains(id(imaging)));
    search(office(), member("NARROW1", ", 'from': '2026-09-02'"))
        .body("authorizations.id", contains(id(therapy)));
    search(office(), member("NARROW1", ", 'from': '2026-10-31', 'to': '2026-11-30'"))
        .body("authorizations.id", contains(id(therapy)));
    search(office(), member("NARROW1", ", 'from': '2026-11-01'")).body("authorizations", empty());
    search(office(), member("NARROW1", ", 'npi': '%s'".formatted(Tokens.NPI)))
        .body("authorizations", hasSize(2));
    search(office(), "{'reference': '%s', 'status': 'denied'}".formatted(id(imaging)))
        .body("authorizations", empty());
  }

  @Test
  void search_withoutAnythingToGoBy_isOverTheOwnProviders_eachHitOnce() {
    String first = "1111111112";
    String second = "1111111120";
    RuleBook book = bcbsma();
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      ids.addFirst(
          id(
              stored(
                      store,
                      request(book, "mri", "OWN1")
                          .by(n % 2 == 0 ? first : second)
                          .from(Given.FROM.plusDays(n))
                          .at(FIRST.plusSeconds(60L * n))
                          .recorded())
                  .getFirst()));
    }
    String office = Tokens.provider("two", first, second, Given.SERVICING);
    List<String> seen = new ArrayList<>();
    String next = null;
    do {
      ValidatableResponse page =
          search(
                  office,
                  "{'from': '2026-09-01', 'limit': 3, 'service': 'mri'%s}"
                      .formatted(next == null ? "" : ", 'cursor': '" + next + "'"))
              .statusCode(200);
      seen.addAll(page.extract().path("authorizations.id"));
      next = page.extract().path("next");
    } while (next != null);

    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(ids);
    search(Tokens.provider("one", second), "{}").body("authorizations", hasSize(3));
    search(Tokens.reviewer("rae", "carelon"), "{'status': 'pended'}")
        .statusCode(422)
        .body("errors[0].message", containsString("Give memberId and dateOfBirth, reference"));
  }

  @Test
  void search_givesPages_thatStayAsTheyAreWhileRecordsChange() {
    List<String> before = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      before.add(id(nth("PAGES1", n)));
    }
    List<String> seen = new ArrayList<>();
    String body = member("PAGES1", ", 'limit': 3%s");
    ValidatableResponse first =
        search(office(), body.formatted("")).body("authorizations", hasSize(3));
    seen.addAll(first.extract().path("authorizations.id"));
    String next = first.extract().path("next");

    String added = id(nth("PAGES1", 20));
    appended(
        store, Given.withdrawn(store.find(new AuthorizationId(before.getFirst())).orElseThrow()));

    while (next != null) {
      ValidatableResponse page =
          search(office(), body.formatted(", 'cursor': '" + next + "'")).statusCode(200);
      seen.addAll(page.extract().path("authorizations.id"));
      next = page.extract().path("next");
    }

    assertThat(seen).isEqualTo(before.reversed()).doesNotContain(added);
  }

  @Test
  void search_refusesACursor_thatIsForged_orOfAnotherSearch() {
    for (int n = 0; n < 3; n++) {
      nth("CURSOR1", n);
    }
    String cursor = search(office(), member("CURSOR1", ", 'limit': 1")).extract().path("next");
    assertThat(cursor).doesNotContain("CURSOR1");

    for (String body :
        List.of(
            member("CURSOR1", ", 'cursor': 'x'"),
            member("CURSOR1", ", 'cursor': 'x%s'".formatted(cursor)),
            member("CURSOR2", ", 'cursor': '%s'".formatted(cursor)),
            member("CURSOR1", ", 'sort': 'oldest', 'cursor': '%s'".formatted(cursor)),
            "{'reference': 'R1', 'cursor': '%s'}".formatted(cursor))) {
      search(office(), body).statusCode(422).body("errors.path", contains("$.cursor"));
    }
  }

  @Test
  void search_findsOnlyWhatTheCallerMaySee() {
    Authorization mine = nth("SEE1", 0);
    Authorization theirs =
        stored(store, request(bcbsma(), "physical-therapy", "SEE1").by(Tokens.OTHER_NPI).pended())
            .getFirst();

    search(office(), member("SEE1", "")).body("authorizations.id", contains(id(mine)));
    search(Tokens.provider("eve", Tokens.OTHER_NPI), member("SEE1", ""))
        .body("authorizations.id", contains(id(theirs)));
    search(Tokens.member("SEE1"), member("SEE1", "")).body("authorizations", hasSize(2));
    search(Tokens.reviewer("rae", "carelon"), member("SEE1", ""))
        .body("authorizations.id", contains(id(mine)));
    search(Tokens.reviewer("rae", "bcbsma"), "{'reference': '%s'}".formatted(id(mine)))
        .body("authorizations", empty());
    search(
            Tokens.reviewer("rae", "bcbsma"),
            "{'npi': '%s', 'service': 'physical-therapy',".formatted(Tokens.OTHER_NPI)
                + " 'status': 'pended'}")
        .body("authorizations.id", contains(id(theirs)));
  }

  @Test
  void search_refusesWhatTheTokenDoesNotName() {
    search(office(), "{'npi': '%s'}".formatted(Tokens.OTHER_NPI))
        .statusCode(422)
        .body("errors.path", contains("$.npi"));
    search(Tokens.member("SEE2"), member("SEE3", ""))
        .statusCode(422)
        .body("errors.path", contains("$.memberId"));
    search(Tokens.member("SEE2"), "{'npi': '%s'}".formatted(Tokens.NPI))
        .statusCode(422)
        .body("errors.path", contains("$"));
  }

  @Test
  void search_namesAllProblemsAtOnce() {
    search(
            office(),
            """
            {'memberId': 'X_1', 'npi': '1234567890', 'status': ['approved', 'lost'],
             'from': '2026-02-29', 'service': 'magic', 'sort': 'best', 'limit': 101,
             'cursor': 'x', 'payer': 'bcbsma'}
            """)
        .statusCode(422)
        .body(
            "errors.path",
            containsInAnyOrder(
                "$.dateOfBirth",
                "$.memberId",
                "$.npi",
                "$.status[1]",
                "$.from",
                "$.service",
                "$.sort",
                "$.limit",
                "$.cursor",
                "$.payer"));
    search(
            Tokens.reviewer("rae", "carelon"),
            "{'service': 'mri', 'from': '2026-02-02', 'to': '2026-02-01'}")
        .statusCode(422)
        .body("errors.path", containsInAnyOrder("$", "$.to"));
  }

  @Test
  void byReference_findsOne_byItsOwn_itsWholes_orTheAdministratorsReference() {
    AuthorizationId whole = Given.newId();
    List<Authorization> parts =
        stored(
            store,
            request(bcbsma(), "physical-therapy", "REF1").partOf(whole).visits(3),
            request(bcbsma(), "mri", "REF1").partOf(whole).recorded());
    appended(store, Given.decided(parts.get(1), "ACMP# 77-1004", Given.line("70551", 1)));

    byReference(office(), id(parts.get(0))).body("authorizations.id", contains(id(parts.get(0))));
    byReference(office(), whole.text()).body("authorizations.parent", hasSize(2));
    for (String typed : List.of("ACMP# 77-1004", "acmp771004", " Acmp #771004 ")) {
      byReference(office(), typed)
          .statusCode(200)
          .body("authorizations.id", contains(id(parts.get(1))))
          .body("authorizations[0].authorization.number", equalTo("ACMP# 77-1004"))
          .body("typingError", equalTo(false))
          .body("hint", nullValue());
    }
    byReference(Tokens.provider("eve", Tokens.OTHER_NPI), "ACMP# 77-1004")
        .statusCode(200)
        .body("authorizations", empty());
  }

  @Test
  void byReference_saysThatACharacterIsWrong_whetherOrNotTheRightOneIsThere() {
    String id = id(nth("TYPO1", 0));
    String mistyped = id.substring(0, 13) + (id.endsWith("7") ? "8" : "7");

    String hint =
        byReference(office(), mistyped)
            .statusCode(200)
            .body("authorizations", empty())
            .body("typingError", equalTo(true))
            .body("hint", not(nullValue()))
            .extract()
            .asString();
    assertThat(byReference(Tokens.member("OTHER"), mistyped).extract().asString()).isEqualTo(hint);
    search(office(), "{'reference': '%s'}".formatted(mistyped)).body("typingError", equalTo(true));
    byReference(office(), Given.newId().text()).body("typingError", equalTo(false));
  }

  @Test
  void byReference_takesAReferenceOnly() {
    given()
        .header("Authorization", "Bearer " + office())
        .get("/v1/authorizations?memberId=X1&dateOfBirth=1980-05-17")
        .then()
        .statusCode(400)
        .body("errors.path", containsInAnyOrder("reference", "memberId", "dateOfBirth"));
  }
}
