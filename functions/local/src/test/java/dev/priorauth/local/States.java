package dev.priorauth.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Announcement;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Operations;
import dev.priorauth.core.authorizations.Result;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Authorizations in the states that operations ask for, each a new one: submitted in the store and,
 * while the clock stands at {@link TestClock#START}, moved on from there.
 */
final class States {
  private static final String DENY =
      """
      {"action": "deny", "peerToPeerUntil": "2026-11-30",
       "denial": {"reasonCode": "NMN", "text": "No progress.", "citation": "Policy 178"}}""";

  private static final String APPROVE =
      "{\"action\": \"approve\", \"from\": \"2026-11-02\", \"to\": \"2026-12-31\", \"visits\": 26}";

  private final AuthorizationStore store;
  private final Submitted submitted;
  private final int port;
  private final UnaryOperator<Sent> reviewer;

  /**
   * @param book the hash of the book by which they are decided
   * @param port where the service answers that has the same store
   * @param reviewer has a request sent by one who decides for bcbsma
   */
  States(AuthorizationStore store, String book, int port, UnaryOperator<Sent> reviewer) {
    this.store = store;
    this.submitted = new Submitted(store, book);
    this.port = port;
    this.reviewer = reviewer;
  }

  Submitted submitted() {
    return submitted;
  }

  /** One that the first example of this operation, or its path alone, is answered for. */
  Authorization of(Route route) {
    return switch (route.id()) {
      case "recordOutsideDecision" -> submitted.recorded();
      case "extendAuthorization", "recordVisits", "moveServiceDates", "letter", "sheet", "verify" ->
          submitted.approved(5);
      case "peerToPeer", "messages", "markMessagesRead", "events" -> proposed();
      case "appeal" -> denied();
      case "fetchDocument" -> withDocument();
      case "dailyReport" -> approvedByReview();
      default -> submitted.pended();
    };
  }

  /** A denial is proposed, and a talk offered. */
  Authorization proposed() {
    Authorization state = submitted.pended();
    review(state, "determination", DENY);
    return state;
  }

  Authorization denied() {
    Authorization state = proposed();
    review(state, "peer-to-peer", "{\"action\": \"declined\"}");
    review(state, "determination", DENY);
    return state;
  }

  private Authorization approvedByReview() {
    Authorization state = submitted.pended();
    review(state, "determination", APPROVE);
    return state;
  }

  /** The document d1 has come. */
  Authorization withDocument() {
    Actor office = new Actor("ann", Role.PROVIDER, Set.of(new Npi(Tokens.NPI)), Set.of());
    Announcement announcement =
        new Announcement(
            "a3", "plan.pdf", "1: plan of care", "application/pdf", 5, "0a".repeat(32));
    Authorization announced =
        stored(
            Operations.announceDocument(submitted.pended(), announcement, office, TestClock.START));
    return stored(Operations.receiveDocument(announced, "d1", office, TestClock.START));
  }

  private Authorization stored(Result result) {
    Result.Done done = (Result.Done) result;
    store.append(done);
    return done.state();
  }

  private void review(Authorization state, String step, String body) {
    Sent sent =
        new Sent("POST", "/v1/authorizations/" + state.id().text() + "/" + step)
            .with("Content-Type: application/json")
            .withBody(body);
    try {
      Sent.Answer answer = reviewer.apply(sent).to(port);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
