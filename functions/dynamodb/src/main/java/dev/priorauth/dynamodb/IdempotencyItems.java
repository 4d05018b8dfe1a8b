package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;

import dev.priorauth.core.requests.AuthorizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What became of a request, alone under {@code IDEM#<npi>#<key>}: a reference, from which what was
 * answered follows. It may be deleted some time after nobody sends the request again any more; as
 * long as it is there, it counts.
 */
final class IdempotencyItems {
  static final String BODY_HASH = "bodyHash"; // S
  static final String ID = "id"; // S, of the authorization, or of the parent of a divided request
  static final String EXPIRES_AT = "expiresAt"; // N, seconds since 1970: the table's time to live

  private static final Duration KEPT = Duration.ofDays(30);

  private IdempotencyItems() {}

  static Map<String, AttributeValue> key(IdempotencyKey key) {
    return Items.key("IDEM#" + key.npi().digits() + "#" + key.key(), "ANSWER");
  }

  static Map<String, AttributeValue> toItem(
      IdempotencyKey key, String bodyHash, AuthorizationId id, Instant at) {
    Map<String, AttributeValue> item = new HashMap<>(key(key));
    item.put(BODY_HASH, s(bodyHash));
    item.put(ID, s(id.text()));
    item.put(EXPIRES_AT, n(at.plus(KEPT).getEpochSecond()));
    return item;
  }

  /** What the item says to who sends a body of this hash under its key. */
  static SubmitResult.Earlier earlier(Map<String, AttributeValue> item, String bodyHash) {
    return required(item, BODY_HASH).s().equals(bodyHash)
        ? new SubmitResult.Replayed(new AuthorizationId(required(item, ID).s()))
        : new SubmitResult.KeyReusedForOtherBody();
  }
}
