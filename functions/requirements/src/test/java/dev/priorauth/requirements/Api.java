package dev.priorauth.requirements;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Calls the function as a client does. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String JSON_TYPE = "application/json";
  static final String CSV_TYPE = "text/csv";

  private Api() {}

  /**
   * What a client sees.
   *
   * @param json the body as a tree; missing where it is not JSON
   */
  record Reply(int status, String type, JsonNode json, String text, Response response) {

    List<String> texts(String member, String each) {
      return StreamSupport.stream(json.path(member).spliterator(), false)
          .map(item -> item.path(each).asText())
          .toList();
    }

    List<String> errorPaths() {
      return texts("errors", "path");
    }
  }

  static Reply get(String pathAndQuery) {
    return call(Method.GET, pathAndQuery, Map.of());
  }

  /** The body of an answer with status 200. */
  static JsonNode ok(String pathAndQuery) {
    Reply reply = get(pathAndQuery);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.type()).isEqualTo(JSON_TYPE);
    return reply.json();
  }

  static Reply call(Method method, String pathAndQuery, Map<String, String> headers) {
    return reply(given().headers(headers), method, pathAndQuery);
  }

  /** A body of a type that need not be one. */
  static Reply bytes(String pathAndQuery, String type, String body) {
    return reply(
        given()
            .config(
                RestAssured.config()
                    .encoderConfig(
                        EncoderConfig.encoderConfig()
                            .encodeContentTypeAs(type, ContentType.BINARY)))
            .header("Content-Type", type)
            .body(body.getBytes(UTF_8)),
        Method.POST,
        pathAndQuery);
  }

  static Reply post(String pathAndQuery, String type, String body) {
    return reply(
        given().contentType(type + "; charset=utf-8").body(body), Method.POST, pathAndQuery);
  }

  private static Reply reply(RequestSpecification request, Method method, String pathAndQuery) {
    Response response = request.urlEncodingEnabled(false).request(method, pathAndQuery);
    String type = response.contentType();
    boolean json = type != null && type.contains("json");
    return new Reply(
        response.statusCode(),
        type,
        json ? tree(response.asString()) : MissingNode.getInstance(),
        response.asString(),
        response);
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }
}
