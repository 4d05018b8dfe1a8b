package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.sources.Citation;
import dev.priorauth.core.sources.Statement;
import java.util.Collection;
import java.util.List;

/** Statements and their citations as JSON. */
public final class SourceJson {
  private SourceJson() {}

  /**
   * A citation. {@code dated} says whether the document bears a date of its own; if not, the day on
   * which the copy was taken is all that is known.
   */
  public static ObjectNode cite(Citation cite) {
    ObjectNode json =
        Json.object()
            .put("document", cite.document())
            .put("lines", cite.lines())
            .put("quote", cite.quote())
            .put("dated", cite.publishedOn().isPresent());
    cite.publishedOn().ifPresent(date -> json.put("publishedOn", date.toString()));
    return json.put("retrievedOn", cite.retrievedOn().toString());
  }

  public static ArrayNode cites(List<Citation> cites) {
    return Json.array(cites, SourceJson::cite);
  }

  /** Puts text, reading where there is one, and cite. */
  public static ObjectNode put(ObjectNode into, Statement statement) {
    into.put("text", statement.text());
    statement.reading().ifPresent(reading -> into.put("reading", reading));
    return into.set("cite", cite(statement.cite()));
  }

  public static ObjectNode statement(Statement statement) {
    return put(Json.object(), statement);
  }

  /** Texts as an array. */
  public static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
