package dev.priorauth.core.directory;

import java.util.List;
import java.util.Optional;

/**
 * Whom to reach: administrators, contacts by topic, notices, and the programmes that the documents
 * name.
 */
public record Directory(
    List<Administrator> administrators,
    List<Topic> topics,
    List<Contact> contacts,
    List<Notice> notices,
    List<Program> programs) {

  /** Who takes requests for a payer. */
  public record Administrator(
      String id, String name, List<String> aliases, List<String> notTheSameAs) {}

  public record Topic(String id, String text) {}

  public Optional<Administrator> administrator(String id) {
    return administrators.stream()
        .filter(administrator -> administrator.id().equals(id))
        .findFirst();
  }

  public Optional<Contact> contact(String id) {
    return contacts.stream().filter(contact -> contact.id().equals(id)).findFirst();
  }
}
