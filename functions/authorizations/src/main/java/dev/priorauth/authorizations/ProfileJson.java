package dev.priorauth.authorizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.http.Json;
import dev.priorauth.http.SourceJson;

/**
 * A profile as JSON, with what it still lacks for a submission. The secret of a webhook is shown
 * once, in the answer to the call that made it.
 */
final class ProfileJson {
  private ProfileJson() {}

  /** The profile with the secret of its webhook, which nobody has seen yet. */
  static ObjectNode writeWithSecret(Profile profile, String secret) {
    ObjectNode json = write(profile);
    json.withObject("webhook").put("secret", secret);
    return json;
  }

  static ObjectNode write(Profile profile) {
    ObjectNode json = Json.object();
    profile.npi().ifPresent(npi -> json.put("npi", npi.digits()));
    profile.taxId().ifPresent(taxId -> json.put("taxId", taxId));
    profile.email().ifPresent(email -> json.put("email", email));
    profile.phone().ifPresent(phone -> json.put("phone", phone));
    profile.fax().ifPresent(fax -> json.put("fax", fax));
    profile.organization().ifPresent(name -> json.put("organization", name));
    profile.notifications().ifPresent(wanted -> json.set("notifications", notifications(wanted)));
    profile
        .webhook()
        .ifPresent(webhook -> json.set("webhook", Json.object().put("url", webhook.url())));
    return json.set("missing", SourceJson.texts(profile.missing()));
  }

  private static ObjectNode notifications(Profile.Notifications wanted) {
    return Json.object()
        .<ObjectNode>set(
            "recipients",
            Json.array(
                wanted.recipients(),
                one -> Json.object().put("email", one.email()).put("role", one.role())))
        .put("mode", wanted.mode().key());
  }
}
