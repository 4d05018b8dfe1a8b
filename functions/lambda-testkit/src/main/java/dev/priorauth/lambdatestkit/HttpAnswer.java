package dev.priorauth.lambdatestkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client of the HTTP API sees of a function's answer.
 *
 * @param headers by name, which is case-insensitive
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] bytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the JSON that {@link LambdaProcess#invoke} returns, and undoes base64 as API Gateway
   * does.
   */
  public static HttpAnswer of(String answerJson) {
    JsonNode answer;
    try {
      answer = JSON.readTree(answerJson);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + answerJson, e);
    }
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), List.of(header.getValue().asText())));
    answer
        .path("multiValueHeaders")
        .properties()
        .forEach(
            header -> {
              var values = new ArrayList<String>();
              header.getValue().forEach(value -> values.add(value.asText()));
              headers.put(header.getKey(), List.copyOf(values));
            });
    var body = answer.path("body").asText("");
    var bytes =
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(UTF_8);
    return new HttpAnswer(answer.path("statusCode").asInt(), headers, bytes);
  }

  /** The body as text. */
  public String body() {
    return new String(bytes, UTF_8);
  }
}
