package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.openapi.Documented;
import dev.priorauth.testkit.Submitted;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every documented operation is asked by chance, well, badly and with malice: what comes back is
 * always as documented, never a failure, and never shows what the service is made of.
 *
 * <p>Chance is the same in each run. {@code -Dfuzz.seed} and {@code -Dfuzz.tries} take others.
 */
@QuarkusTest
@QuarkusTestResource(ApiResources.class)
class FuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123);

  /** Requests of each of the three sorts to each operation. */
  private static final int TRIES = Integer.getInteger("fuzz.tries", 25);

  private static final String JSON_TYPE = "application/json";
  private static final String PROFILE =
      """
      {"npi": "1234567893", "taxId": "12-3456789", "email": "ann@harbor.example",
       "phone": "617-555-0100", "fax": "617-555-0101", "organization": "Harbor Therapy"}""";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Documented DOCUMENTED = new Documented(WholeApi.DOCUMENTS);

  /** Names of classes, lines of code and stack traces. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\b(dev\\.priorauth|java|javax|jakarta|io\\.quarkus|io\\.vertx|io\\.netty|io\\.smallrye|org\\.jboss"
              + "|org\\.jose4j|com\\.fasterxml|software\\.amazon)\\.[\\w.]+|\\.java:\\d|\\n\\s*at ");

  @Inject AuthorizationStore store;
  @Inject Books books;
  @Inject LocalClock clock;

  @TestHTTPResource("/")
  URI address;

  private States states;
  private Submitted submitted;
  private Guess guess;
  private Requests requests;

  /** The authorizations that this operation was given. */
  private final List<String> made = new ArrayList<>();

  @BeforeEach
  void stopTheClock() {
    clock.set(Optional.of(TestClock.START));
    states =
        new States(
            store,
            books.book("bcbsma").orElseThrow().hash(),
            address.getPort(),
            sent -> sent.with("Authorization: Bearer " + Tokens.reviewer("nora", "bcbsma")));
    submitted = states.submitted();
    Sent profile =
        new Sent("PUT", "/v1/profile")
            .with("Content-Type: " + JSON_TYPE)
            .with("Authorization: Bearer " + Tokens.provider("ann"))
            .withBody(PROFILE);
    assertThat(answer(profile).status()).isEqualTo(200);
  }

  static Stream<Route> routes() {
    return Route.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void everyAnswer_isAsDocumented_whateverIsAsked(Route route) throws IOException {
    guess = new Guess(new Random(SEED + route.toString().hashCode()), there(route));
    requests = new Requests(guess, name -> variable(route, name));
    List<String> findings = new ArrayList<>();
    Set<Integer> statuses = new TreeSet<>();
    for (int i = 0; i < TRIES; i++) {
      Sent valid = requests.valid(route, authorization(route));
      Sent.Answer answer = valid.to(address.getPort());
      statuses.add(answer.status());
      findings.addAll(found(route, valid, answer));
      Sent near = requests.nearlyValid(route, authorization(route));
      findings.addAll(found(route, near, near.to(address.getPort())));
      Sent hostile = requests.hostile(route, authorization(route));
      findings.addAll(found(route, hostile, hostile.to(address.getPort())));
    }

    assertThat(findings).as("seed %d", SEED).isEmpty();
    assertThat(statuses).as("statuses of valid requests").anyMatch(status -> status < 300);
  }

  private List<String> found(Route route, Sent sent, Sent.Answer answer) {
    List<String> findings = new ArrayList<>();
    String status = Integer.toString(answer.status());
    if (answer.status() >= 500) {
      findings.add("it failed");
    }
    if (INSIDE.matcher(answer.body()).find()) {
      findings.add("it shows what it is made of");
    }
    if (!isAddress(sent.target())) {
      // The server itself refuses these, without a word.
      if (answer.status() != 400 || !answer.body().isEmpty()) {
        findings.add("it took what is no address");
      }
    } else if (!isElsewhere(route, sent)) {
      findings.addAll(DOCUMENTED.problems(route.id(), status, answer.type(), answer.body()));
      findings.addAll(DOCUMENTED.headerProblems(route.id(), status, answer::header));
    } else if (answer.status() >= 400
        && !answer.body().isEmpty()
        && !answer.type().equals("application/problem+json")) {
      findings.add("it is refused with what is no problem document");
    }
    if (answer.status() < 300 && isJudgedWhole(route, sent)) {
      DOCUMENTED
          .bodyProblems(route.id(), JSON_TYPE, new String(sent.body(), UTF_8))
          .forEach(problem -> findings.add("it took what is not documented: " + problem));
    }
    return findings.isEmpty()
        ? findings
        : List.of(route + ": " + findings + "\n" + sent + "\nanswered " + answer + "\n");
  }

  /** Whether a body that is not as documented is to be refused. */
  private static boolean isJudgedWhole(Route route, Sent sent) {
    return route.node().has("requestBody")
        && sent.method().equals(route.method())
        && sent.headers().contains("Content-Type: " + JSON_TYPE)
        // A batch says of each row by itself what is wrong with it.
        && !route.id().equals("lookupBatch");
  }

  private static boolean isAddress(String target) {
    try {
      return new URI(target).getRawPath() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** Whether another method or another address was asked than that of the operation. */
  private static boolean isElsewhere(Route route, Sent sent) {
    String path = sent.target().split("\\?", 2)[0];
    return !sent.method().equals(route.method())
        || !path.matches(route.path().replaceAll("\\{\\w+}", "[^/;%.]+"));
  }

  private Map<String, List<String>> there(Route route) {
    if (!route.path().startsWith("/v1/messages")) {
      return Map.of();
    }
    states.proposed();
    Sent messages =
        new Sent("GET", "/v1/messages").with("Authorization: Bearer " + Tokens.provider("ann"));
    return Map.of("ids", List.of(json(answer(messages)).at("/messages/0/id").asText()));
  }

  /** Something that is there, and at first in a state in which the step can be taken. */
  private String variable(Route route, String name) {
    return switch (name) {
      case "id" -> route.path().startsWith("/v1/rules") ? "bcbsma.htr.authorization" : id(route);
      case "number" -> "1";
      case "document" -> "d1";
      case "service" -> "genetic-test";
      case "name" -> "000_a49881d270052953.txt";
      case "receipt" -> receipt();
      default -> throw new IllegalStateException("nothing is known for " + name);
    };
  }

  private String id(Route route) {
    if (made.isEmpty() || guess.once(6)) {
      made.add(state(route).id().text());
    }
    return guess.oneOf(made);
  }

  private Authorization state(Route route) {
    return switch (route.id()) {
      case "recordOutsideDecision" -> submitted.recorded();
      case "recordVisits", "moveServiceDates", "extendAuthorization", "sheet", "withdraw" ->
          submitted.approved(5);
      case "peerToPeer" -> states.proposed();
      case "appeal" -> states.denied();
      case "fetchDocument" -> states.withDocument();
      default ->
          guess.once(2)
              ? submitted.pended()
              : guess.once(2) ? submitted.approved(5) : submitted.recorded();
    };
  }

  private String receipt() {
    JsonNode answer = json(answer(new Sent("GET", "/v1/requirements?payer=bcbsma&service=mri")));
    return answer.get("receipt").asText();
  }

  private Sent.Answer answer(Sent sent) {
    try {
      return sent.to(address.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Sent.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mostly of somebody who may. */
  private String authorization(Route route) {
    if (!route.needsToken()) {
      return "";
    }
    String token =
        guess.once(8)
            ? guess.oneOf(
                List.of(
                    Tokens.operator("ops"),
                    Tokens.member("XXP100000001"),
                    Tokens.provider("eve", Tokens.OTHER_NPI),
                    Tokens.provider("ann"),
                    Tokens.reviewer("nora", "bcbsma")))
            : switch (route.id()) {
              case "determine" -> Tokens.reviewer("nora", "bcbsma");
              case "peerToPeer" ->
                  guess.once(2) ? Tokens.reviewer("nora", "bcbsma") : Tokens.provider("ann");
              case "metrics" -> Tokens.operator("ops");
              default -> Tokens.provider("ann");
            };
    return "Authorization: Bearer " + token;
  }
}
