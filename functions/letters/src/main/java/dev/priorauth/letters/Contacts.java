package dev.priorauth.letters;

import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Hours;
import dev.priorauth.core.rules.RuleBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whom to reach about a service, as the directory cites it. */
final class Contacts {
  private Contacts() {}

  /** Contacts for a topic, as they were known on a day; those of all administrators. */
  static List<Contact> about(
      RuleBook book, String topic, String service, String product, LocalDate day) {
    return book.directory().contacts().stream()
        .filter(contact -> contact.topics().contains(topic))
        .filter(contact -> contact.services().isEmpty() || contact.services().contains(service))
        .filter(contact -> contact.products().isEmpty() || contact.products().contains(product))
        .filter(contact -> contact.known().contains(day))
        .toList();
  }

  static Map<String, Object> print(Contact contact) {
    return Map.of(
        "how", how(contact.kind()),
        "value", contact.value(),
        "purpose", contact.purpose(),
        "more", contact.hours().map(Contacts::hours).orElse(""));
  }

  private static String how(String kind) {
    return switch (kind) {
      case "id-card" -> "Member's ID card";
      case "email" -> "E-mail";
      default -> kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    };
  }

  private static String hours(Hours hours) {
    return Hours.DAYS + " " + hours.opens() + " to " + hours.closes() + " (" + hours.zone() + ").";
  }
}
