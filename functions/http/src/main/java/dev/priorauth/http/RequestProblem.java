package dev.priorauth.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Problem;
import java.util.List;

/** A request that cannot be answered, with what its sender can do about it (RFC 9457). */
public final class RequestProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The most errors that one document lists; its detail says how many there are. */
  private static final int MOST_ERRORS = 100;

  /** The kinds of problem, each with its status. */
  public enum Kind {
    BAD_QUERY(400, "The query is not valid"),
    NOT_JSON(400, "The body is not JSON"),
    NOT_CSV(400, "The body is not CSV"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    WRONG_ADDRESS(403, "This is not the address to call"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "This address does not have this method"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
    CHANGED_MEANWHILE(409, "It has been changed meanwhile"),
    CONFLICT(409, "Its state does not allow it"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not taken here"),
    INVALID_BODY(422, "The body is not valid"),
    REFUSED(422, "It cannot be accepted like this"),
    OTHER(400, "The request is not valid"),
    UNEXPECTED(500, "Something went wrong on our side"),
    NOT_PUBLISHED(503, "No rules are published for this payer"),
    BUSY(503, "Too many write at the same time"),
    NOT_READY(503, "It is being prepared"),
    NO_WEBHOOKS(503, "Webhooks are not set up here"),
    UNAVAILABLE(503, "What the answer needs cannot be reached");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    public int status() {
      return status;
    }

    private String type() {
      return "urn:priorauth:problem:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final transient List<Problem> errors;
  private final transient ObjectNode more = Json.object();

  private RequestProblem(Kind kind, String detail, List<Problem> errors) {
    super(detail, null, false, false);
    this.kind = kind;
    this.errors = errors.stream().limit(MOST_ERRORS).toList();
  }

  /** Query parameters that are unknown, repeated or not valid. */
  public static RequestProblem badQuery(List<Problem> errors) {
    return new RequestProblem(Kind.BAD_QUERY, count(errors), errors);
  }

  /** A body that is JSON or CSV, but does not say what it should. */
  public static RequestProblem invalidBody(List<Problem> errors) {
    return new RequestProblem(Kind.INVALID_BODY, count(errors), errors);
  }

  /** Nothing is there, or the caller may not see it: one body for both. */
  public static RequestProblem notFound() {
    return new RequestProblem(
        Kind.NOT_FOUND,
        "There is nothing at this address, or nothing that you may see.",
        List.of());
  }

  /**
   * An update that would undo another one.
   *
   * @param version the version now; zero where there is nothing
   */
  public static RequestProblem changedMeanwhile(long version) {
    return of(Kind.CHANGED_MEANWHILE, "Read it again: its version is " + version + " now.")
        .with("version", LongNode.valueOf(version));
  }

  public static RequestProblem of(Kind kind, String detail) {
    return new RequestProblem(kind, detail, List.of());
  }

  /** Adds a member to the document, for programs to read. */
  public RequestProblem with(String name, JsonNode value) {
    more.set(name, value);
    return this;
  }

  public Kind kind() {
    return kind;
  }

  public List<Problem> errors() {
    return errors;
  }

  /** The problem document. */
  public ObjectNode json() {
    ObjectNode json = json(kind, getMessage());
    json.setAll(more);
    if (!errors.isEmpty()) {
      ArrayNode list = json.putArray("errors");
      for (Problem error : errors) {
        ObjectNode one = list.addObject().put("path", error.path()).put("message", error.message());
        if (!error.allowed().isEmpty()) {
          ArrayNode allowed = one.putArray("allowed");
          error.allowed().forEach(allowed::add);
        }
      }
    }
    return json;
  }

  static ObjectNode json(Kind kind, String detail) {
    return Json.object()
        .put("type", kind.type())
        .put("title", kind.title)
        .put("status", kind.status)
        .put("detail", detail);
  }

  private static String count(List<Problem> errors) {
    return errors.size() == 1
        ? "One thing must be mended: see errors."
        : errors.size() + " things must be mended: see errors.";
  }
}
