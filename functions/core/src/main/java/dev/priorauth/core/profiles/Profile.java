package dev.priorauth.core.profiles;

import dev.priorauth.core.messages.OfficeRole;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.messages.WebhookKey;
import dev.priorauth.core.requests.Npi;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an office says of one of its people. Each part may be missing until a request is submitted.
 *
 * <p>It is personal: {@link #toString()} shows none of it.
 *
 * @param sub the token's subject: the one account of the person
 * @param taxId nine digits, as {@code 12-3456789}
 */
public record Profile(
    String sub,
    Optional<Npi> npi,
    Optional<String> taxId,
    Optional<String> email,
    Optional<String> phone,
    Optional<String> fax,
    Optional<String> organization,
    Optional<Notifications> notifications,
    Optional<Webhook> webhook) {

  /** The profile of somebody who has not said anything yet. */
  public static Profile none(String sub) {
    return new Profile(
        sub,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Where the office's own system is told of what happens.
   *
   * @param url an address without personal data
   * @param nonce what makes the secret of its messages another one than every other: see {@link
   *     WebhookKey#secret}
   */
  public record Webhook(String url, String nonce) {
    @Override
    public String toString() {
      return "Webhook[hidden]";
    }
  }

  /** Who is told of what happens, and how often. */
  public record Notifications(List<Recipient> recipients, Mode mode) {
    public Notifications {
      recipients = List.copyOf(recipients);
    }

    /**
     * The addresses, in their order, with what each is told of: an address that stands there twice
     * gets one mail, for both of its roles.
     */
    public Map<String, Set<Posting.Kind>> addresses() {
      Map<String, Set<Posting.Kind>> addresses = new LinkedHashMap<>();
      for (Recipient recipient : recipients) {
        addresses
            .computeIfAbsent(recipient.email(), _ -> EnumSet.noneOf(Posting.Kind.class))
            .addAll(OfficeRole.concerns(recipient.role()));
      }
      return addresses;
    }

    /** Whether anybody is told of this at once. */
    public boolean tellsAtOnce(Posting.Kind kind) {
      return mode == Mode.AT_ONCE
          && addresses().values().stream().anyMatch(kinds -> kinds.contains(kind));
    }
  }

  /**
   * @param role what the recipient does in the office, in its words: see {@link OfficeRole}
   */
  public record Recipient(String email, String role) {
    @Override
    public String toString() {
      return "Recipient[role=" + role + "]";
    }
  }

  /** How often. */
  public enum Mode {
    AT_ONCE("at-once"),
    DAILY("daily");

    private final String key;

    Mode(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }

    public static Optional<Mode> ofKey(String key) {
      for (Mode mode : values()) {
        if (mode.key.equals(key)) {
          return Optional.of(mode);
        }
      }
      return Optional.empty();
    }
  }

  /** The names of the parts that a submission needs and that are missing. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (npi.isEmpty()) {
      missing.add("npi");
    }
    if (taxId.isEmpty()) {
      missing.add("taxId");
    }
    if (email.isEmpty()) {
      missing.add("email");
    }
    if (phone.isEmpty()) {
      missing.add("phone");
    }
    if (fax.isEmpty()) {
      missing.add("fax");
    }
    if (organization.isEmpty()) {
      missing.add("organization");
    }
    return missing;
  }

  @Override
  public String toString() {
    return "Profile[hidden]";
  }
}
