package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.directory.AppealRoute;
import dev.priorauth.core.directory.AppealStage;
import dev.priorauth.core.directory.Directory;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;

/** Ways to have a decision looked at again, as JSON. */
public final class AppealJson {
  private AppealJson() {}

  /**
   * A way, with the contacts that it names.
   *
   * @param payers whose sources print it
   * @param at when it is judged whether a contact is staffed
   */
  public static ObjectNode route(
      AppealRoute route, Collection<String> payers, Directory directory, Instant at) {
    ObjectNode json = Json.object().put("id", route.id()).put("kind", route.kind().key());
    json.set("payers", SourceJson.texts(payers));
    json.set("administrators", SourceJson.texts(new TreeSet<>(route.administrators())));
    json.set("services", SourceJson.texts(new TreeSet<>(route.services())));
    json.set(
        "stages",
        SourceJson.texts(route.stages().stream().sorted().map(AppealStage::key).toList()));
    json.set(
        "contacts",
        Json.array(
            route.contacts().stream().flatMap(id -> directory.contact(id).stream()).toList(),
            contact -> DirectoryJson.contact(contact, at)));
    route.section().ifPresent(section -> json.put("section", section));
    json.put("text", route.text());
    route.reading().ifPresent(reading -> json.put("reading", reading));
    return json.set("cite", SourceJson.cite(route.cite()));
  }
}
