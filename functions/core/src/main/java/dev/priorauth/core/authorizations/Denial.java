package dev.priorauth.core.authorizations;

/**
 * Why something is not approved. A person said so: no machine makes one.
 *
 * @param reasonCode the administrator's code
 * @param text the reason in plain words
 * @param citation the criterion, policy or rule that it rests on; for a decision made elsewhere,
 *     the letter
 */
public record Denial(String reasonCode, String text, String citation) {
  public Denial {
    if (reasonCode.isBlank() || text.isBlank() || citation.isBlank()) {
      throw new IllegalArgumentException("a denial has a reason code, a text and a citation");
    }
  }
}
