package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.s;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * That a mail is being sent, or was, under {@code MAIL#<sub>} / {@code <name>}, where the name says
 * which mail and to whom, as a hash. It may be deleted some time after nothing orders the mail
 * again any more.
 */
final class MailItems {
  static final String CLAIMED_AT = "claimedAt"; // S, ISO instant: right before it is sent
  static final String SENT_AT = "sentAt"; // S, ISO instant, once it is known that it was sent
  static final String EXPIRES_AT = "expiresAt"; // N, seconds since 1970: the table's time to live

  /** A queue and the one of its dead letters keep an order for 18 days. */
  private static final Duration KEPT = Duration.ofDays(30);

  private MailItems() {}

  static Map<String, AttributeValue> key(String sub, String name) {
    return Items.key("MAIL#" + sub, name);
  }

  static Map<String, AttributeValue> claimed(String sub, String name, Instant at) {
    Map<String, AttributeValue> item = new HashMap<>(key(sub, name));
    item.put(CLAIMED_AT, s(at.toString()));
    item.put(EXPIRES_AT, n(at.plus(KEPT).getEpochSecond()));
    return item;
  }
}
