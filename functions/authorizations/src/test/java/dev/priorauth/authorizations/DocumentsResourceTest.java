package dev.priorauth.authorizations;

import static dev.priorauth.authorizations.Calls.approval;
import static dev.priorauth.authorizations.Calls.document;
import static dev.priorauth.authorizations.Calls.documents;
import static dev.priorauth.authorizations.Calls.fetch;
import static dev.priorauth.authorizations.Calls.office;
import static dev.priorauth.authorizations.Calls.post;
import static dev.priorauth.authorizations.Calls.reviewer;
import static dev.priorauth.authorizations.Calls.servicing;
import static dev.priorauth.authorizations.Calls.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Status;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FunctionResources.class)
class DocumentsResourceTest {
  @Inject Submitted submitted;
  @Inject AuthorizationStore store;
  @Inject MemoryDocuments bucket;
  @Inject TestClock clock;

  @BeforeEach
  void today() {
    clock.set(TestClock.START);
  }

  private static String judging(String action) {
    String why = action.equals("unreadable") ? ", \"why\": \"Too dark.\"" : "";
    return "{\"action\": \"" + action + "\", \"ask\": \"a3\"" + why + "}";
  }

  @Test
  void document_goesFromAnnouncedToAccepted() {
    Authorization state = submitted.pended();
    String id = state.id().text();
    post(office(), state, "documents", document())
        .statusCode(201)
        .header("ETag", "\"2\"")
        .body("id", equalTo("d1"))
        .body("state", equalTo("awaiting-upload"))
        .body("upload.method", equalTo("PUT"))
        .body("upload.url", equalTo("https://documents.example/" + id + "/d1"))
        .body("upload.url", not(containsString("Ada")))
        .body("upload.headers.content-type", equalTo("application/pdf"))
        .body("upload.expiresAt", equalTo("2026-11-23T14:15:00-05:00"));
    documents(office(), state)
        .statusCode(200)
        .body("documents.state", contains("awaiting-upload"))
        .body("asks.id", contains("a3"))
        .body("asks.state", contains("asked"));

    bucket.send(id, "d1", clock.instant());
    documents(reviewer(), state)
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("documents.state", contains("received"))
        .body("documents.name", contains("Ada Lovelace plan.pdf"))
        .body("documents.pageNote", contains("1-2: plan of care"))
        .body("asks.state", contains("received"));
    post(reviewer(), state, "determination", judging("unreadable")).statusCode(200);
    documents(office(), state)
        .body("documents.state", contains("unreadable"))
        .body("documents.problem", contains("Too dark."))
        .body("asks.state", contains("unreadable"));

    post(servicing(), state, "documents", document()).statusCode(201).body("id", equalTo("d2"));
    bucket.send(id, "d2", clock.instant());
    // Nobody has looked: whoever judges notices it first.
    post(reviewer(), state, "determination", judging("accept"))
        .statusCode(200)
        .body("pend.asks[2].state", equalTo("accepted"));
    documents(Calls.member(state), state)
        .body("documents.state", contains("unreadable", "accepted"));
  }

  @Test
  void document_thatCameInTime_counts_thoughNobodyLookedBeforeTheRequestWouldHaveClosed() {
    Authorization state = submitted.pended();
    post(office(), state, "documents", document()).statusCode(201);
    bucket.send(state.id().text(), "d1", clock.instant());
    clock.set(Instant.parse("2027-11-23T19:00:00Z"));
    assertThat(state.statusOn(LocalDate.of(2027, 11, 23))).isEqualTo(Status.CLOSED);

    documents(office(), state)
        .statusCode(200)
        .body("documents.state", contains("received"))
        .body("asks.state", contains("received"));
  }

  @Test
  void document_thatIsAnnouncedAgain_staysTheSame() {
    Authorization state = submitted.pended();
    post(office(), state, "documents", document()).statusCode(201);
    post(servicing(), state, "documents", document())
        .statusCode(200)
        .body("id", equalTo("d1"))
        .body("upload.method", equalTo("PUT"));
    post(office(), state, "documents", document().replace("0A", "0b"))
        .statusCode(201)
        .body("id", equalTo("d2"));

    bucket.send(state.id().text(), "d1", clock.instant());
    post(office(), state, "documents", document())
        .statusCode(200)
        .body("id", equalTo("d1"))
        .body("state", equalTo("received"))
        .body("upload", nullValue());
    documents(office(), state).body("documents", hasSize(2));
  }

  @Test
  void document_thatHasCome_isFetchedByWhoMayReadIt_andByNobodyElse() {
    Authorization state = submitted.pended();
    String id = state.id().text();
    post(office(), state, "documents", document()).statusCode(201);
    fetch(reviewer(), state, "d1").statusCode(409).body("detail", equalTo("It has not come yet."));

    bucket.send(id, "d1", clock.instant());
    fetch(reviewer(), state, "d1")
        .statusCode(200)
        .body("state", equalTo("received"))
        .body("pageNote", equalTo("1-2: plan of care"))
        .body("download.method", equalTo("GET"))
        .body("download.url", equalTo("https://documents.example/" + id + "/d1"))
        .body("download.scanned", equalTo(false))
        .body("download.expiresAt", equalTo("2026-11-23T14:05:00-05:00"));
    fetch(servicing(), state, "d1").statusCode(200);
    fetch(stranger(), state, "d1").statusCode(404);
    fetch(office(), state, "d2").statusCode(404);

    bucket.infect(id, "d1");
    fetch(reviewer(), state, "d1")
        .statusCode(409)
        .body("detail", containsString("A scanner found something harmful"))
        .body("$", not(hasKey("download")));
  }

  @Test
  void document_thatCameOtherwise_isNotTaken() {
    Authorization state = submitted.pended();
    post(office(), state, "documents", document()).statusCode(201);

    bucket.sendSomethingElse(state.id().text(), "d1");

    documents(office(), state)
        .body("documents.state", contains("awaiting-upload"))
        .body("documents.problem", contains("It has other bytes."))
        .body("asks.state", contains("asked"));
    bucket.send(state.id().text(), "d1", clock.instant());
    documents(office(), state).body("documents.state", contains("received"));
  }

  @Test
  void document_isTakenOnlyWhereItIsAskedFor() {
    Authorization state = submitted.pended();
    post(office(), state, "documents", document().replace("a3", "a2"))
        .statusCode(422)
        .body("reason", equalTo("no-such-ask"))
        .body("detail", not(containsString("Ada")));
    post(office(), submitted.approved(3), "documents", document())
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
    post(reviewer(), state, "documents", document()).statusCode(404);
    documents(stranger(), state).statusCode(404);
    assertThat(store.find(state.id())).contains(state);
  }

  @Test
  void document_isNotTaken_afterTheDecision() {
    Authorization state = submitted.pended();
    post(office(), state, "documents", document()).statusCode(201);
    post(reviewer(), state, "determination", approval()).statusCode(200);

    bucket.send(state.id().text(), "d1", clock.instant());

    documents(office(), state)
        .header("ETag", "\"3\"")
        .body("documents.state", contains("awaiting-upload"))
        .body("asks", hasSize(0));
    post(office(), state, "documents", document())
        .statusCode(409)
        .body("reason", equalTo("wrong-status"));
  }

  @Test
  void reviewerWhoHasNotSeenWhatCame_isToldToReadAgain() {
    Authorization state = submitted.pended();
    post(office(), state, "documents", document()).statusCode(201);
    bucket.send(state.id().text(), "d1", clock.instant());

    post(reviewer(), state, "determination", approval(), "\"2\"")
        .statusCode(409)
        .body("version", equalTo(3));
    post(reviewer(), state, "determination", approval(), "\"3\"").statusCode(200);
  }
}
