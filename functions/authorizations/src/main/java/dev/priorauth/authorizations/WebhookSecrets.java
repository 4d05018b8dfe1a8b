package dev.priorauth.authorizations;

import dev.priorauth.core.profiles.Profile;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Makes the secrets that messages to the systems of offices are signed with. */
@Singleton
public class WebhookSecrets {
  private static final int BYTES = 32;

  /**
   * An address with its secret: the former one while the address is the same, so that a call that
   * is sent again changes nothing.
   */
  Profile.Webhook signed(String url, Optional<Profile.Webhook> former) {
    return former
        .filter(webhook -> webhook.url().equals(url))
        .orElseGet(() -> new Profile.Webhook(url, secret()));
  }

  private static String secret() {
    byte[] bytes = new byte[BYTES];
    // Not kept: a snapshot of the process must not have its state.
    new SecureRandom().nextBytes(bytes);
    return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
