package dev.priorauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.rules.Effects;

/** What a rule says, part by part, as JSON. */
public final class EffectsJson {
  private EffectsJson() {}

  public static ObjectNode verify(Effects.Verify verify) {
    return Json.object()
        .put("text", verify.text())
        .put("where", verify.where())
        .set("cite", SourceJson.cite(verify.cite()));
  }

  public static ObjectNode validity(Effects.Validity validity) {
    ObjectNode one =
        Json.object()
            .put("anchor", validity.anchor().key())
            .put("days", validity.days().orElse(null));
    return SourceJson.put(one, validity.statement());
  }

  /** How much is approved at first. */
  public static ObjectNode allotment(Effects.Allotment allotment) {
    ObjectNode one =
        Json.object().put("limit", allotment.limit()).put("unit", allotment.unit().key());
    one.set("per", SourceJson.texts(allotment.per().stream().map(Effects.Per::key).toList()));
    one.set("combined", SourceJson.texts(allotment.combined()));
    one.put("period", allotment.period().key()).put("automatic", allotment.automatic());
    return SourceJson.put(one, allotment.statement());
  }

  public static ObjectNode benefitLimit(Effects.BenefitLimit limit) {
    ObjectNode one =
        Json.object().put("limit", limit.limit().orElse(null)).put("unit", limit.unit().key());
    one.set("combined", SourceJson.texts(limit.combined()));
    one.put("period", limit.period().key());
    return SourceJson.put(one, limit.statement());
  }

  public static ObjectNode requester(Effects.Requester requester) {
    ObjectNode one = Json.object();
    one.set("roles", SourceJson.texts(requester.roles()));
    return SourceJson.put(one, requester.statement());
  }

  /** Something that a request must have with it. */
  public static ObjectNode checklistItem(Effects.ChecklistItem item) {
    ObjectNode one =
        Json.object().put("item", item.item()).put("group", item.group()).put("need", item.need());
    item.note().ifPresent(note -> one.put("note", note));
    item.paper().ifPresent(paper -> one.put("paper", paper));
    return one.set("cite", SourceJson.cite(item.cite()));
  }

  public static ObjectNode guidance(Effects.Guidance guidance) {
    return SourceJson.put(Json.object().put("kind", guidance.kind()), guidance.statement());
  }

  /** What the lines of a request name. */
  public static ObjectNode lineForm(Effects.LineForm form) {
    ObjectNode one =
        Json.object().put("name", form.names().key()).put("most", form.most().orElse(null));
    return SourceJson.put(one, form.statement());
  }

  public static ObjectNode conflict(Effects.Conflict conflict) {
    ObjectNode one = Json.object().put("text", conflict.text());
    return one.set("readings", Json.array(conflict.readings(), EffectsJson::reading));
  }

  private static ObjectNode reading(Effects.Reading reading) {
    return Json.object()
        .put("text", reading.text())
        .put("used", reading.used())
        .set("cite", SourceJson.cite(reading.cite()));
  }
}
