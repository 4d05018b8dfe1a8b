package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.messages.Posting;
import java.util.Base64;
import java.util.Optional;

/** The name of a posting, which is its place in the order of time too. It never changes. */
public record PostingId(String place) {
  public static PostingId of(Posting posting) {
    return new PostingId(PostingItems.place(posting));
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @return empty if it is something else
   */
  public static Optional<PostingId> parse(String text) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      return PostingItems.posting(place).map(PostingId::of).filter(id -> id.text().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public Posting posting() {
    return PostingItems.posting(place)
        .orElseThrow(() -> new IllegalStateException("a posting's name cannot be read"));
  }

  /** A text that clients hand back as it is. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }
}
