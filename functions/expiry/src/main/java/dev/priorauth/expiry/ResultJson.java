package dev.priorauth.expiry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.priorauth.core.authorizations.Deadline;
import dev.priorauth.dynamodb.Sweep;

/** Writes what a run did. */
final class ResultJson {
  private ResultJson() {}

  static ObjectNode write(Sweep.Result result) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("examined", result.examined())
        .put("expired", result.told(Deadline.Kind.EXPIRES))
        .put("extensionDueFlagged", result.told(Deadline.Kind.EXTENSION_DUE))
        .put("closed", result.told(Deadline.Kind.CLOSES))
        .put("decisionOverdueFlagged", result.told(Deadline.Kind.DECISION_DUE))
        .put("informationOverdueFlagged", result.told(Deadline.Kind.INFORMATION_DUE))
        .put("alreadyDone", result.alreadyDone())
        .put("failed", result.failed())
        .put("remaining", result.remaining());
  }
}
