package dev.priorauth.testkit;

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
public final class Tokens {
  public static final String ISSUER = "https://issuer.example";
  public static final String AUDIENCE = "priorauth";

  /** The provider whom {@link #provider} names. */
  public static final String NPI = "1234567893";

  /** Another provider, of another office. */
  public static final String OTHER_NPI = "1245319599";

  static final KeyPair KEYS = keys();

  private Tokens() {}

  public static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key whose public half the function was given; other class loaders have other keys. */
  public static PrivateKey trusted() {
    try {
      String key = ConfigProvider.getConfig().getValue(FunctionResources.SIGNING_KEY, String.class);
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JwtClaimsBuilder claims(String sub, String role) {
    return Jwt.subject(sub)
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .expiresIn(600)
        .claim("npi", List.of(NPI))
        .claim("role", role);
  }

  /** Somebody of the office of {@link #NPI}. */
  public static String provider(String sub) {
    return claims(sub, "provider").sign(trusted());
  }

  /** Somebody of the office of other providers. */
  public static String provider(String sub, String... npis) {
    return claims(sub, "provider").claim("npi", List.of(npis)).sign(trusted());
  }

  public static String reviewer(String sub, String administrator) {
    return claims(sub, "reviewer")
        .claim("npi", List.of())
        .claim("administrators", List.of(administrator))
        .sign(trusted());
  }

  /**
   * A member.
   *
   * @param number the member's number with the payer
   */
  public static String member(String number) {
    return claims(number, "member").claim("npi", List.of()).sign(trusted());
  }

  public static String operator(String sub) {
    return claims(sub, "operator").claim("npi", List.of()).sign(trusted());
  }
}
