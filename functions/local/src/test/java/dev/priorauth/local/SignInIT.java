package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people sign in to a deployed page, with a server that behaves as Cognito does. */
class SignInIT {
  private static final Path PAGE = Path.of("../portal/src/main/resources/META-INF/resources");
  private static final String VIEW = "#/authorizations/A00000000001VG";
  private static final String CODE = "code-of-cognito";
  private static final String TOKEN = "token-of-cognito";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private final Map<String, String> asked = new HashMap<>();
  private final List<String> bearers = new ArrayList<>();
  private String state = "";
  private HttpServer server;
  private Browser browser;

  @BeforeEach
  void start(@TempDir Path profile) throws IOException {
    assumeTrue(Browser.isHere());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::page);
    server.createContext("/config.json", call -> answer(call, 200, "application/json", config()));
    server.createContext("/v1/", this::api);
    server.createContext("/cognito/oauth2/authorize", this::authorize);
    server.createContext("/cognito/oauth2/token", this::token);
    server.start();
    browser =
        Browser.at(server.getAddress().getPort(), Files.createDirectory(profile.resolve("p")));
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
      server.stop(0);
    }
  }

  @Test
  void whoSignsIn_comesBackToTheView_andTheTokenIsInNoAddress() {
    browser.open(VIEW);
    browser.awaitText("h1", "Sign in");
    browser.click("main button");
    browser.awaitText("h1", "Not found");

    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "page")
        .containsEntry("code_challenge_method", "S256");
    assertThat(bearers).containsOnly("Bearer " + TOKEN);
    assertThat(browser.address()).endsWith("/" + VIEW).doesNotContain(CODE, TOKEN, "state");
  }

  @Test
  void anAnswerThatNobodyAskedFor_isNotTaken() {
    state = "of somebody else";
    browser.open(VIEW);
    browser.click("main button");
    browser.awaitText("h1", "Sign in");

    assertThat(bearers).isEmpty();
    assertThat(browser.address()).doesNotContain(CODE);
  }

  private String config() {
    return "{\"signIn\": \"" + origin() + "/cognito\", \"clientId\": \"page\"}";
  }

  private String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void page(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    Path file = PAGE.resolve(path.equals("/") ? "index.html" : path.substring(1));
    String type = TYPES.get(path.equals("/") ? "html" : path.replaceFirst(".*\\.", ""));
    answer(call, 200, type, Files.readString(file));
  }

  private void api(HttpExchange call) throws IOException {
    if (call.getRequestURI().getPath().startsWith("/v1/authorizations/")) {
      bearers.add(call.getRequestHeaders().getFirst("Authorization"));
      answer(call, 404, "application/problem+json", "{\"title\": \"Not found\"}");
    } else {
      answer(call, 200, "application/json", "{\"facts\": [], \"documents\": []}");
    }
  }

  private void authorize(HttpExchange call) throws IOException {
    asked.putAll(form(call.getRequestURI().getRawQuery()));
    String given = state.isEmpty() ? asked.get("state") : state.replace(" ", "+");
    call.getResponseHeaders()
        .set("Location", asked.get("redirect_uri") + "?code=" + CODE + "&state=" + given);
    answer(call, 302, "text/plain", "");
  }

  private void token(HttpExchange call) throws IOException {
    Map<String, String> form = form(new String(call.getRequestBody().readAllBytes(), UTF_8));
    boolean proves =
        CODE.equals(form.get("code"))
            && challenge(form.get("code_verifier")).equals(asked.get("code_challenge"))
            && (origin() + "/").equals(form.get("redirect_uri"));
    answer(call, proves ? 200 : 400, "application/json", "{\"access_token\": \"" + TOKEN + "\"}");
  }

  /** As RFC 7636 computes it. */
  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void answer(HttpExchange call, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    call.getResponseHeaders().set("Content-Type", type);
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }
}
