package dev.priorauth.core.messages;

import java.time.Instant;
import java.util.HexFormat;

/**
 * Shows the receiver of a message that it comes from here, unaltered, and when it was sent: {@code
 * t=<seconds>,v1=<hex>}, where the second is the HMAC-SHA256 of {@code <seconds>.<body>}. A
 * receiver refuses what is some minutes old, so that nobody sends it again later.
 */
public final class Signature {
  private Signature() {}

  /**
   * @param secret its UTF-8 bytes are the key
   * @param at when it is sent; parts of a second are left out
   */
  public static String of(String secret, Instant at, String body) {
    String seconds = Long.toString(at.getEpochSecond());
    byte[] hmac = Hmac.of(secret, seconds + "." + body);
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac);
  }
}
