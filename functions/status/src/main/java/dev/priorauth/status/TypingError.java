package dev.priorauth.status;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The hint that a reference was typed wrongly. */
final class TypingError {
  private TypingError() {}

  /** Puts whether there is one, and what to do about it. */
  static ObjectNode put(ObjectNode json, boolean found) {
    return json.put("typingError", found)
        .put(
            "hint",
            found
                ? "If this is meant to be a reference that we gave, a character of it is wrong:"
                    + " compare it with the letter. We know no other reference like it."
                : null);
  }
}
