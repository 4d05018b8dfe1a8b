package dev.priorauth.authorizations;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tokens of the issuer that the function trusts, and of others. */
final class Tokens {
  static final String NPI = "1234567893";
  static final KeyPair KEYS = keys();

  private Tokens() {}

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key whose public half the function was given; other class loaders have other keys. */
  static PrivateKey trusted() {
    try {
      String key = ConfigProvider.getConfig().getValue("test.signing-key", String.class);
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static JwtClaimsBuilder claims(String sub, String role) {
    return Jwt.subject(sub)
        .issuer("https://issuer.example")
        .audience("priorauth")
        .expiresIn(600)
        .claim("npi", List.of(NPI))
        .claim("role", role);
  }

  static String provider(String sub) {
    return claims(sub, "provider").sign(trusted());
  }
}
