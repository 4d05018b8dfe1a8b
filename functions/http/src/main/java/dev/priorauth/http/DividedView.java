package dev.priorauth.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.authorizations.Parents;
import dev.priorauth.core.authorizations.Progress;
import dev.priorauth.core.dates.Moment;
import dev.priorauth.core.requests.AuthorizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A request that went to several administrators, as one: its parts, and what they say together.
 * What has its place in one part only, such as an ask, names the part.
 */
public final class DividedView {
  private final List<Authorization> states;
  private final List<ObjectNode> parts;
  private final ZoneId zone;
  private final LocalDate today;

  private DividedView(List<Authorization> states, List<ObjectNode> parts, Instant now) {
    this.states = states;
    this.parts = parts;
    this.zone = states.getFirst().dossier().basis().zone();
    this.today = now.atZone(zone).toLocalDate();
  }

  /**
   * The whole, whose status the log of the request then names.
   *
   * @param states of the parts that are shown; never empty
   * @param parts each of them as JSON, in the same order
   */
  public static ObjectNode of(
      AuthorizationId parent, List<Authorization> states, List<ObjectNode> parts, Instant now) {
    return new DividedView(states, parts, now).write(parent);
  }

  private ObjectNode write(AuthorizationId parent) {
    String decisionDueBy = decisionDueBy().map(this::iso).orElse(null);
    String status = Parents.statusOn(states, today).key();
    RequestLog.answers(status);
    ObjectNode json =
        Json.object()
            .put("id", parent.text())
            .put("status", status)
            .put("version", states.stream().mapToLong(Authorization::version).sum());
    json.putNull("authorization");
    json.set("pend", pend(decisionDueBy).orElse(null));
    json.put("decisionDueBy", decisionDueBy);
    json.set("deadlines", joined("deadlines", this::naming));
    json.set("nextStep", nextStep().orElse(null));
    json.putNull("usage");
    json.set("because", joined("because", _ -> UnaryOperator.identity()));
    json.set("windows", joined("windows", _ -> UnaryOperator.identity()));
    json.set("messages", joined("messages", _ -> UnaryOperator.identity()));
    json.set("letters", joined("letters", this::naming));
    json.set("history", joined("history", this::naming));
    return json.set("parts", Json.array(parts, part -> part));
  }

  private Optional<Instant> decisionDueBy() {
    return states.stream()
        .filter(Authorization.Pended.class::isInstance)
        .map(state -> ((Authorization.Pended) state).pend().decisionDueBy())
        .min(Comparator.naturalOrder());
  }

  /** That of the first part that is pended, with what is asked for all of them. */
  private Optional<ObjectNode> pend(String decisionDueBy) {
    ArrayNode asks = Json.array();
    Optional<ObjectNode> first = Optional.empty();
    for (int i = 0; i < parts.size(); i++) {
      ObjectNode part = parts.get(i);
      if (states.get(i) instanceof Authorization.Pended
          && part.get("pend") instanceof ObjectNode pend) {
        pend.get("asks").forEach(ask -> asks.add(naming(part).apply((ObjectNode) ask.deepCopy())));
        first = first.or(() -> Optional.of(pend.deepCopy()));
      }
    }
    return first.map(
        pend -> pend.put("decisionDueBy", decisionDueBy).<ObjectNode>set("asks", asks));
  }

  /** The first that is due; of those that are due at no time, the first. */
  private Optional<ObjectNode> nextStep() {
    Optional<ObjectNode> next = Optional.empty();
    Optional<Instant> due = Optional.empty();
    for (int i = 0; i < parts.size(); i++) {
      ObjectNode part = parts.get(i);
      Optional<Instant> dueBy =
          Progress.nextStep(states.get(i), today).flatMap(step -> step.dueBy());
      boolean sooner = dueBy.isPresent() && due.filter(dueBy.get()::isAfter).isEmpty();
      if (part.get("nextStep") instanceof ObjectNode step && (next.isEmpty() || sooner)) {
        next = Optional.of(naming(part).apply(step.deepCopy()));
        due = dueBy;
      }
    }
    return next;
  }

  private UnaryOperator<ObjectNode> naming(ObjectNode part) {
    JsonNode id = part.get("id");
    return one -> one.set("part", id);
  }

  /** What the parts have of a kind, each once. */
  private ArrayNode joined(String name, Function<ObjectNode, UnaryOperator<ObjectNode>> naming) {
    Set<JsonNode> all = new LinkedHashSet<>();
    for (ObjectNode part : parts) {
      if (part.get(name) instanceof ArrayNode items) {
        items.forEach(item -> all.add(naming.apply(part).apply((ObjectNode) item.deepCopy())));
      }
    }
    return Json.array(List.copyOf(all), one -> one);
  }

  private String iso(Instant instant) {
    return new Moment.At(instant.truncatedTo(ChronoUnit.SECONDS)).iso(zone);
  }
}
