package dev.priorauth.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Something that a queue delivers until it is done.
 *
 * @param text what is to be done: who reads it understands it
 * @param group what is done in order, where the queue keeps one
 * @param name the same for the same order; a queue takes few characters, and not all
 */
public record Order(String text, String group, String name) {

  /** A text as a name that a queue takes. */
  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java always has SHA-256", e);
    }
  }
}
