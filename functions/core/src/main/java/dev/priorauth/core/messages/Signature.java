package dev.priorauth.core.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows the receiver of a message that it comes from here, unaltered, and when it was sent: {@code
 * t=<seconds>,v1=<hex>}, where the second is the HMAC-SHA256 of {@code <seconds>.<body>}. A
 * receiver refuses what is some minutes old, so that nobody sends it again later.
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * @param secret its UTF-8 bytes are the key
   * @param at when it is sent; parts of a second are left out
   */
  public static String of(String secret, Instant at, String body) {
    String seconds = Long.toString(at.getEpochSecond());
    return "t=" + seconds + ",v1=" + hmac(secret, seconds + "." + body);
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java always has HMAC-SHA256", e);
    }
  }
}
