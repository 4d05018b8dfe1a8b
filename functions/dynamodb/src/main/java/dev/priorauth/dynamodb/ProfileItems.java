package dev.priorauth.dynamodb;

import static dev.priorauth.dynamodb.Items.b;
import static dev.priorauth.dynamodb.Items.n;
import static dev.priorauth.dynamodb.Items.required;
import static dev.priorauth.dynamodb.Items.s;
import static dev.priorauth.dynamodb.Trees.choice;
import static dev.priorauth.dynamodb.Trees.list;
import static dev.priorauth.dynamodb.Trees.optional;
import static dev.priorauth.dynamodb.Trees.put;
import static dev.priorauth.dynamodb.Trees.text;
import static dev.priorauth.dynamodb.Trees.textIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.requests.Npi;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A profile, alone under {@code PROFILE#<sub>}, and the mark that its e-mail address is taken,
 * alone under {@code EMAIL#<address>}.
 *
 * <p>A profile with a webhook or with recipients of mails stands in the index by provider too,
 * under {@code TOLD#<npi>}, and one whose recipients get a mail once a day in the index by
 * deadline, under {@code DAILY}.
 */
final class ProfileItems {
  static final String VERSION = "version"; // N, 1 at first, one more with each change
  static final String DOCUMENT = "document"; // B, packed JSON
  static final String SUB = "sub"; // S, whose address it is

  /** The partition, in the index by deadline, of those who get a mail a day, by their subjects. */
  static final String DAILY = "DAILY";

  private static final String PROFILE = "PROFILE#";

  private ProfileItems() {}

  static Map<String, AttributeValue> key(String sub) {
    return Items.key(PROFILE + sub, "PROFILE");
  }

  static Map<String, AttributeValue> emailKey(String email) {
    return Items.key("EMAIL#" + sameForm(email), "ACCOUNT");
  }

  /** Addresses that differ in capitals only reach the same person. */
  static String sameForm(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  static Map<String, AttributeValue> email(String email, String sub) {
    Map<String, AttributeValue> item = new HashMap<>(emailKey(email));
    item.put(SUB, s(sub));
    return item;
  }

  static String toldPartition(Npi provider) {
    return "TOLD#" + provider.digits();
  }

  /** The subject of a profile, as its key in an index has it. */
  static String sub(Map<String, AttributeValue> item) {
    return required(item, Items.PK).s().substring(PROFILE.length());
  }

  static Map<String, AttributeValue> toItem(StoredProfile stored) {
    Map<String, AttributeValue> item = new HashMap<>(key(stored.profile().sub()));
    item.put(VERSION, n(stored.version()));
    item.put(DOCUMENT, b(Packed.pack(write(stored.profile()))));
    item.putAll(indexKeys(stored.profile()));
    return item;
  }

  private static Map<String, AttributeValue> indexKeys(Profile profile) {
    Map<String, AttributeValue> keys = new HashMap<>();
    if (profile.npi().isEmpty()) {
      return keys;
    }
    if (profile.webhook().isPresent() || profile.notifications().isPresent()) {
      keys.put(AuthorizationItems.PROVIDER, s(toldPartition(profile.npi().get())));
      keys.put(AuthorizationItems.SUBMITTED, s(profile.sub()));
    }
    if (profile.notifications().filter(one -> one.mode() == Profile.Mode.DAILY).isPresent()) {
      keys.put(AuthorizationItems.DUE, s(DAILY));
      keys.put(AuthorizationItems.DUE_AT, s(profile.sub()));
    }
    return keys;
  }

  /** A profile as the index by provider has it. */
  static Profile fromIndex(Map<String, AttributeValue> item) {
    return read(sub(item), Packed.document(required(item, DOCUMENT).b().asByteArray()));
  }

  static StoredProfile fromItem(String sub, Map<String, AttributeValue> item) {
    return new StoredProfile(
        read(sub, Packed.document(required(item, DOCUMENT).b().asByteArray())), version(item));
  }

  static long version(Map<String, AttributeValue> item) {
    return Long.parseLong(required(item, VERSION).n());
  }

  private static ObjectNode write(Profile profile) {
    ObjectNode node = Trees.object();
    put(node, "npi", profile.npi());
    put(node, "taxId", profile.taxId());
    put(node, "email", profile.email());
    put(node, "phone", profile.phone());
    put(node, "fax", profile.fax());
    put(node, "organization", profile.organization());
    put(node, "notifications", profile.notifications(), ProfileItems::write);
    put(node, "webhook", profile.webhook(), ProfileItems::write);
    return node;
  }

  private static Profile read(String sub, JsonNode node) {
    return new Profile(
        sub,
        textIf(node, "npi").map(Npi::new),
        textIf(node, "taxId"),
        textIf(node, "email"),
        textIf(node, "phone"),
        textIf(node, "fax"),
        textIf(node, "organization"),
        optional(node, "notifications", ProfileItems::notifications),
        optional(node, "webhook", ProfileItems::webhook));
  }

  private static ObjectNode write(Profile.Webhook webhook) {
    return Trees.object().put("url", webhook.url()).put("nonce", webhook.nonce());
  }

  private static Profile.Webhook webhook(JsonNode node) {
    return new Profile.Webhook(text(node, "url"), text(node, "nonce"));
  }

  private static ObjectNode write(Profile.Notifications notifications) {
    ObjectNode node = Trees.object();
    put(
        node,
        "recipients",
        notifications.recipients(),
        recipient -> Trees.object().put("email", recipient.email()).put("role", recipient.role()));
    node.put("mode", notifications.mode().key());
    return node;
  }

  private static Profile.Notifications notifications(JsonNode node) {
    return new Profile.Notifications(
        list(
            node,
            "recipients",
            recipient -> new Profile.Recipient(text(recipient, "email"), text(recipient, "role"))),
        choice(node, "mode", Profile.Mode.values(), Profile.Mode::key));
  }
}
