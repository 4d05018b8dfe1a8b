package dev.priorauth.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.openapi.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An operation of the documents.
 *
 * @param path with its variables in braces
 * @param node what the documents say of it, references unfollowed
 */
record Route(String id, String method, String path, JsonNode node) {
  static final JsonNode DOCUMENT = ApiDocument.of(WholeApi.DOCUMENTS);

  /** All that there are. */
  static List<Route> all() {
    List<Route> routes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        routes.add(
            new Route(
                method.getValue().get("operationId").asText(),
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                method.getValue()));
      }
    }
    return routes;
  }

  boolean needsToken() {
    return node.has("security");
  }

  boolean hasStatus(int status) {
    return node.get("responses").has(Integer.toString(status));
  }

  /** Its parameters, with what is written elsewhere filled in. */
  List<JsonNode> parameters() {
    List<JsonNode> parameters = new ArrayList<>();
    node.path("parameters").forEach(one -> parameters.add(followed(one)));
    return parameters;
  }

  static JsonNode followed(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
