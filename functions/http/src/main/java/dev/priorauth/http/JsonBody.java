package dev.priorauth.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.http.RequestProblem.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a JSON body strictly and collects all problems with their paths. What a reader does not ask
 * for is a problem too.
 */
public final class JsonBody {
  private final JsonNode root;
  private final String path;
  private final List<Problem> problems = new ArrayList<>();
  private final List<JsonObject> opened = new ArrayList<>();

  private JsonBody(JsonNode root, String path) {
    this.root = root;
    this.path = path;
  }

  /**
   * The body of a request.
   *
   * @throws RequestProblem if it is too large, not UTF-8, not JSON, or names a member twice
   */
  public static JsonBody of(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(BodyLimits.text(body, Kind.NOT_JSON));
      if (root.isMissingNode()) {
        throw RequestProblem.of(Kind.NOT_JSON, "The body is empty.");
      }
      return new JsonBody(root, "$");
    } catch (JsonProcessingException broken) {
      throw RequestProblem.of(Kind.NOT_JSON, reason(broken));
    }
  }

  /**
   * The body of a request, where members that it leaves out are taken from another object.
   *
   * @throws RequestProblem as {@link #of(byte[])} does
   */
  public static JsonBody of(byte[] body, ObjectNode leftOut) {
    JsonNode given = of(body).root;
    return new JsonBody(
        given.isObject() ? leftOut.deepCopy().setAll((ObjectNode) given) : given, "$");
  }

  private static String reason(JsonProcessingException broken) {
    JsonLocation at = broken.getLocation();
    String where =
        at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
    return broken.getOriginalMessage().startsWith("Duplicate field")
        ? "A member of an object is named twice" + where + ". Name each once."
        : "The JSON is broken" + where + ".";
  }

  /** The whole body as an object; without members, and a problem, where it is none. */
  public JsonObject object() {
    return JsonObject.open(this, root, path);
  }

  /**
   * The whole body as an array whose items are read one by one, each with its own problems; empty,
   * and a problem, where it is none.
   */
  public List<JsonBody> items(int most) {
    if (!root.isArray()) {
      problems.add(Problem.of(path, "This must be an array."));
      return List.of();
    }
    if (root.size() > most) {
      problems.add(Problem.of(path, "At most " + most + " items; these are " + root.size() + "."));
      return List.of();
    }
    List<JsonBody> items = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      items.add(new JsonBody(root.get(i), path + "[" + i + "]"));
    }
    return items;
  }

  public String path() {
    return path;
  }

  void opened(JsonObject object) {
    opened.add(object);
  }

  public void add(Problem problem) {
    problems.add(problem);
  }

  List<Problem> found() {
    return problems;
  }

  /** All problems, with the members that nobody asked for; to be called when all has been read. */
  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    opened.forEach(object -> all.addAll(object.unknown()));
    return all;
  }

  /**
   * Ends the reading.
   *
   * @throws RequestProblem if anything in the body is wrong
   */
  public void end() {
    List<Problem> all = problems();
    if (!all.isEmpty()) {
      throw RequestProblem.invalidBody(all);
    }
  }
}
