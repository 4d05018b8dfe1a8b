package dev.priorauth.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.decisions.HandlingPolicy;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.http.Json;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import io.smallrye.jwt.build.Jwt;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives whoever asks a token for whoever they say they are: for trying things out only. A reviewer
 * of whom it is not said for which administrators they decide, does so for all that decide here.
 */
@Path("/local/token")
public class TokenResource {
  private static final Duration VALID = Duration.ofHours(12);
  private static final int LONGEST = 100;
  private static final int MOST = 50;

  private final String issuer;
  private final String audience;
  private final HandlingPolicy policy;

  public TokenResource(
      @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
      @ConfigProperty(name = "mp.jwt.verify.audiences") String audience,
      HandlingPolicy policy) {
    this.issuer = issuer;
    this.audience = audience;
    this.policy = policy;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public ObjectNode issue(byte[] bytes) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object().need("sub", "role");
    Optional<String> sub = body.text("sub", LONGEST);
    Optional<String> role =
        body.oneOf("role", Arrays.stream(Role.values()).map(Role::key).toList());
    List<String> npis =
        body.texts(
            "npi", MOST, LONGEST, text -> Npi.parse(text).isPresent(), "This is not an NPI.");
    boolean reviewsAll =
        !body.has("administrators") && role.filter(Role.REVIEWER.key()::equals).isPresent();
    Collection<String> administrators =
        reviewsAll ? policy.decidesFor() : body.texts("administrators", MOST, LONGEST);
    json.end();
    return Json.object()
        .put(
            "token",
            Jwt.subject(sub.orElseThrow())
                .issuer(issuer)
                .audience(audience)
                .expiresIn(VALID)
                .claim("npi", npis)
                .claim("role", role.orElseThrow())
                .claim("administrators", new TreeSet<>(administrators))
                .sign(LocalKeys.signing()));
  }
}
