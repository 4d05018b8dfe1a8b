package dev.priorauth.core.requests;

import java.util.Locale;
import java.util.Optional;

/**
 * The reference of one authorization: {@code A}, twelve letters and digits that say nothing, and a
 * check character. Knowing it gives no right to anything.
 *
 * <p>It has no I, L, O or U. A wrong character, or two exchanged ones, never give another
 * authorization's reference.
 *
 * @param text the fourteen characters, without blanks or hyphens
 */
public record AuthorizationId(String text) {
  private static final int RANDOM_CHARACTERS = 12;
  private static final int LENGTH = 14;
  private static final int BITS_OF_A_CHARACTER = 5;

  /** With the letter that no reference has, which can be typed nevertheless. */
  private static final String FORM = "A[0-9A-Z]{13}";

  /**
   * @throws IllegalArgumentException if the check character is wrong; text from outside goes
   *     through {@link #parse}
   */
  public AuthorizationId {
    if (!isRight(text)) {
      throw new IllegalArgumentException("this is not an authorization's reference");
    }
  }

  /**
   * The reference of a number.
   *
   * @param random drawn or hashed; the lowest 60 bits become part of it; the others do not matter
   */
  public static AuthorizationId of(long random) {
    StringBuilder characters = new StringBuilder(LENGTH);
    for (int i = RANDOM_CHARACTERS - 1; i >= 0; i--) {
      characters.append(CheckCharacter.character(random >>> i * BITS_OF_A_CHARACTER));
    }
    characters.append(CheckCharacter.of(characters));
    return new AuthorizationId("A" + characters);
  }

  /**
   * Reads a reference as people write it: small letters, blanks and hyphens do not matter, O is
   * read as 0, I and L as 1.
   *
   * @return empty if it has a typing error
   */
  public static Optional<AuthorizationId> parse(String written) {
    String text = plain(written);
    return isRight(text) ? Optional.of(new AuthorizationId(text)) : Optional.empty();
  }

  /**
   * Whether it looks like a reference whose check character is wrong. It may still be a reference
   * that somebody else gave.
   */
  public static boolean isMistyped(String written) {
    String text = plain(written);
    return text.matches(FORM) && !isRight(text);
  }

  private static String plain(String written) {
    return written
        .replaceAll("[\\s-]", "")
        .toUpperCase(Locale.ROOT)
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  private static boolean isRight(String text) {
    return text.length() == LENGTH
        && text.charAt(0) == 'A'
        && CheckCharacter.isRight(text.substring(1));
  }

  @Override
  public String toString() {
    return text;
  }
}
