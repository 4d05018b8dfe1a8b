package dev.priorauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.requests.Npi;
import io.smallrye.jwt.auth.principal.JWTParser;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** What claims make of a caller, once the token has been verified. */
class CallersTest {
  private static final HttpHeaders HEADERS = answering(HttpHeaders.class, "Bearer a-token");

  private record Token(Map<String, Object> claims) implements JsonWebToken {

    @Override
    public String getName() {
      return getSubject();
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return (T) claims.get(name);
    }
  }

  private static Actor caller(Map<String, Object> claims) {
    return new Callers(answering(JWTParser.class, new Token(claims))).of(HEADERS);
  }

  /** Something of this type that answers the same to whatever it is asked. */
  private static <T> T answering(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> answer));
  }

  @Test
  void provider_isKnownBySubject_andHasTheNpisOfTheOffice() {
    assertThat(
            caller(
                Map.of(
                    "sub",
                    "5d2c",
                    "role",
                    "provider",
                    "npi",
                    List.of("1234567893"),
                    "member",
                    "X")))
        .isEqualTo(
            new Actor(
                "5d2c", Role.PROVIDER, Set.of(Npi.parse("1234567893").orElseThrow()), Set.of()));
  }

  @Test
  void member_isKnownByTheClaimMember_orElseBySubject() {
    assertThat(caller(Map.of("sub", "5d2c", "role", "member", "member", "XXP123")).sub())
        .isEqualTo("XXP123");
    assertThat(caller(Map.of("sub", "XXP123", "role", "member")).sub()).isEqualTo("XXP123");
  }

  @Test
  void token_isRefused_withoutRole_orWithAnNpiThatIsNone() {
    for (Map<String, Object> claims :
        List.<Map<String, Object>>of(
            Map.of("sub", "5d2c"),
            Map.of("sub", "5d2c", "role", "admin"),
            Map.of("role", "provider"),
            Map.of("sub", "5d2c", "role", "provider", "npi", List.of("1234567890")))) {
      assertThatThrownBy(() -> caller(claims))
          .as(claims.toString())
          .isInstanceOf(RequestProblem.class);
    }
  }
}
