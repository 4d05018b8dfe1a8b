package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Requests of an operation, made from what the documents say of it. */
final class Requests {
  private static final int MOST_BYTES = 1 << 20;

  private static final List<String> ODD_PATHS =
      List.of(
          "%00",
          "%",
          "%zz",
          "%ff",
          "%c0%af",
          "%2e%2e%2f",
          "..",
          ";a=b",
          "%20",
          "%0d%0aX:%20y",
          "%F0%9F%98%80",
          "{id}",
          "-",
          "a%2Fb",
          "%3Cscript%3E",
          "x".repeat(5_000));

  private static final List<String> ODD_QUERIES =
      List.of(
          "?",
          "?&&&",
          "?=",
          "?a",
          "?unknown=1",
          "?%zz=1",
          "?a=%ff",
          "?%00=%00",
          "?payer=bcbsma&payer=bcbsma",
          "?payer[]=bcbsma",
          "?payer=%0d%0aX:%20y",
          "?" + "a=1&".repeat(2_000),
          "?q=" + "x".repeat(20_000));

  private static final List<String> ODD_HEADERS =
      List.of(
          "Accept: text/html",
          "Accept: application/xml;q=0.1, */*;q=0",
          "Accept: nonsense",
          "Accept: ",
          "Accept: application/json;q=2",
          "Accept: " + "text/a, ".repeat(500),
          "Accept-Charset: utf-7",
          "Accept-Language: tlh",
          "Accept-Encoding: nonsense",
          "X-Request-Id: \"}{\"",
          "X-Request-Id: " + "x".repeat(65),
          "If-Match: *",
          "If-Match: \"" + "9".repeat(40) + "\"",
          "If-Match: W/\"1\"",
          "If-Match: \u00ff",
          "If-None-Match: *",
          "Idempotency-Key: ",
          "Idempotency-Key: " + "k".repeat(65),
          "Idempotency-Key: \u00e9#/",
          "Range: bytes=0-1",
          "X-HTTP-Method-Override: DELETE",
          "Cookie: a=b; a=b",
          "X-Forwarded-Host: else.example",
          "Content-Language: de",
          "X-Long: " + "x".repeat(4_000));

  private static final List<String> ODD_TOKENS =
      List.of(
          "Authorization: ",
          "Authorization: Bearer",
          "Authorization: Bearer  ",
          "Authorization: Bearer a.b.c",
          "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
          "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AAAA",
          "Authorization: Bearer \u00ff",
          "Authorization: Bearer " + "a".repeat(5_000),
          "Authorization: Basic YTpi",
          "Authorization: Negotiate");

  private static final List<String> ODD_TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-16",
          "application/json; charset=",
          "application/json; charset=nonsense",
          "application/json;;;",
          "application/*",
          "*/*",
          "nonsense",
          "");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE", "get");

  private final Guess guess;
  private final UnaryOperator<String> variables;

  /**
   * @param variables something that is there, by the name of a path's variable
   */
  Requests(Guess guess, UnaryOperator<String> variables) {
    this.guess = guess;
    this.variables = variables;
  }

  /**
   * As the documents ask for it.
   *
   * @param authorization a line; empty for none
   */
  Sent valid(Route route, String authorization) {
    StringBuilder query = new StringBuilder();
    Sent sent = new Sent(route.method(), path(route));
    for (JsonNode parameter : route.parameters()) {
      String name = parameter.get("name").asText();
      boolean wanted = parameter.path("required").asBoolean();
      String value = value(name, parameter);
      switch (parameter.get("in").asText()) {
        case "query" -> {
          if (wanted || guess.once(4)) {
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value));
          }
        }
        case "header" -> {
          if (name.equals("Idempotency-Key") || guess.once(8)) {
            sent = sent.with(name + ": " + value);
          }
        }
        default -> {
          // The path has it already.
        }
      }
    }
    sent = sent.withTarget(sent.target() + query);
    if (!authorization.isEmpty()) {
      sent = sent.with(authorization);
    }
    return route.node().has("requestBody") ? withBody(sent, route) : sent;
  }

  private String path(Route route) {
    String path = route.path();
    for (JsonNode parameter : route.parameters()) {
      if (parameter.get("in").asText().equals("path")) {
        String name = parameter.get("name").asText();
        path = path.replace("{" + name + "}", variables.apply(name));
      }
    }
    return path;
  }

  private String value(String name, JsonNode parameter) {
    JsonNode value = guess.value(name, parameter.get("schema"));
    return value.isArray() ? value.path(0).asText("medical") : value.asText();
  }

  private Sent withBody(Sent sent, Route route) {
    JsonNode content = route.node().at("/requestBody/content");
    List<String> types = new ArrayList<>();
    content.fieldNames().forEachRemaining(types::add);
    String type = guess.oneOf(types);
    return sent.with("Content-Type: " + type)
        .withBody(type.contains("json") ? guess.json(body(route)) : csv());
  }

  private JsonNode body(Route route) {
    JsonNode json = route.node().at("/requestBody/content/application~1json");
    List<JsonNode> examples = new ArrayList<>();
    json.path("examples").forEach(example -> examples.add(example.get("value")));
    return examples.isEmpty() || guess.once(2)
        ? guess.value(json.get("schema"))
        : guess.oneOf(examples);
  }

  private static String csv() {
    return "id,payer,product,service\r\n1,bcbsma,commercial-hmo,mri\r\n2,,,\r\n";
  }

  /** With one thing that is not as the documents ask for it. */
  Sent nearlyValid(Route route, String authorization) {
    Sent sent = valid(route, authorization);
    boolean json = sent.headers().contains("Content-Type: application/json");
    if (json && !guess.once(6)) {
      return sent.withBody(guess.json(guess.spoilt(body(route))));
    }
    List<JsonNode> parameters = route.parameters();
    if (!parameters.isEmpty() && !guess.once(6)) {
      JsonNode parameter = guess.oneOf(parameters);
      String name = parameter.get("name").asText();
      String odd = guess.odd().asText();
      return switch (parameter.get("in").asText()) {
        case "query" -> sent.withTarget(query(sent, name + "=" + encoded(odd)));
        case "path" ->
            sent.withTarget(
                route
                    .path()
                    .replace("{" + name + "}", encoded(odd).isEmpty() ? "-" : encoded(odd))
                    .replaceAll("\\{\\w+}", "1"));
        default -> sent.with(name + ": " + odd.replaceAll("[\\r\\n\\x00]", " "));
      };
    }
    return sent.withTarget(query(sent, "unknown=" + encoded(guess.oneOf(Guess.ODD_TEXTS))));
  }

  private static String query(Sent sent, String more) {
    return sent.target() + (sent.target().contains("?") ? "&" : "?") + more;
  }

  /** A request that no honest client sends. */
  Sent hostile(Route route, String authorization) {
    Sent sent = valid(route, authorization);
    return switch (guess.oneOf(
        List.of("body", "type", "header", "token", "method", "path", "query"))) {
      case "body" -> sent.with("Content-Type: application/json").withBody(oddBody(sent));
      case "type" -> {
        String type = guess.oneOf(ODD_TYPES);
        Sent untyped = sent.without("Content-Type").withBody("{}");
        yield type.isEmpty() ? untyped : untyped.with("Content-Type: " + type);
      }
      case "header" -> sent.with(guess.oneOf(ODD_HEADERS));
      case "token" -> sent.with(guess.oneOf(ODD_TOKENS));
      case "method" -> sent.withMethod(guess.oneOf(METHODS));
      case "query" -> sent.withTarget(sent.target().split("\\?")[0] + guess.oneOf(ODD_QUERIES));
      default -> sent.withTarget(oddPath(route));
    };
  }

  private String oddPath(Route route) {
    String odd = guess.oneOf(ODD_PATHS);
    if (route.path().contains("{") && !guess.once(4)) {
      return route.path().replaceAll("\\{\\w+}", Matcher.quoteReplacement(odd));
    }
    return switch (guess.oneOf(List.of("after", "within", "slash", "slashes", "capitals"))) {
      case "after" -> path(route) + odd;
      case "within" -> "/v1/" + odd + path(route).substring(3);
      case "slash" -> path(route) + "/";
      case "slashes" -> path(route).replace("/", "//");
      default -> path(route).toUpperCase(Locale.ROOT);
    };
  }

  private byte[] oddBody(Sent sent) {
    byte[] body = sent.body();
    return switch (guess.oneOf(
        List.of(
            "none", "cut", "bytes", "utf16", "mark", "nested", "digits", "null", "twice", "long",
            "text"))) {
      case "none" -> new byte[0];
      case "cut" -> Arrays.copyOf(body, body.length / 2);
      case "bytes" -> new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};
      case "utf16" -> new String(body, UTF_8).getBytes(UTF_16);
      case "mark" -> ("\ufeff" + new String(body, UTF_8)).getBytes(UTF_8);
      case "nested" -> ("[".repeat(100_000)).getBytes(UTF_8);
      case "digits" -> ("{\"amount\": " + "9".repeat(100_000) + "}").getBytes(UTF_8);
      case "null" -> "null".getBytes(UTF_8);
      case "twice" -> (new String(body, UTF_8) + " {}").getBytes(UTF_8);
      case "long" -> " ".repeat(MOST_BYTES + 1).getBytes(UTF_8);
      default -> "\"text\"".getBytes(UTF_8);
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
