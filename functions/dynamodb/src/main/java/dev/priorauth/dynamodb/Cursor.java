package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.authorizations.Authorization;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of a search ended. It names a point in the order of the results, not a number of
 * results, so that the next page is the same whatever was added or changed meanwhile.
 */
public record Cursor(String position) {
  /** After this authorization, in the order of submission. */
  public static Cursor after(Authorization state) {
    return new Cursor(AuthorizationItems.submitted(state));
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @return empty if it is something else
   */
  public static Optional<Cursor> parse(String text) {
    try {
      String position = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      return PostingItems.posting(position)
          .filter(PostingItems::isOnTheState)
          .map(_ -> new Cursor(position));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A text that clients hand back as it is. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
  }
}
