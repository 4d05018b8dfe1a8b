package dev.priorauth.local;

import dev.priorauth.authorizations.WebhookAddresses;
import dev.priorauth.delivery.PublicAddresses;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;

/** Allows webhooks to this machine too, unencrypted, so that they can be tried out. */
@Alternative
@Priority(1)
@Singleton
class LocalWebhookAddresses implements WebhookAddresses {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final PublicAddresses ELSEWHERE = new PublicAddresses();

  @Override
  public boolean allow(URI uri) {
    return PUBLIC.allow(uri)
        || (isIn(SCHEMES, uri.getScheme()) && isIn(THIS_MACHINE, uri.getHost()));
  }

  /** An address that is none has neither a scheme nor a host. */
  private static boolean isIn(Set<String> some, String part) {
    return part != null && some.contains(part);
  }

  /** Whether anything is sent to this address. */
  static boolean isReachable(InetAddress address) {
    return address.isLoopbackAddress() || ELSEWHERE.test(address);
  }
}
