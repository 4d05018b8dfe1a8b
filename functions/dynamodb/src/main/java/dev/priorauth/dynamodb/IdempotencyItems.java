package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The answer to a request, alone under {@code IDEM#<npi>#<key>}. It may be deleted some time after
 * nobody sends the request again any more; as long as it is there, it counts.
 */
final class IdempotencyItems {
  static final String BODY_HASH = "bodyHash"; // S
  static final String ANSWER = "answer"; // B, packed text
  static final String EXPIRES_AT = "expiresAt"; // N, seconds since 1970: the table's time to live

  private static final Duration KEPT = Duration.ofDays(30);

  private IdempotencyItems() {}

  static Map<String, AttributeValue> key(IdempotencyKey key) {
    return Items.key("IDEM#" + key.npi().digits() + "#" + key.key(), "ANSWER");
  }

  static Map<String, AttributeValue> toItem(
      IdempotencyKey key, String bodyHash, String answer, Instant at) {
    Map<String, AttributeValue> item = new HashMap<>(key(key));
    item.put(BODY_HASH, s(bodyHash));
    item.put(ANSWER, b(Packed.pack(answer.getBytes(UTF_8))));
    item.put(EXPIRES_AT, n(at.plus(KEPT).getEpochSecond()));
    return item;
  }

  /** What the item says to who sends a body of this hash under its key. */
  static SubmitResult.Earlier earlier(Map<String, AttributeValue> item, String bodyHash) {
    return required(item, BODY_HASH).s().equals(bodyHash)
        ? new SubmitResult.Replayed(
            new String(Packed.text(required(item, ANSWER).b().asByteArray()), UTF_8))
        : new SubmitResult.KeyReusedForOtherBody();
  }
}
