package dev.priorauth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** Signs tokens and publishes its public key on the loopback interface, as issuers do. */
public final class Issuer implements AutoCloseable {
  private static final String KEY_ID = "k1";

  private final KeyPair pair = Tokens.keys();
  private final HttpServer server;

  public Issuer() throws IOException {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    byte[] keys =
        """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}\
        """
            .formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent()))
            .getBytes(UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  /** Where its public key is. */
  public String keys() {
    return "http://localhost:" + server.getAddress().getPort() + "/jwks";
  }

  /** A token with these claims, signed with the key that it publishes. */
  public String sign(JwtClaimsBuilder claims) {
    return sign(claims, pair);
  }

  /** A token that claims to be signed with that key, and is signed with another one. */
  public static String forge(JwtClaimsBuilder claims) {
    return sign(claims, Tokens.keys());
  }

  private static String sign(JwtClaimsBuilder claims, KeyPair pair) {
    return claims.jws().keyId(KEY_ID).sign(pair.getPrivate());
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
