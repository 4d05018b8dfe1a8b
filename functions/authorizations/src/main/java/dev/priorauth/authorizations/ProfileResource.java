package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.authorizations.Role;
import dev.priorauth.core.facts.Problem;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.dynamodb.SaveResult;
import dev.priorauth.dynamodb.StoredProfile;
import dev.priorauth.http.Callers;
import dev.priorauth.http.QueryReader;
import dev.priorauth.http.RequestProblem;
import dev.priorauth.http.RequestProblem.Kind;
import dev.priorauth.http.Versions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The caller's own profile; nobody reads another one's. */
@Path("/v1/profile")
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {
  private final Callers callers;
  private final ProfileStore profiles;
  private final WebhookAddresses addresses;
  private final WebhookSecrets secrets;

  public ProfileResource(
      Callers callers, ProfileStore profiles, WebhookAddresses addresses, WebhookSecrets secrets) {
    this.callers = callers;
    this.profiles = profiles;
    this.addresses = addresses;
    this.secrets = secrets;
  }

  @GET
  public Response read(@Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = provider(headers);
    new QueryReader(uri.getQueryParameters()).end();
    return profiles
        .find(caller.sub())
        .map(stored -> answer(stored.version(), ProfileJson.write(stored.profile())))
        .orElseThrow(RequestProblem::notFound);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response write(byte[] body, @Context HttpHeaders headers, @Context UriInfo uri) {
    Actor caller = provider(headers);
    new QueryReader(uri.getQueryParameters()).end();
    Optional<StoredProfile> seen = profiles.find(caller.sub());
    Optional<Profile.Webhook> former = seen.flatMap(stored -> stored.profile().webhook());
    Profile profile =
        ProfileReader.read(body, caller, addresses, url -> secrets.named(url, former));
    Versions.check(headers, seen.map(StoredProfile::version).orElse(0L));
    // Before anything is stored: there is no webhook whose secret nobody could be shown.
    Optional<String> secret =
        profile.webhook().equals(former) ? Optional.empty() : profile.webhook().map(secrets::of);
    return switch (profiles.save(profile, seen)) {
      case SaveResult.Saved(long version) ->
          answer(
              version,
              secret
                  .map(shown -> ProfileJson.writeWithSecret(profile, shown))
                  .orElseGet(() -> ProfileJson.write(profile)));
      case SaveResult.EmailTaken _ ->
          throw RequestProblem.invalidBody(
              List.of(Problem.of("$.email", "Another account has this address.")));
      case SaveResult.ChangedMeanwhile(long version) ->
          throw RequestProblem.changedMeanwhile(version);
      case SaveResult.Contended _ ->
          throw RequestProblem.of(Kind.BUSY, "Nothing was written. Send it again in a moment.");
    };
  }

  private Actor provider(HttpHeaders headers) {
    Actor caller = callers.of(headers);
    if (caller.role() != Role.PROVIDER) {
      throw RequestProblem.notFound();
    }
    return caller;
  }

  private static Response answer(long version, ObjectNode profile) {
    return Response.ok(profile).tag(Versions.tag(version)).build();
  }
}
