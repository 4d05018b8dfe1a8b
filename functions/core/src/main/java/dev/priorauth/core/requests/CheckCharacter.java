package dev.priorauth.core.requests;

/**
 * A check character over the 32 letters and digits that are hard to confuse (no I, L, O, U).
 *
 * <p>The characters are elements of the field with 32 elements; character {@code i} from the right
 * is weighted with the {@code i}-th power of a primitive element, and the sum is zero. One wrong
 * character changes the sum, and so does exchanging any two different characters less than 31
 * places apart: the weights differ. A sum modulo 37 would catch as much, but needs check characters
 * such as {@code *} or {@code $}; ISO 7064 MOD 37,36 has none of those, but misses some exchanges.
 */
final class CheckCharacter {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** x^5 + x^2 + 1, which makes x a primitive element. */
  private static final int MODULUS = 0b100101;

  private static final int SIZE = ALPHABET.length();

  private CheckCharacter() {}

  /** The character for the lowest five bits. */
  static char character(long bits) {
    return ALPHABET.charAt((int) (bits & SIZE - 1));
  }

  /** The character to put behind these. */
  static char of(CharSequence characters) {
    return ALPHABET.charAt(timesX(sum(characters)));
  }

  /** Whether the last character is the check character of those before it. */
  static boolean isRight(CharSequence characters) {
    return characters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0) && sum(characters) == 0;
  }

  private static int sum(CharSequence characters) {
    int sum = 0;
    for (int i = 0; i < characters.length(); i++) {
      sum = timesX(sum) ^ ALPHABET.indexOf(characters.charAt(i));
    }
    return sum;
  }

  private static int timesX(int element) {
    int doubled = element << 1;
    return doubled >= SIZE ? doubled ^ MODULUS : doubled;
  }
}
