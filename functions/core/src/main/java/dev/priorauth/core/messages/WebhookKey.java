package dev.priorauth.core.messages;

import java.util.Base64;
import java.util.Optional;

/**
 * What the secrets of all webhooks are made from. Whoever has it can sign for every office; so it
 * is kept apart from the profiles, and {@link #toString()} does not show it.
 *
 * @param text at least {@value #SHORTEST} characters, which nobody can guess
 */
public record WebhookKey(String text) {
  /** The fewest characters of a key. */
  public static final int SHORTEST = 32;

  public WebhookKey {
    if (text.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a key of webhooks has at least " + SHORTEST + " characters");
    }
  }

  /** Empty where the text is too short to be a key. */
  public static Optional<WebhookKey> parse(String text) {
    return text.length() < SHORTEST ? Optional.empty() : Optional.of(new WebhookKey(text));
  }

  /**
   * The secret of one webhook, always the same: {@code whsec_} and the HMAC-SHA256 of the nonce
   * under this key, in base64url.
   *
   * @param nonce what no other webhook has; nobody learns the secret from it
   */
  public String secret(String nonce) {
    return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(text, nonce));
  }

  @Override
  public String toString() {
    return "WebhookKey[hidden]";
  }
}
