package dev.priorauth.core.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to reach: administrators, contacts by topic, notices, and the programmes that the documents
 * name.
 */
public final class Directory {
  private final List<Administrator> administrators;
  private final List<Topic> topics;
  private final List<Contact> contacts;
  private final List<Notice> notices;
  private final List<Program> programs;
  private final Map<String, Contact> contactsById = new HashMap<>();

  /** Who takes requests for a payer. */
  public record Administrator(
      String id, String name, List<String> aliases, List<String> notTheSameAs) {}

  public record Topic(String id, String text) {}

  public Directory(
      List<Administrator> administrators,
      List<Topic> topics,
      List<Contact> contacts,
      List<Notice> notices,
      List<Program> programs) {
    this.administrators = List.copyOf(administrators);
    this.topics = List.copyOf(topics);
    this.contacts = List.copyOf(contacts);
    this.notices = List.copyOf(notices);
    this.programs = List.copyOf(programs);
    this.contacts.forEach(contact -> contactsById.put(contact.id(), contact));
  }

  public List<Administrator> administrators() {
    return administrators;
  }

  public List<Topic> topics() {
    return topics;
  }

  public List<Contact> contacts() {
    return contacts;
  }

  public List<Notice> notices() {
    return notices;
  }

  public List<Program> programs() {
    return programs;
  }

  public Optional<Administrator> administrator(String id) {
    return administrators.stream()
        .filter(administrator -> administrator.id().equals(id))
        .findFirst();
  }

  public Optional<Contact> contact(String id) {
    return Optional.ofNullable(contactsById.get(id));
  }
}
