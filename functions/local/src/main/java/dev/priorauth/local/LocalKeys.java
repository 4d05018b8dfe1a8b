package dev.priorauth.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The keys of this process. Tokens are signed with others at each start. That of webhooks stays
 * beside the data, because receivers have kept secrets that were made from it.
 */
final class LocalKeys {
  private static final int BITS = 2048;
  private static final int WEBHOOK_BYTES = 48;

  // Made before the container, which therefore cannot own it.
  private static PrivateKey signing;

  private LocalKeys() {}

  /** Makes the keys, and tells Quarkus those that it needs. */
  static synchronized void make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair keys = generator.generateKeyPair();
      signing = keys.getPrivate();
      System.setProperty(
          "mp.jwt.verify.publickey",
          Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
      System.setProperty("priorauth.webhook-key", webhookKey(LocalStore.data()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** The key of this folder, which is made when it is first asked for. */
  static String webhookKey(Path folder) {
    Path file = folder.resolve("webhook-key");
    try {
      if (Files.notExists(file)) {
        byte[] bytes = new byte[WEBHOOK_BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.createDirectories(folder);
        Files.writeString(file, Base64.getUrlEncoder().encodeToString(bytes));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static synchronized PrivateKey signing() {
    return signing;
  }
}
