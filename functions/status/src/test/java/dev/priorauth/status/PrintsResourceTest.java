package dev.priorauth.status;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Basis;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.decisions.Approval;
import dev.priorauth.core.decisions.Ask;
import dev.priorauth.core.decisions.Handling;
import dev.priorauth.core.decisions.Outcome;
import dev.priorauth.core.decisions.Party;
import dev.priorauth.core.decisions.Pend;
import dev.priorauth.core.facts.Facts;
import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.MemberId;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.core.requests.Submission;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.dynamodb.IdempotencyKey;
import dev.priorauth.dynamodb.SubmitResult;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class PrintsResourceTest {
  private static final Npi OFFICE = new Npi(Tokens.NPI);
  private static final Outcome APPROVED =
      new Outcome.Approved(
          new Approval(
              LocalDate.of(2025, 1, 10),
              LocalDate.of(2025, 12, 31),
              Optional.of(26),
              List.of(),
              Optional.empty()));
  private static final Outcome PENDED =
      new Outcome.Pended(
          new Pend(
              Pend.Reason.CLINICAL_REVIEW,
              "A reviewer has to see it.",
              List.of(
                  Ask.of(
                      1,
                      Ask.Kind.DECISION,
                      "Decide it.",
                      Party.REVIEWER,
                      LocalDate.of(2025, 1, 16))),
              Party.REVIEWER,
              Instant.parse("2025-01-17T04:59:59Z"),
              Optional.empty()));

  @Inject AuthorizationStore authorizations;
  @Inject Books books;

  /** Keeps a request of a member of its own, and gives its path. */
  private String stored(int number, Outcome outcome) {
    MemberId member = new MemberId("XXP12345670" + number);
    AuthorizationId id = AuthorizationId.of(7000 + number);
    Submission submission =
        new Submission(
            "bcbsma",
            "commercial-hmo",
            Optional.empty(),
            new Submission.Member(member, "Ada", "Lovelace", LocalDate.of(1980, 5, 17)),
            new Submission.Requester(OFFICE, "therapist"),
            OFFICE,
            "physical-therapy",
            List.of(),
            List.of(),
            LocalDate.of(2025, 1, 10),
            Optional.empty(),
            Optional.of(26),
            new Submission.Urgency.Standard(),
            Facts.NONE,
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    Basis basis =
        new Basis(
            Handling.DECIDED_HERE,
            "bcbsma",
            ZoneId.of("America/New_York"),
            Optional.empty(),
            books.book("bcbsma").orElseThrow().hash(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Actor by = new Actor("office", Role.PROVIDER, Set.of(OFFICE), Set.of());
    SubmitResult result =
        authorizations.submit(
            List.of(
                Operations.submit(
                    id, submission, basis, outcome, by, Instant.parse("2025-01-02T15:00:00Z"))),
            authorizations.standing("bcbsma", member),
            new IdempotencyKey(OFFICE, "letter-" + number),
            "hash");
    assertThat(result).isInstanceOf(SubmitResult.Stored.class);
    return "/v1/authorizations/" + id;
  }

  private static Response get(String path, String accept, String token) {
    return given().header("Authorization", "Bearer " + token).header("Accept", accept).get(path);
  }

  private static Response get(String path, String accept) {
    return get(path, accept, Tokens.provider("ann"));
  }

  @Test
  void letter_isHtml_whenAnythingIsAccepted() {
    String path = stored(1, APPROVED);

    Response html = get(path + "/letters/1", "*/*");

    assertThat(html.headers().getValues("Cache-Control"))
        .allSatisfy(value -> assertThat("private, no-store").contains(value))
        .anySatisfy(value -> assertThat(value).contains("no-store"));
    html.then()
        .statusCode(200)
        .contentType("text/html;charset=UTF-8")
        .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'sha256-"))
        .header("Content-Disposition", containsString("letter-" + path.substring(19) + "-1.html"))
        .body(containsString("<h1>The request is approved</h1>"))
        .body(containsString("26 visits"))
        .body(containsString("December 31, 2025"));
  }

  @Test
  void letter_isPdf_whenThatIsPreferred_withTheSameBytesEachTime() {
    String path = stored(2, APPROVED) + "/letters/1";
    Response pdf = get(path, "text/html;q=0.5, application/pdf");

    pdf.then().statusCode(200).contentType("application/pdf");
    byte[] bytes = pdf.asByteArray();
    assertThat(new String(bytes, 0, 5, US_ASCII)).isEqualTo("%PDF-");
    assertThat(new String(bytes, bytes.length - 6, 5, US_ASCII)).isEqualTo("%%EOF");
    assertThat(get(path, "application/pdf").asByteArray()).isEqualTo(bytes);
    assertThat(get(path, "application/pdf").header("ETag")).isEqualTo(pdf.header("ETag"));
  }

  @Test
  void letter_isRefused_whenNeitherFormIsAccepted() {
    get(stored(3, APPROVED) + "/letters/1", "image/png").then().statusCode(406);
  }

  @Test
  void letter_isNotFound_alikeWhereItIsHiddenAndWhereThereIsNone() {
    String path = stored(4, APPROVED);
    String hidden =
        get(path + "/letters/1", "*/*", Tokens.provider("eve", Tokens.OTHER_NPI))
            .then()
            .statusCode(404)
            .extract()
            .asString();

    get(path + "/letters/2", "*/*").then().statusCode(404).body(equalTo(hidden));
    get("/v1/authorizations/" + AuthorizationId.of(1) + "/letters/1", "*/*")
        .then()
        .statusCode(404)
        .body(equalTo(hidden));
  }

  @Test
  void sheet_hasWhatIsApproved() {
    get(stored(5, APPROVED) + "/sheet", "text/html")
        .then()
        .statusCode(200)
        .body(containsString("<td>26 visits</td>"))
        .body(containsString("version 1 of the record"));
  }

  @Test
  void sheet_isRefused_whereNothingIsApproved() {
    get(stored(6, PENDED) + "/sheet", "text/html").then().statusCode(409);
  }
}
