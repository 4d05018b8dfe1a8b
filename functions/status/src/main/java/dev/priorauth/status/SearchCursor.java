package dev.priorauth.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.dynamodb.Cursor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A cursor that goes on with the search that it came from, and with no other: elsewhere it would
 * leave things out.
 *
 * @param search what tells one search from another
 */
record SearchCursor(String search) {
  private static final int BYTES = 9;

  /**
   * @param criteria whatever decides which authorizations are found, and their order
   */
  static SearchCursor of(List<?> criteria) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(criteria.toString().getBytes(UTF_8));
      return new SearchCursor(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String text(Cursor cursor) {
    return cursor.text() + "." + search;
  }

  /**
   * @return empty for a text that {@link #text} did not write for this search
   */
  Optional<Cursor> parse(String text) {
    String end = "." + search;
    return text.endsWith(end)
        ? Cursor.parse(text.substring(0, text.length() - end.length()))
        : Optional.empty();
  }
}
