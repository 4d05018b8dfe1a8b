package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.directory.Contact;
import dev.priorauth.core.directory.Directory;
import dev.priorauth.core.directory.Hours;
import dev.priorauth.core.directory.Notice;
import dev.priorauth.core.rules.Span;
import java.time.Instant;
import java.util.Optional;

/** Whom to reach, as JSON. */
public final class DirectoryJson {
  private DirectoryJson() {}

  /** An administrator; without a name of its own it goes by its id. */
  public static ObjectNode administrator(Directory directory, String id) {
    String name = directory.administrator(id).map(Directory.Administrator::name).orElse(id);
    return Json.object().put("id", id).put("name", name);
  }

  /**
   * A way to reach someone.
   *
   * @param at when {@code openNow} is judged; it is null where the source states no hours
   */
  public static ObjectNode contact(Contact contact, Instant at) {
    ObjectNode json =
        Json.object()
            .put("id", contact.id())
            .put("administrator", contact.administrator())
            .put("kind", contact.kind())
            .put("value", contact.value());
    json.set("hours", contact.hours().map(DirectoryJson::hours).orElse(null));
    json.put("openNow", contact.hours().map(hours -> hours.isOpenAt(at)).orElse(null));
    contact.afterHours().ifPresent(text -> json.put("afterHours", text));
    json.put("for", contact.purpose());
    contact.reading().ifPresent(reading -> json.put("reading", reading));
    return json.set("cite", SourceJson.cite(contact.cite()));
  }

  private static ObjectNode hours(Hours hours) {
    ObjectNode json =
        Json.object()
            .put("days", Hours.DAYS)
            .put("opens", hours.opens().toString())
            .put("closes", hours.closes().toString())
            .put("zone", hours.zone().getId());
    hours.reading().ifPresent(reading -> json.put("reading", reading));
    return json;
  }

  /** A trouble with what to do meanwhile. */
  public static ObjectNode notice(Notice notice, Directory directory, Instant at) {
    ObjectNode json =
        Json.object().put("id", notice.id()).put("administrator", notice.administrator());
    json.set("services", SourceJson.texts(notice.services()));
    span(json, notice.period());
    SourceJson.put(json, notice.statement());
    ArrayNode symptoms = json.putArray("symptoms");
    for (Notice.Symptom symptom : notice.symptoms()) {
      ObjectNode one = symptoms.addObject().put("when", symptom.when());
      one.set("steps", SourceJson.texts(symptom.steps()));
      one.set("cite", SourceJson.cite(symptom.cite()));
    }
    ArrayNode fallback = json.putArray("fallback");
    notice.fallback().stream()
        .map(directory::contact)
        .flatMap(Optional::stream)
        .forEach(contact -> fallback.add(contact(contact, at)));
    json.set("stillRequired", notice.stillRequired().map(SourceJson::statement).orElse(null));
    return json;
  }

  /**
   * Puts the first day as {@code from} and the first day after the last one as {@code until}; an
   * open end is null.
   */
  public static ObjectNode span(ObjectNode into, Span span) {
    return into.put("from", span.from().map(Object::toString).orElse(null))
        .put("until", span.until().map(Object::toString).orElse(null));
  }
}
