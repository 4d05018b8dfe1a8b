package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.rules.Books;
import dev.priorauth.dynamodb.AuthorizationStore;
import dev.priorauth.testkit.TestClock;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented operation with every kind of token: who is refused, who finds nothing. */
@QuarkusTest
@QuarkusTestResource(ApiResources.class)
class TokenMatrixTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nobody's of the authorizations here. */
  private static final String THIRD_NPI = "1003000126";

  /**
   * What each caller is answered of an authorization that {@code office} requested, at which {@code
   * treats} treats, and which is decided by bcbsma, but for that of the outside decision, which is
   * by carelon.
   *
   * <p>{@code found} is 200 with the authorization, {@code none} is 200 without it, {@code open}
   * asks nobody for a token. What is answered with 422 is seen, and names no provider of the token.
   */
  private static final String EXPECTED =
      """
      operation               | office | treats | third | bcbsma | carelon | member | stranger | operator
      lookup                  | open
      lookupBatch             | open
      receipt                 | open
      payers                  | open
      facts                   | open
      services                | open
      programs                | open
      codes                   | open
      contacts                | open
      contactTopics           | open
      appealRoutes            | open
      checklist               | open
      rules                   | open
      rule                    | open
      ruleChanges             | open
      references              | open
      notices                 | open
      documents               | open
      document                | open
      dateWindows             | open
      checkTransition         | open
      submitAuthorization     | 201    | 422    | 422   | 404    | 404     | 404    | 404      | 404
      extendAuthorization     | 201    | 422    | 404   | 404    | 404     | 404    | 404      | 404
      readProfile             | 200    | 200    | 200   | 404    | 404     | 404    | 404      | 404
      writeProfile            | 200    | 422    | 422   | 404    | 404     | 404    | 404      | 404
      recordOutsideDecision   | found  | found  | 404   | 404    | 404     | 404    | 404      | 404
      determine               | 404    | 404    | 404   | found  | 404     | 404    | 404      | 404
      answerAsk               | found  | found  | 404   | 404    | 404     | 404    | 404      | 404
      peerToPeer              | found  | found  | 404   | 404    | 404     | 404    | 404      | 404
      appeal                  | found  | found  | 404   | 404    | 404     | found  | 404      | 404
      withdraw                | found  | 404    | 404   | 404    | 404     | 404    | 404      | 404
      recordVisits            | found  | found  | 404   | 404    | 404     | 404    | 404      | 404
      moveServiceDates        | found  | found  | 404   | 404    | 404     | 404    | 404      | 404
      announceDocument        | 201    | 201    | 404   | 404    | 404     | 404    | 404      | 404
      sentDocuments           | 200    | 200    | 404   | 200    | 404     | 200    | 404      | 404
      fetchDocument           | 200    | 200    | 404   | 200    | 404     | 200    | 404      | 404
      authorization           | found  | found  | 404   | found  | 404     | found  | 404      | 404
      authorizationByReference| found  | found  | none  | found  | none    | found  | none     | 404
      searchAuthorizations    | found  | found  | none  | found  | none    | found  | none     | 404
      verify                  | found  | found  | none  | found  | none    | found  | none     | 404
      letter                  | found  | found  | 404   | found  | 404     | found  | 404      | 404
      sheet                   | found  | found  | 404   | found  | 404     | found  | 404      | 404
      messages                | found  | found  | none  | 404    | 404     | 404    | 404      | 404
      markMessagesRead        | 200    | 200    | 422   | 404    | 404     | 404    | 404      | 404
      events                  | found  | found  | none  | 404    | 404     | 404    | 404      | 404
      deadlines               | found  | found  | none  | 404    | 404     | 404    | 404      | 404
      dailyReport             | found  | found  | none  | 404    | 404     | 404    | 404      | 404
      metrics                 | 404    | 404    | 404   | 404    | 404     | 404    | 404      | 200
      """;

  private static final Map<String, Map<String, String>> TABLE = table();

  @Inject AuthorizationStore store;
  @Inject Books books;
  @Inject LocalClock clock;

  @TestHTTPResource("/")
  URI address;

  private States states;

  private static Map<String, Map<String, String>> table() {
    List<List<String>> lines =
        EXPECTED
            .lines()
            .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
            .toList();
    Map<String, Map<String, String>> table = new LinkedHashMap<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 1; i < lines.getFirst().size(); i++) {
        cells.put(lines.getFirst().get(i), line.get(Math.min(i, line.size() - 1)));
      }
      table.put(line.getFirst(), cells);
    }
    return table;
  }

  static Stream<Route> routes() {
    return Route.all().stream();
  }

  @BeforeEach
  void writeProfiles() {
    clock.set(Optional.of(TestClock.START));
    states =
        new States(
            store,
            books.book("bcbsma").orElseThrow().hash(),
            address.getPort(),
            sent -> with(sent, Tokens.reviewer("nora", "bcbsma")));
    profile("mia", Tokens.NPI);
    profile("moe", Tokens.OTHER_NPI);
    profile("max", THIRD_NPI);
  }

  private void profile(String name, String npi) {
    String body =
        """
        {"npi": "%s", "taxId": "12-3456789", "email": "%s@matrix.example", "phone": "617-555-0100",
         "fax": "617-555-0101", "organization": "Matrix"}"""
            .formatted(npi, name);
    Sent write = new Sent("PUT", "/v1/profile").with("Content-Type: application/json");
    assertThat(answer(with(write, Tokens.provider(name, npi)).withBody(body)).status())
        .isEqualTo(200);
  }

  /** Those of the table. */
  private static String token(String caller, Authorization state) {
    return switch (caller) {
      case "office" -> Tokens.provider("mia", Tokens.NPI);
      case "treats" -> Tokens.provider("moe", Tokens.OTHER_NPI);
      case "third" -> Tokens.provider("max", THIRD_NPI);
      case "bcbsma" -> Tokens.reviewer("nora", "bcbsma");
      case "carelon" -> Tokens.reviewer("cora", "carelon");
      case "member" -> Tokens.member(state.submission().member().id().text());
      case "stranger" -> Tokens.member("XXP000000000");
      case "operator" -> Tokens.operator("ops");
      default -> throw new IllegalStateException("nobody is called " + caller);
    };
  }

  @Test
  void table_hasEveryDocumentedOperation() {
    assertThat(TABLE.keySet())
        .containsExactlyInAnyOrderElementsOf(routes().map(Route::id).toList());
    assertThat(routes().filter(route -> !route.needsToken()).map(Route::id))
        .containsExactlyInAnyOrderElementsOf(
            TABLE.keySet().stream().filter(TokenMatrixTest::isOpen).toList());
  }

  private static boolean isOpen(String operation) {
    return TABLE.get(operation).containsValue("open");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void everyRole_seesWhatTheTableSays(Route route) {
    Map<String, String> seen = new LinkedHashMap<>();
    Map<String, String> bodies = new LinkedHashMap<>();
    for (String caller : TABLE.get(route.id()).keySet()) {
      clock.set(Optional.of(TestClock.START));
      Authorization state = states.of(route);
      Sent sent = request(route, state);
      clock.set(Optional.of(TestClock.START.plusSeconds(60)));
      Sent.Answer answer = answerWith(state, with(sent, token(caller, state)));
      seen.put(caller, cell(route, caller, state, answer));
      bodies.put(caller, answer.body());
    }

    assertThat(seen).as("%s", bodies).isEqualTo(TABLE.get(route.id()));
  }

  /** The page of the list that has the authorization, or the last one. */
  private Sent.Answer answerWith(Authorization state, Sent sent) {
    Sent.Answer answer = answer(sent);
    Optional<String> next = next(answer);
    while (next.isPresent() && !answer.body().contains(state.id().text())) {
      answer = answer(sent.asking(next.get()));
      next = next(answer);
    }
    return answer;
  }

  /** The parameter that asks for the next page; empty where there is none. */
  private static Optional<String> next(Sent.Answer answer) {
    if (answer.status() != 200 || !answer.body().startsWith("{")) {
      return Optional.empty();
    }
    JsonNode json = read(answer.body());
    if (json.path("more").asBoolean()) {
      return Optional.of("after=" + json.get("cursor").asText());
    }
    return Optional.ofNullable(json.path("next").textValue()).map(next -> "cursor=" + next);
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Route route, String caller, Authorization state, Sent.Answer answer) {
    if (isOpen(route.id())) {
      assertThat(answer.status()).isEqualTo(200);
      return "open";
    }
    String expected = TABLE.get(route.id()).get(caller);
    if (answer.status() != 200 || expected.equals("200")) {
      return Integer.toString(answer.status());
    }
    return answer.body().contains(state.id().text()) ? "found" : "none";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void everyOperation_refusesTokensThatAreNotGood_allInTheSameWay(Route route) throws Exception {
    Authorization state = states.of(route);
    Sent sent = request(route, state);
    Map<String, Sent.Answer> answers = new TreeMap<>();
    answers.put("no token", answer(sent));
    for (Map.Entry<String, String> header : badTokens().entrySet()) {
      answers.put(header.getKey(), answer(sent.with("Authorization: " + header.getValue())));
    }

    if (isOpen(route.id())) {
      answers.forEach((name, one) -> assertThat(one.status()).as(name).isEqualTo(200));
      return;
    }
    answers.forEach(
        (name, one) -> {
          assertThat(one.status()).as(name).isEqualTo(401);
          assertThat(one.header("WWW-Authenticate")).as(name).contains("Bearer");
          assertThat(one.body()).as(name).isEqualTo(answers.get("no token").body());
        });
  }

  @Test
  void goodToken_isTaken_soThatTheBadOnesAreRefusedForWhatIsBadInThem() throws Exception {
    Sent read = new Sent("GET", "/v1/profile");

    assertThat(answer(read.with("Authorization: Bearer " + signed(good()))).status())
        .isEqualTo(200);
    assertThat(answer(read.with("Authorization: bearer " + signed(good()))).status())
        .isEqualTo(200);
  }

  /** The claims of {@code office}, in an order that does not matter. */
  private static Map<String, Object> good() {
    long now = Instant.now().getEpochSecond();
    return new TreeMap<>(
        Map.of(
            "iss",
            Tokens.ISSUER,
            "aud",
            Tokens.AUDIENCE,
            "sub",
            "mia",
            "role",
            "provider",
            "npi",
            List.of(Tokens.NPI),
            "iat",
            now,
            "exp",
            now + 600));
  }

  private static Map<String, Object> but(String claim, Object value) {
    Map<String, Object> claims = good();
    claims.put(claim, value);
    return claims;
  }

  private static Map<String, Object> without(String claim) {
    Map<String, Object> claims = good();
    claims.remove(claim);
    return claims;
  }

  /** Values of the header. */
  private static Map<String, String> badTokens() throws Exception {
    long now = Instant.now().getEpochSecond();
    PrivateKey trusted = Tokens.trusted();
    PublicKey known = publicKey(trusted);
    KeyPair own = Tokens.keys();
    String[] parts = signed(good()).split("\\.");
    Map<String, Object> expired = but("exp", now - 3600);
    expired.put("iat", now - 7200);

    Map<String, String> tokens = new TreeMap<>();
    tokens.put("nothing", "");
    tokens.put("a scheme alone", "Bearer");
    tokens.put("another scheme", "Basic " + signed(good()));
    tokens.put("no token at all", "Bearer x.y.z");
    Map<String, String> signed = new TreeMap<>();
    signed.put("expired", signed(expired));
    signed.put("not yet valid", signed(but("nbf", now + 3600)));
    signed.put("another issuer", signed(but("iss", "https://other.example")));
    signed.put("another audience", signed(but("aud", "other")));
    signed.put("an unknown role", signed(but("role", "owner")));
    signed.put("two roles", signed(but("role", List.of("provider", "operator"))));
    signed.put("an NPI with a typing error", signed(but("npi", List.of("1234567890"))));
    for (String claim : List.of("iss", "aud", "exp", "sub", "role")) {
      signed.put("without " + claim, signed(without(claim)));
    }
    signed.put("unsigned", part(Map.of("alg", "none")) + "." + part(good()) + ".");
    signed.put("unsigned, in capitals", part(Map.of("alg", "NONE")) + "." + part(good()) + ".");
    signed.put("its signature left out", parts[0] + "." + parts[1] + ".");
    signed.put(
        "claims altered after signing",
        parts[0] + "." + part(but("npi", List.of(Tokens.OTHER_NPI))) + "." + parts[2]);
    signed.put(
        "role altered after signing",
        parts[0] + "." + part(but("role", "reviewer")) + "." + parts[2]);
    signed.put(
        "another key", signed(header("RS256", ApiResources.KEY_ID), good(), own.getPrivate()));
    signed.put("another key, unknown id", signed(header("RS256", "k2"), good(), own.getPrivate()));
    signed.put("unknown id", signed(header("RS256", "k2"), good(), trusted));
    signed.put(
        "another key, in the token", signed(withKey(own.getPublic()), good(), own.getPrivate()));
    signed.put("the public key as a secret", secret(known.getEncoded()));
    signed.put("the public key's text as a secret", secret(pem(known)));
    signed.forEach((name, token) -> tokens.put(name, "Bearer " + token));
    return tokens;
  }

  private static Map<String, Object> header(String algorithm, String keyId) {
    return Map.of("alg", algorithm, "typ", "JWT", "kid", keyId);
  }

  private static Map<String, Object> withKey(PublicKey key) {
    RSAPublicKey rsa = (RSAPublicKey) key;
    return Map.of(
        "alg",
        "RS256",
        "jwk",
        Map.of("kty", "RSA", "n", base64(rsa.getModulus()), "e", base64(rsa.getPublicExponent())));
  }

  private static String signed(Map<String, Object> claims) throws GeneralSecurityException {
    return signed(header("RS256", ApiResources.KEY_ID), claims, Tokens.trusted());
  }

  private static String signed(
      Map<String, Object> header, Map<String, Object> claims, PrivateKey key)
      throws GeneralSecurityException {
    String text = part(header) + "." + part(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(text.getBytes(US_ASCII));
    return text + "." + base64(signature.sign());
  }

  private static String secret(byte[] secret) throws GeneralSecurityException {
    String text = part(header("HS256", ApiResources.KEY_ID)) + "." + part(good());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return text + "." + base64(mac.doFinal(text.getBytes(US_ASCII)));
  }

  private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
  }

  private static byte[] pem(PublicKey key) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return ("-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n").getBytes(UTF_8);
  }

  private static String part(Map<String, Object> json) {
    return base64(JSON.valueToTree(json).toString().getBytes(UTF_8));
  }

  private static String base64(BigInteger number) {
    return base64(number.toByteArray());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A request that those who may are answered. */
  private Sent request(Route route, Authorization state) {
    String id = state.id().text();
    String target =
        route
            .path()
            .replace("{receipt}", receipt())
            .replace("{service}", "genetic-test")
            .replace("{name}", "000_a49881d270052953.txt")
            .replace("{number}", "1")
            .replace("{document}", "d1")
            .replace(
                "{id}", route.path().startsWith("/v1/rules") ? "bcbsma.htr.authorization" : id);
    String query =
        switch (route.id()) {
          case "lookup" -> "?payer=bcbsma&service=mri";
          case "checklist" -> "?payer=bcbsma";
          case "authorizationByReference" -> "?reference=" + id;
          case "messages", "events" -> "?limit=100";
          case "dailyReport" -> "?on=2026-11-23";
          default -> "";
        };
    Sent sent = new Sent(route.method(), target + query).with("Idempotency-Key: matrix-" + id);
    return route.node().has("requestBody")
        ? sent.with("Content-Type: application/json").withBody(body(route, state))
        : sent;
  }

  private String body(Route route, Authorization state) {
    String id = state.id().text();
    return switch (route.id()) {
      case "searchAuthorizations" -> "{\"reference\": \"" + id + "\"}";
      case "verify" ->
          """
          {"authorizationNumber": "%s", "dateOfService": "2026-11-20", "npi": "%s",
           "codes": [{"code": "97110", "units": 1}]}"""
              .formatted(id, Tokens.OTHER_NPI);
      case "markMessagesRead" -> "{\"ids\": [\"" + newestMessage() + "\"]}";
      case "writeProfile" -> "{\"npi\": \"" + Tokens.NPI + "\"}";
      case "submitAuthorization" -> example(route).replace("XXP123456789", "M" + id);
      default -> example(route);
    };
  }

  private static String example(Route route) {
    JsonNode examples = route.node().at("/requestBody/content/application~1json/examples");
    return examples.iterator().next().get("value").toString();
  }

  private String receipt() {
    return read(new Sent("GET", "/v1/requirements?payer=bcbsma&service=mri"))
        .get("receipt")
        .asText();
  }

  private String newestMessage() {
    Sent messages = new Sent("GET", "/v1/messages?limit=1");
    return read(with(messages, Tokens.provider("mia", Tokens.NPI))).at("/messages/0/id").asText();
  }

  private static Sent with(Sent sent, String token) {
    return sent.with("Authorization: Bearer " + token);
  }

  private JsonNode read(Sent sent) {
    try {
      return JSON.readTree(answer(sent).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Sent.Answer answer(Sent sent) {
    try {
      return sent.to(address.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
