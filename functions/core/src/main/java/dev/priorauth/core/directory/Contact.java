package dev.priorauth.core.directory;

import dev.priorauth.core.rules.Span;
import dev.priorauth.core.sources.Citation;
import java.util.List;
import java.util.Optional;

/**
 * A way to reach an administrator for one purpose. A number with two purposes is two contacts.
 *
 * @param services the services that it is for; empty where it is for all
 * @param products the products that it is for; empty where it is for all
 * @param kind phone, fax, portal, link, email, address, form or id-card
 * @param hours when it is staffed; empty where the source states no hours
 * @param purpose what it is for, in plain words
 * @param known the publication dates between which it was the latest word
 */
public record Contact(
    String id,
    String administrator,
    List<String> topics,
    List<String> services,
    List<String> products,
    String kind,
    String value,
    Optional<Hours> hours,
    Optional<String> afterHours,
    String purpose,
    Optional<String> reading,
    Span known,
    List<String> inventory,
    Citation cite) {
  public Contact {
    topics = List.copyOf(topics);
    services = List.copyOf(services);
    products = List.copyOf(products);
    inventory = List.copyOf(inventory);
  }
}
