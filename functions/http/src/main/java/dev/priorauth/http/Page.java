package dev.priorauth.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.facts.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a long list.
 *
 * @param limit the most items
 * @param cursor where the part before it ended; empty for the first part
 */
public record Page(int limit, Optional<String> cursor) {
  static final int USUAL = 25;
  static final int MOST = 100;

  /**
   * This part of a list.
   *
   * @param name the member that has the items
   * @param all the whole list, in an order that does not depend on the part
   * @param key what tells the items apart
   * @return the items, and {@code next}: the cursor of the part after it, null after the last one
   * @throws RequestProblem if the cursor names no item of the list
   */
  public <T> ObjectNode of(
      String name, List<T> all, Function<T, String> key, Function<T, ? extends JsonNode> json) {
    int from = cursor.map(text -> indexOf(text, all, key) + 1).orElse(0);
    int to = Math.min(all.size(), from + limit);
    ObjectNode page = Json.object();
    ArrayNode items = page.putArray(name);
    all.subList(from, to).forEach(item -> items.add(json.apply(item)));
    return page.put("next", to < all.size() ? cursorAt(key.apply(all.get(to - 1))) : null);
  }

  private static <T> int indexOf(String cursor, List<T> all, Function<T, String> key) {
    for (int i = 0; i < all.size(); i++) {
      if (cursorAt(key.apply(all.get(i))).equals(cursor)) {
        return i;
      }
    }
    throw RequestProblem.badQuery(
        List.of(
            Problem.of(
                "cursor", "This is not a cursor of this list. Begin again without a cursor.")));
  }

  private static String cursorAt(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
