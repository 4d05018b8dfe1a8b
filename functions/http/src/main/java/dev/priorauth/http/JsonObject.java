package dev.priorauth.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.facts.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An object of a JSON body. A member that is absent is empty; one of the wrong type or value is
 * empty and a problem of the body.
 */
public final class JsonObject {
  private static final int LONGEST_OF_SOME = 100;

  private final JsonBody body;
  private final JsonNode node;
  private final String path;
  private final boolean valid;
  private final Set<String> read = new LinkedHashSet<>();

  private JsonObject(JsonBody body, JsonNode node, String path) {
    this.body = body;
    this.valid = node.isObject();
    this.node = valid ? node : Json.object();
    this.path = path;
  }

  static JsonObject open(JsonBody body, JsonNode node, String path) {
    JsonObject object = new JsonObject(body, node, path);
    if (!object.valid) {
      body.add(Problem.of(path, "This must be an object."));
    }
    body.opened(object);
    return object;
  }

  public String path() {
    return path;
  }

  /** The path of a member. */
  public String path(String name) {
    return path + "." + name;
  }

  /** The names of all members, as they stand in the body. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether there is such a member, whatever its value. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** Whether there is such a member, and it is null. */
  public boolean isNull(String name) {
    return any(name).map(JsonNode::isNull).orElse(false);
  }

  /** Makes it a problem if one of these members is absent. */
  public JsonObject need(String... names) {
    for (String name : names) {
      if (valid && !node.has(name)) {
        problem(name, "This is missing.");
      }
    }
    return this;
  }

  /** Makes it a problem, in these words, if the member is absent. */
  public void require(String name, String message) {
    if (valid && !node.has(name)) {
      problem(name, message);
    }
  }

  /** Makes it a problem, in these words, if the member is there. */
  public void refuse(String name, String message) {
    if (any(name).isPresent()) {
      problem(name, message);
    }
  }

  /** Makes it a problem if one of these members is an array without items. */
  public JsonObject needItems(String... names) {
    for (String name : names) {
      JsonNode value = node.get(name);
      if (value != null && value.isArray() && value.isEmpty()) {
        problem(name, "This is empty. Give at least one.");
      }
    }
    return this;
  }

  /** A text without control characters, of at most so many characters. */
  public Optional<String> text(String name, int most) {
    return typed(name, JsonNode::isTextual, "This must be a text, in quotes.")
        .flatMap(value -> Texts.plain(value.textValue(), most, path(name), body.found()));
  }

  /** A text that may have line breaks and tabs, of at most so many characters. */
  public Optional<String> lines(String name, int most) {
    return typed(name, JsonNode::isTextual, "This must be a text, in quotes.")
        .flatMap(value -> Texts.lines(value.textValue(), most, path(name), body.found()));
  }

  public Optional<String> oneOf(String name, Collection<String> allowed) {
    return typed(name, JsonNode::isTextual, "This must be a text, in quotes.")
        .flatMap(value -> Texts.oneOf(value.textValue(), allowed, path(name), body.found()));
  }

  public Optional<LocalDate> day(String name) {
    return typed(name, JsonNode::isTextual, "This must be a date in quotes, as in \"2025-01-31\".")
        .flatMap(value -> Texts.day(value.textValue(), path(name), body.found()));
  }

  public Optional<LocalDate> dateOfBirth(String name) {
    return typed(name, JsonNode::isTextual, "This must be a date in quotes, as in \"1980-01-31\".")
        .flatMap(value -> Vocabulary.dateOfBirth(value.textValue(), path(name), body.found()));
  }

  public Optional<Instant> instant(String name) {
    return typed(
            name,
            JsonNode::isTextual,
            "This must be an instant in quotes, as in \"2025-01-31T14:00:00-05:00\".")
        .flatMap(value -> Texts.instant(value.textValue(), path(name), body.found()));
  }

  /** A calendar date, or an instant with its offset. */
  public Optional<Moment> moment(String name) {
    return typed(
            name,
            JsonNode::isTextual,
            "This must be a date or an instant in quotes, as in \"2025-01-31\".")
        .flatMap(value -> Texts.moment(value.textValue(), path(name), body.found()));
  }

  /** A whole number; both ends are included. */
  public Optional<Integer> number(String name, int from, int to) {
    return typed(
            name,
            value ->
                value.isIntegralNumber()
                    && value.canConvertToInt()
                    && value.intValue() >= from
                    && value.intValue() <= to,
            "This must be a whole number from " + from + " to " + to + ", without quotes.")
        .map(JsonNode::intValue);
  }

  public Optional<Boolean> flag(String name) {
    return typed(name, JsonNode::isBoolean, "This must be true or false, without quotes.")
        .map(JsonNode::booleanValue);
  }

  public Optional<JsonObject> object(String name) {
    return typed(name, _ -> true, "").map(value -> open(body, value, path(name)));
  }

  /** The items of an array of objects; empty where it is absent. */
  public List<JsonObject> objects(String name, int most) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode item : items(name, most)) {
      objects.add(open(body, item, path(name) + "[" + objects.size() + "]"));
    }
    return objects;
  }

  /** The items of an array of texts; empty where it is absent. */
  public List<String> texts(String name, int most, int mostCharacters) {
    return texts(name, most, mostCharacters, _ -> true, "");
  }

  /**
   * The items of an array of texts; empty where it is absent.
   *
   * @param message what to say of an item that does not fit
   */
  public List<String> texts(
      String name, int most, int mostCharacters, Predicate<String> fits, String message) {
    List<String> texts = new ArrayList<>();
    int index = 0;
    for (JsonNode item : items(name, most)) {
      String at = path(name) + "[" + index++ + "]";
      if (!item.isTextual()) {
        body.add(Problem.of(at, "This must be a text, in quotes."));
      } else if (!fits.test(item.textValue())) {
        body.add(Problem.of(at, message));
      } else {
        Texts.plain(item.textValue(), mostCharacters, at, body.found()).ifPresent(texts::add);
      }
    }
    return texts;
  }

  /** One of these texts, or an array of some of them; empty where it is absent. */
  public Set<String> someOf(String name, Collection<String> allowed) {
    return any(name).filter(JsonNode::isArray).isPresent()
        ? new LinkedHashSet<>(
            needItems(name)
                .texts(
                    name,
                    allowed.size(),
                    LONGEST_OF_SOME,
                    allowed::contains,
                    "This value is not known. Use some of " + String.join(", ", allowed) + "."))
        : oneOf(name, allowed).map(Set::of).orElse(Set.of());
  }

  /** Makes it a problem if a range of days ends before it begins. */
  public void inOrder(String from, Optional<LocalDate> first, String to, Optional<LocalDate> last) {
    if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
      problem(to, "This lies before " + from + ". Exchange the two dates or mend one.");
    }
  }

  /** Reports something wrong with a member. */
  public void problem(String name, String message) {
    body.add(Problem.of(path(name), message));
  }

  public void add(Collection<Problem> more) {
    more.forEach(body::add);
  }

  /** Lets members of these names stand here, whether or not they do. */
  void allow(Collection<String> names) {
    read.addAll(names);
  }

  /** A member of any type. */
  Optional<JsonNode> any(String name) {
    read.add(name);
    return Optional.ofNullable(node.get(name));
  }

  private List<JsonNode> items(String name, int most) {
    List<JsonNode> items = new ArrayList<>();
    typed(
            name,
            value -> value.isArray() && value.size() <= most,
            "This must be an array of at most " + most + " items.")
        .ifPresent(array -> array.forEach(items::add));
    return items;
  }

  private Optional<JsonNode> typed(String name, Predicate<JsonNode> type, String message) {
    Optional<JsonNode> value = any(name);
    if (value.isPresent() && !type.test(value.get())) {
      problem(name, value.get().isNull() ? "This is null. Give a value or leave it out." : message);
      return Optional.empty();
    }
    return value;
  }

  List<Problem> unknown() {
    return names().stream()
        .filter(name -> !read.contains(name))
        .map(
            name ->
                new Problem(
                    path(name.replaceAll("\\p{Cntrl}", "?")),
                    "There is no member of this name here. Leave it out or use one of the allowed"
                        + " names.",
                    List.copyOf(read)))
        .toList();
  }
}
