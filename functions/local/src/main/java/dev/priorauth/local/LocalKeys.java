package dev.priorauth.local;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Base64;

/** The keys with which this process signs tokens and verifies them; others at each start. */
final class LocalKeys {
  private static final int BITS = 2048;

  // Made before the container, which therefore cannot own it.
  private static PrivateKey signing;

  private LocalKeys() {}

  /** Makes the keys, and tells Quarkus the public one. */
  static synchronized void make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair keys = generator.generateKeyPair();
      signing = keys.getPrivate();
      System.setProperty(
          "mp.jwt.verify.publickey",
          Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  static synchronized PrivateKey signing() {
    return signing;
  }
}
