package dev.priorauth.requirements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.decisions.CriteriaSet;
import dev.priorauth.http.Json;
import dev.priorauth.http.SourceJson;

/** Sets of clinical questions as JSON. */
final class CriteriaJson {
  private CriteriaJson() {}

  /** A set with its questions; which answers meet it is for the reviewer and left out. */
  static ObjectNode set(CriteriaSet set) {
    ObjectNode json =
        Json.object()
            .put("id", set.id())
            .put("version", set.version())
            .put("title", set.title())
            .put("text", set.text());
    json.set("when", RuleJson.when(set.when()));
    json.set("questions", Json.array(set.questions(), CriteriaJson::question));
    return json.set("cite", SourceJson.cite(set.cite()));
  }

  private static ObjectNode question(CriteriaSet.Question question) {
    ObjectNode json = Json.object().put("id", question.id()).put("text", question.text());
    json.set("choices", SourceJson.texts(question.choices()));
    question.reading().ifPresent(reading -> json.put("reading", reading));
    json.put("lasting", question.lasting());
    return json.set("cite", SourceJson.cite(question.cite()));
  }
}
