package dev.priorauth.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whether what a function takes and answers is as its document says.
 *
 * <p>Clients must expect more members than are documented. Here they are problems: those of today
 * are all to be documented.
 */
public final class Documented {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT = "content";
  private static final String SCHEMA = "schema";
  private static final String EXAMPLES = "examples";
  private static final String OBJECT = "object";

  /** Headers that only some answers of a status have. */
  private static final Set<String> OPTIONAL =
      Set.of("ETag", "Location", "Content-Disposition", "Retry-After");

  private final ObjectNode document;
  private final List<Operation> operations;
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /**
   * @param files documents of {@code META-INF/openapi}
   */
  public Documented(String... files) {
    document = (ObjectNode) closed(ApiDocument.of(files));
    operations = operations(document.get("paths"));
  }

  /**
   * What can be asked.
   *
   * @param method in capital letters
   * @param path with its variables in braces
   */
  public record Operation(String id, String method, String path, Set<String> statuses) {}

  public List<Operation> operations() {
    return operations;
  }

  private static List<Operation> operations(JsonNode paths) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        Set<String> statuses = new LinkedHashSet<>();
        method.getValue().get("responses").fieldNames().forEachRemaining(statuses::add);
        operations.add(
            new Operation(
                method.getValue().get("operationId").asText(),
                method.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                statuses));
      }
    }
    return List.copyOf(operations);
  }

  /** Every operation with each of the statuses that is documented for it: {@code rule 404}. */
  public Set<String> answers(String... statuses) {
    Set<String> answers = new TreeSet<>();
    for (Operation operation : operations) {
      for (String status : statuses) {
        if (operation.statuses().contains(status)) {
          answers.add(answer(operation.id(), status));
        }
      }
    }
    return answers;
  }

  public static String answer(String operation, String status) {
    return operation + " " + status;
  }

  /**
   * What is not as documented.
   *
   * @param type the answer's Content-Type; null or empty where there is none
   */
  public List<String> problems(String operation, String status, String type, String body) {
    JsonNode response = resolved(operation(operation).get("responses").path(status));
    if (response.isMissingNode()) {
      return List.of(answer(operation, status) + " is not documented");
    }
    if (!response.has(CONTENT)) {
      return body.isEmpty() ? List.of() : List.of("no body is documented");
    }
    return type == null ? List.of("no Content-Type") : problems(response, type, body);
  }

  /**
   * What of the headers of an answer is not as documented: one that is missing, or not as it should
   * be. Some may be missing, as not all answers of a status have them.
   *
   * @param value the value of a header, by its name
   */
  public List<String> headerProblems(
      String operation, String status, Function<String, Optional<String>> value) {
    List<String> problems = new ArrayList<>();
    JsonNode response = resolved(operation(operation).get("responses").path(status));
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      Optional<String> sent = value.apply(header.getKey());
      if (sent.isPresent()) {
        problems(resolved(header.getValue()).get(SCHEMA), TextNode.valueOf(sent.get()))
            .forEach(problem -> problems.add(header.getKey() + ": " + problem));
      } else if (!OPTIONAL.contains(header.getKey())) {
        problems.add("no " + header.getKey());
      }
    }
    return problems;
  }

  /** What of a body that was sent is not as documented. */
  public List<String> bodyProblems(String operation, String type, String body) {
    return problems(operation(operation).get("requestBody"), type, body);
  }

  private List<String> problems(JsonNode documented, String type, String body) {
    String mediaType = type.split(";", 2)[0].strip();
    JsonNode schema = documented.get(CONTENT).path(mediaType).path(SCHEMA);
    return schema.isMissingNode()
        ? List.of(mediaType + " is not documented")
        : problems(schema, mediaType.contains("json") ? tree(body) : TextNode.valueOf(body));
  }

  /**
   * The examples of a body, or of an answer, by their names.
   *
   * @param pointer where in the operation its media type is, such as {@code
   *     /requestBody/content/application~1json}
   */
  public Map<String, JsonNode> examples(String operation, String pointer) {
    Map<String, JsonNode> examples = new java.util.LinkedHashMap<>();
    operation(operation)
        .at(pointer)
        .path(EXAMPLES)
        .properties()
        .forEach(example -> examples.put(example.getKey(), example.getValue().get("value")));
    return examples;
  }

  /**
   * The values of a schema that lists them.
   *
   * @param schema its name
   */
  public Set<String> values(String schema) {
    Set<String> values = new LinkedHashSet<>();
    document
        .at("/components/schemas/" + schema + "/enum")
        .forEach(value -> values.add(value.asText()));
    return values;
  }

  /** What is wrong in the document's own examples. */
  public List<String> exampleProblems() {
    List<String> problems = new ArrayList<>();
    for (JsonNode mediaType : document.findParents(EXAMPLES)) {
      for (Map.Entry<String, JsonNode> example : mediaType.get(EXAMPLES).properties()) {
        problems(mediaType.get(SCHEMA), example.getValue().get("value"))
            .forEach(problem -> problems.add(example.getKey() + ": " + problem));
      }
    }
    return problems;
  }

  /** The routes that a template gives to a function: {@code GET /v1/payers}. */
  public static Set<String> routes(Path template, String function) {
    Set<String> routes = new TreeSet<>();
    Pattern.compile("Method: (\\w+), Path: \"?([^\"\\s]+?)\"?}}")
        .matcher(resource(template, function))
        .results()
        .forEach(route -> routes.add(route.group(1) + " " + route.group(2)));
    return routes;
  }

  private static String resource(Path template, String name) {
    try {
      return Pattern.compile("(?m)^  (?=\\w+:$)")
          .splitAsStream(Files.readString(template))
          .filter(resource -> resource.startsWith(name + ":"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode operation(String id) {
    return document.get("paths").findParents("operationId").stream()
        .filter(operation -> operation.get("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private List<String> problems(JsonNode schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }

  private static JsonNode closed(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals(OBJECT)
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Documented::closed);
    return schema;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + json, e);
    }
  }
}
