package dev.priorauth.local;

import dev.priorauth.testkit.FunctionResources;
import dev.priorauth.testkit.Tokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Tables, rules and keys for all functions in one process. The public key is given as issuers
 * publish it, in a set of keys with ids.
 */
public final class ApiResources implements QuarkusTestResourceLifecycleManager {
  /** The id of the key that the tokens are verified with. */
  static final String KEY_ID = "k1";

  private final FunctionResources functions = new FunctionResources();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = functions.start();
    settings.computeIfPresent("mp.jwt.verify.publickey", (_, key) -> keySet(publicKey(key)));
    settings.put("mp.jwt.verify.issuer", Tokens.ISSUER);
    return settings;
  }

  @Override
  public void stop() {
    functions.stop();
  }

  private static RSAPublicKey publicKey(String base64) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String keySet(RSAPublicKey key) {
    return """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}\
        """
        .formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }
}
