package dev.priorauth.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.requests.AuthorizationId;
import dev.priorauth.core.requests.Npi;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A client's name for one request, so that sending it again does nothing again.
 *
 * @param npi the provider whose office sends it: keys of different offices never meet
 * @param key as the client gave it
 */
public record IdempotencyKey(Npi npi, String key) {

  /**
   * The reference of the first authorization of the request. Because it follows from the key, the
   * same request can be stored only once, and is found again, without an item that says so.
   *
   * <p>It is 60 bits of a hash. Who knows a provider and guesses a key knows it too: like any
   * reference, it gives no right to anything.
   *
   * @param draw 0; the next one where another request has that reference by chance
   */
  public AuthorizationId reference(int draw) {
    return AuthorizationId.of(ByteBuffer.wrap(sha256(draw + "#" + text())).getLong());
  }

  /** Tells one key of one provider from all others. */
  byte[] hash() {
    return sha256(text());
  }

  /** A provider's number has ten digits, so that no two keys have the same text. */
  private String text() {
    return npi.digits() + "#" + key;
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
