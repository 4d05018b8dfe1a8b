package dev.priorauth.core.directory;

import dev.priorauth.core.sources.Citation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A way to have a decision looked at again.
 *
 * @param administrators whose decisions it is for
 * @param services the services that it is for; empty where it is for all
 * @param stages never empty
 * @param contacts where to turn, the ids of contacts in the directory; empty where the source
 *     prints none
 * @param section the part of the form to fill out; empty where there is none
 * @param text what to do, in plain words
 * @param reading what was read into the source's words
 */
public record AppealRoute(
    String id,
    Kind kind,
    Set<String> administrators,
    Set<String> services,
    Set<AppealStage> stages,
    List<String> contacts,
    Optional<String> section,
    String text,
    Optional<String> reading,
    Citation cite) {

  public enum Kind {
    APPEAL("appeal"),
    /** A conversation with the clinician who reviewed the request. */
    PEER_TO_PEER("peer-to-peer");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public AppealRoute {
    administrators = Set.copyOf(administrators);
    services = Set.copyOf(services);
    stages = Set.copyOf(stages);
    contacts = List.copyOf(contacts);
  }

  boolean isFor(String administrator, String service) {
    return administrators.contains(administrator)
        && (services.isEmpty() || services.contains(service));
  }
}
