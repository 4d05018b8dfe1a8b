package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Actor;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.http.JsonBody;
import dev.priorauth.http.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Understands the body of {@code PUT /v1/profile}. What is left out is missing from then on. */
final class ProfileReader {
  /** No plain address has these: with them, a mail could go to somebody else too. */
  private static final String SPECIAL = "@\\s<>()\\[\\]\\\\,;:\"";

  private static final String LABEL = "[^." + SPECIAL + "]+";
  private static final String EMAIL = "[^" + SPECIAL + "]+@" + LABEL + "(\\." + LABEL + ")+";
  private static final String PHONE = "\\+?1?[ .-]?\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}";
  private static final String TAX_ID = "\\d{2}-\\d{7}";
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_RECIPIENTS = 20;
  private static final int LONGEST_URL = 500;

  private ProfileReader() {}

  /**
   * @param addresses where a webhook may be
   * @param webhook an address with what its secret is made from
   * @throws dev.priorauth.http.RequestProblem with all that is wrong, if anything is
   */
  static Profile read(
      byte[] bytes,
      Actor caller,
      WebhookAddresses addresses,
      Function<String, Profile.Webhook> webhook) {
    JsonBody json = JsonBody.of(bytes);
    JsonObject body = json.object();
    Profile profile =
        new Profile(
            caller.sub(),
            npi(body, caller),
            shaped(body, "taxId", LONGEST_NUMBER, TAX_ID, "Write nine digits as 12-3456789."),
            email(body),
            phone(body, "phone"),
            phone(body, "fax"),
            body.text("organization", LONGEST_NAME),
            body.object("notifications").flatMap(ProfileReader::notifications),
            body.object("webhook").flatMap(named -> url(named, addresses)).map(webhook));
    if (profile.webhook().isPresent() && !body.has("npi")) {
      body.problem("webhook", "Name your provider in npi: it is told what concerns that one.");
    }
    json.end();
    return profile;
  }

  private static Optional<Npi> npi(JsonObject body, Actor caller) {
    Optional<String> text = body.text("npi", LONGEST_NUMBER);
    Optional<Npi> npi = text.flatMap(Npi::parse);
    if (text.isPresent() && npi.isEmpty()) {
      body.problem("npi", "An NPI has ten digits, and the last one checks the others.");
    } else if (npi.isPresent() && !caller.npis().contains(npi.get())) {
      body.problem("npi", "Your token does not name this provider.");
    }
    return npi;
  }

  private static Optional<String> email(JsonObject object) {
    return shaped(
        object, "email", LONGEST_EMAIL, EMAIL, "Write an address as name@office.example.");
  }

  private static Optional<String> phone(JsonObject body, String name) {
    return shaped(body, name, LONGEST_NUMBER, PHONE, "Write a number as 617-555-0100.");
  }

  private static Optional<String> shaped(
      JsonObject object, String name, int most, String form, String message) {
    Optional<String> text = object.text(name, most);
    if (text.isPresent() && !text.get().matches(form)) {
      object.problem(name, message);
    }
    return text;
  }

  private static Optional<Profile.Notifications> notifications(JsonObject object) {
    object.need("recipients", "mode").needItems("recipients");
    List<Profile.Recipient> recipients =
        object.objects("recipients", MOST_RECIPIENTS).stream()
            .map(ProfileReader::recipient)
            .flatMap(Optional::stream)
            .toList();
    return object
        .oneOf("mode", Arrays.stream(Profile.Mode.values()).map(Profile.Mode::key).toList())
        .flatMap(Profile.Mode::ofKey)
        .map(mode -> new Profile.Notifications(recipients, mode));
  }

  private static Optional<String> url(JsonObject object, WebhookAddresses addresses) {
    object.need("url");
    Optional<String> url = object.text("url", LONGEST_URL);
    if (url.isPresent() && !isAllowed(url.get(), addresses)) {
      object.problem(
          "url", "Write an address of the public internet as https://hooks.office.example/path.");
    }
    return url;
  }

  private static boolean isAllowed(String url, WebhookAddresses addresses) {
    try {
      URI uri = new URI(url);
      return uri.getUserInfo() == null && uri.getFragment() == null && addresses.allow(uri);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Optional<Profile.Recipient> recipient(JsonObject object) {
    object.need("email", "role");
    Optional<String> email = email(object);
    Optional<String> role = object.text("role", LONGEST_NAME);
    return email.isPresent() && role.isPresent()
        ? Optional.of(new Profile.Recipient(email.get(), role.get()))
        : Optional.empty();
  }
}
