package dev.priorauth.lambdatestkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Builds API Gateway HTTP API events (payload version 2.0). */
public final class HttpEvent {

  /** Under which API Gateway logs the request. */
  public static final String REQUEST_ID = "JKJaXmPLvHcESHA=";

  private HttpEvent() {}

  public static String get(String pathAndQuery) {
    return of("GET", pathAndQuery, Map.of(), null);
  }

  public static String post(String pathAndQuery, String mediaType, String body) {
    return of("POST", pathAndQuery, Map.of("content-type", mediaType), body);
  }

  /**
   * @param pathAndQuery as on the wire, percent-encoded
   * @param headers lower-case names, as API Gateway hands them on
   * @param body null where there is none
   */
  public static String of(
      String method, String pathAndQuery, Map<String, String> headers, String body) {
    var mark = pathAndQuery.indexOf('?');
    var path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", path);
    event.put("rawQueryString", mark < 0 ? "" : pathAndQuery.substring(mark + 1));
    var head = event.putObject("headers");
    head.put("host", "api.example");
    headers.forEach(head::put);
    if (body != null) {
      head.put("content-length", Integer.toString(body.getBytes(UTF_8).length));
    }
    var context = event.putObject("requestContext");
    context.put("accountId", "000000000000");
    context.put("apiId", "under-test");
    context.put("requestId", REQUEST_ID);
    context.put("stage", "$default");
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "192.0.2.1")
        .put("userAgent", "under-test");
    event.put("isBase64Encoded", false);
    if (body != null) {
      event.put("body", body);
    }
    return event.toString();
  }
}
