package dev.priorauth.authorizations;

import java.net.URI;

/** Which addresses an office may name for its webhook. */
@FunctionalInterface
public interface WebhookAddresses {
  /**
   * Encrypted, and of the public internet by its name: one with a dot in it, whose last part has a
   * letter. So no number, and nothing of this network.
   */
  WebhookAddresses PUBLIC =
      uri ->
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getHost().matches("([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*");

  /**
   * @param uri without user and fragment
   */
  boolean allow(URI uri);
}
