package dev.priorauth.core.requests;

import java.util.Locale;
import java.util.Optional;

/**
 * A member's number with the payer: up to 40 capital letters, digits and hyphens, as on the card.
 *
 * <p>It is personal: it does not show in {@link #toString()}.
 */
public record MemberId(String text) {
  private static final String FORM = "[A-Z0-9][A-Z0-9-]{0,39}";

  /**
   * @throws IllegalArgumentException if it has another form; text from outside goes through {@link
   *     #parse}
   */
  public MemberId {
    if (!text.matches(FORM)) {
      throw new IllegalArgumentException("this is not a member's number");
    }
  }

  /** Reads a number as people write it: small letters and blanks do not matter. */
  public static Optional<MemberId> parse(String written) {
    String text = written.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    return text.matches(FORM) ? Optional.of(new MemberId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "MemberId[hidden]";
  }
}
