package dev.priorauth.status.reports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class MessagesResourceTest {
  private static final Instant FIRST = Instant.parse("2026-11-02T15:00:00Z");

  @Inject AuthorizationStore store;
  @Inject TestClock clock;

  private final String requesting = Stored.npi();
  private final String treating = Stored.npi();
  private Stored stored;

  @BeforeEach
  void resetTheClock() {
    clock.set(TestClock.START);
    stored = new Stored(store, requesting, treating);
  }

  private static ValidatableResponse get(String npi, String route) {
    return given()
        .header("Authorization", "Bearer " + Tokens.provider("ann", npi))
        .get(route)
        .then();
  }

  private static ValidatableResponse read(String npi, List<String> ids) {
    return given()
        .header("Authorization", "Bearer " + Tokens.provider("ann", npi))
        .contentType("application/json")
        .body("{\"ids\": [\"" + String.join("\", \"", ids) + "\"]}")
        .post("/v1/messages/read")
        .then();
  }

  private static List<String> ids(String npi) {
    return get(npi, "/v1/messages").statusCode(200).extract().path("messages.id");
  }

  /** Submitted, asked, then denied: what the offices are told. */
  private Authorization deniedAfterAnAsk() {
    Authorization asked = stored.asked(stored.pended(FIRST), FIRST.plusSeconds(60));
    return stored.denied(asked, FIRST.plusSeconds(120));
  }

  @Test
  void messages_tellBothOffices_newestFirst_withoutPersonalData() {
    Authorization state = deniedAfterAnAsk();

    for (String office : List.of(requesting, treating)) {
      ValidatableResponse answer =
          get(office, "/v1/messages")
              .statusCode(200)
              .body(
                  "messages.kind",
                  contains("denied", "denial-proposed", "information-asked", "pended"))
              .body(
                  "messages.topic",
                  contains(
                      "authorization", "department-request", "information-needed", "authorization"))
              .body("messages[0].authorization", equalTo(state.id().text()))
              .body("messages[0].link", equalTo("/v1/authorizations/" + state.id().text()))
              .body("messages.read", contains(false, false, false, false))
              .body("unread.count", equalTo(4))
              .body("next", nullValue());
      assertThat(answer.extract().asString())
          .doesNotContain(Stored.NAME, Stored.ASKED, "XXP1", "No progress");
    }
    get(Stored.npi(), "/v1/messages").body("messages", empty()).body("unread.count", equalTo(0));
  }

  @Test
  void messages_areReadByTheOffice_notByTheOtherOne_andMarkingTwiceChangesNothing() {
    deniedAfterAnAsk();
    List<String> ids = ids(requesting);

    read(requesting, ids.subList(0, 1)).statusCode(200).body("unread.count", equalTo(3));
    read(requesting, ids.subList(0, 2)).statusCode(200).body("unread.count", equalTo(2));
    read(requesting, ids.subList(0, 2)).statusCode(200).body("unread.count", equalTo(2));

    get(requesting, "/v1/messages").body("messages.read", contains(true, true, false, false));
    get(requesting, "/v1/messages?unread=true")
        .body("messages.id", contains(ids.get(2), ids.get(3)));
    get(treating, "/v1/messages").body("unread.count", equalTo(4));
  }

  @Test
  void messages_comeInPages_eachOnce() {
    Authorization state = stored.pended(FIRST);
    for (int n = 0; n < 5; n++) {
      state = stored.asked(state, FIRST.plusSeconds(n));
    }
    List<String> all = new ArrayList<>();
    String next = "";
    do {
      JsonPath page =
          get(requesting, "/v1/messages?limit=2" + next).statusCode(200).extract().jsonPath();
      all.addAll(page.getList("messages.id", String.class));
      next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    } while (next != null);

    assertThat(all).hasSize(6).doesNotHaveDuplicates().isEqualTo(ids(requesting));
  }

  @Test
  void markRead_refusesMessagesOfOthers_andNonsense_namingEach() {
    deniedAfterAnAsk();
    List<String> ids = ids(requesting);

    read(Stored.npi(), ids.subList(0, 1)).statusCode(422).body("errors.path", contains("$.ids[0]"));
    read(requesting, List.of(ids.getFirst(), "x", "y"))
        .statusCode(422)
        .body("errors.path", contains("$.ids[1]", "$.ids[2]"));
    get(requesting, "/v1/messages").body("unread.count", equalTo(4));
  }

  @Test
  void list_refusesAProviderThatTheTokenDoesNotName_andACursorOfAnotherList() {
    get(requesting, "/v1/messages?npi=" + treating)
        .statusCode(400)
        .body("errors.path", contains("npi"));
    get(requesting, "/v1/messages?cursor=x")
        .statusCode(400)
        .body("errors.path", contains("cursor"));
    get(requesting, "/v1/messages?npi=" + requesting).statusCode(200);
  }

  @Test
  void events_replayFromACursor_oldestFirst_asCloudEvents() {
    Authorization state = deniedAfterAnAsk();
    JsonPath first = get(treating, "/v1/events?limit=2").statusCode(200).extract().jsonPath();

    assertThat(first.getList("events.type", String.class))
        .containsExactly("authorization.pended", "authorization.information-asked");
    assertThat(first.getString("events[0].specversion")).isEqualTo("1.0");
    assertThat(first.getString("events[0].subject")).isEqualTo(state.id().text());
    assertThat(first.getBoolean("more")).isTrue();
    get(treating, "/v1/events?limit=2")
        .body("events.id", equalTo(first.getList("events.id", String.class)));
    String cursor =
        get(treating, "/v1/events?after=" + first.getString("cursor"))
            .body("events.type", contains("authorization.denial-proposed", "authorization.denied"))
            .body("more", equalTo(false))
            .extract()
            .path("cursor");

    get(treating, "/v1/events?after=" + cursor)
        .body("events", empty())
        .body("cursor", equalTo(cursor));
  }

  @Test
  void events_areGiven_whenNothingCanComeBeforeThemAnyMore() {
    Instant asked = FIRST.plusSeconds(60);
    stored.asked(stored.pended(FIRST), asked);

    clock.set(asked.plusSeconds(30));
    get(requesting, "/v1/events").body("events.type", contains("authorization.pended"));
    clock.set(asked.plusSeconds(31));
    get(requesting, "/v1/events")
        .body("events.type", contains("authorization.pended", "authorization.information-asked"));
  }

  @Test
  void anApprovalAtSubmission_isToldLikeALaterOne() {
    Authorization approved = stored.approved(FIRST, LocalDate.of(2026, 12, 31));

    for (String office : List.of(requesting, treating)) {
      get(office, "/v1/messages")
          .body("messages.kind", contains("approved"))
          .body("messages.at", contains("2026-11-02T15:00:00Z"))
          .body("messages.authorization", contains(approved.id().text()));
      get(office, "/v1/events").body("events.type", contains("authorization.approved"));
    }
  }
}
