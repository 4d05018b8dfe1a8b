package dev.priorauth.http;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.http.RequestProblem.Kind;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Says who calls, by a token whose issuer, audience, expiry and signature have been verified.
 *
 * <p>Claims: {@code role}, {@code npi} and {@code administrators} (lists), and {@code sub}. A
 * member is known by their number with the payer, which an issuer that makes its own subjects puts
 * into {@code member}.
 */
public final class Callers {
  private static final String SCHEME = "Bearer ";

  private final JWTParser parser;

  public Callers(JWTParser parser) {
    this.parser = parser;
  }

  /**
   * The caller.
   *
   * @throws RequestProblem without saying which part of the token is wrong
   */
  public Actor of(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .flatMap(header -> verified(header.substring(SCHEME.length()).strip()))
        .flatMap(Callers::actor)
        .orElseThrow(
            () ->
                RequestProblem.of(
                    Kind.UNAUTHENTICATED,
                    "Send Authorization: Bearer and a token that is signed, meant for this service"
                        + " and has not expired."));
  }

  private Optional<JsonWebToken> verified(String token) {
    try {
      return Optional.of(parser.parse(token));
    } catch (ParseException refused) {
      return Optional.empty();
    }
  }

  private static Optional<Actor> actor(JsonWebToken token) {
    Optional<String> sub =
        Optional.ofNullable(token.getSubject()).filter(subject -> !subject.isBlank());
    Set<Optional<Npi>> npis =
        texts(token, "npi").stream().map(Npi::parse).collect(Collectors.toSet());
    if (sub.isEmpty() || npis.contains(Optional.<Npi>empty())) {
      return Optional.empty();
    }
    return Optional.ofNullable(token.<Object>getClaim("role"))
        .flatMap(role -> Role.ofKey(text(role)))
        .map(
            role ->
                new Actor(
                    role == Role.MEMBER ? number(token).orElse(sub.get()) : sub.get(),
                    role,
                    npis.stream().map(Optional::orElseThrow).collect(Collectors.toSet()),
                    texts(token, "administrators")));
  }

  private static Optional<String> number(JsonWebToken token) {
    return Optional.ofNullable(token.<Object>getClaim("member")).map(Callers::text);
  }

  private static Set<String> texts(JsonWebToken token, String claim) {
    Set<String> texts = new LinkedHashSet<>();
    if (token.<Object>getClaim(claim) instanceof Collection<?> values) {
      values.forEach(value -> texts.add(text(value)));
    }
    return texts;
  }

  private static String text(Object value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
