package dev.priorauth.authorizations;

import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the secrets that messages to the systems of offices are signed with. None of them is kept:
 * the profile has a nonce, from which the service's key makes the secret again.
 */
@Singleton
public class WebhookSecrets {
  private static final int NONCE_BYTES = 16;

  private final Optional<WebhookKey> key;

  WebhookSecrets(@ConfigProperty(name = "priorauth.webhook-key") Optional<String> key) {
    this.key = key.flatMap(WebhookKey::parse);
  }

  /**
   * An address with its nonce: the former one while the address is the same, so that a call that is
   * sent again changes nothing.
   */
  Profile.Webhook named(String url, Optional<Profile.Webhook> former) {
    return former
        .filter(webhook -> webhook.url().equals(url))
        .orElseGet(() -> new Profile.Webhook(url, nonce()));
  }

  /**
   * @throws RequestProblem if this service has no key for webhooks
   */
  String of(Profile.Webhook webhook) {
    return key.map(one -> one.secret(webhook.nonce()))
        .orElseThrow(
            () ->
                RequestProblem.of(
                    Kind.NO_WEBHOOKS,
                    "Nothing was written. Leave webhook out, or have the operator give the service"
                        + " a WEBHOOK_KEY of at least "
                        + WebhookKey.SHORTEST
                        + " characters."));
  }

  private static String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    // Not kept: a snapshot of the process must not have its state.
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
