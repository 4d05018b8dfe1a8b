package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;

import dev.priorauth.core.authorizations.Event;
import dev.priorauth.core.requests.AuthorizationId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What tells a request that is sent again from another one. It stands on the first event of the
 * request's first authorization, whose reference follows from the key: see {@link
 * IdempotencyKey#reference}. That event is there for ever, and so is the answer to its key.
 */
final class IdempotencyMark {
  /** B, the first bytes of a hash of the provider and the key, and of one of the body. */
  static final String MARK = "request";

  /** So few, so that an event of usual size stays below a kilobyte. */
  private static final int BYTES = 8;

  private IdempotencyMark() {}

  static AttributeValue of(IdempotencyKey key, String bodyHash) {
    byte[] mark = Arrays.copyOf(ofKey(key), 2 * BYTES);
    System.arraycopy(IdempotencyKey.sha256(bodyHash), 0, mark, BYTES, BYTES);
    return b(mark);
  }

  private static byte[] ofKey(IdempotencyKey key) {
    return Arrays.copyOf(key.hash(), BYTES);
  }

  /**
   * What the first event of an authorization says to who sends a body of this hash under this key.
   *
   * @return empty where it is of another request, which has the reference by chance
   */
  static Optional<SubmitResult.Earlier> earlier(
      AuthorizationId id, Map<String, AttributeValue> event, IdempotencyKey key, String bodyHash) {
    // A further part of a divided request has none.
    byte[] there = event.containsKey(MARK) ? event.get(MARK).b().asByteArray() : new byte[0];
    if (!Arrays.equals(Arrays.copyOf(there, BYTES), ofKey(key))) {
      return Optional.empty();
    }
    return Optional.of(
        of(key, bodyHash).equals(event.get(MARK))
            ? new SubmitResult.Replayed(whole(id, event))
            : new SubmitResult.KeyReusedForOtherBody());
  }

  /** The reference of what was asked for: of what joins the parts, or of the only one. */
  private static AuthorizationId whole(AuthorizationId id, Map<String, AttributeValue> event) {
    if (AuthorizationItems.event(id, event).event() instanceof Event.Submitted submitted) {
      return submitted.basis().parent().orElse(id);
    }
    throw new IllegalStateException("a stored authorization does not begin with its submission");
  }
}
