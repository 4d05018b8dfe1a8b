package dev.priorauth.authorizations;

import dev.priorauth.core.authorizations.Authorization;
import dev.priorauth.core.requests.AuthorizationId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer to a stored submission. It is kept as text, so that the same request gets the same
 * bytes again whatever has become of the authorization since.
 *
 * @param id the authorization's, or that of the parent of a divided request
 * @param tag the entity tag
 * @param body JSON; personal, not in {@link #toString()}
 */
record FirstAnswer(AuthorizationId id, String tag, String body) {
  private static final int LINES = 3;

  /** The entity tag of a whole: other versions of any part give another one. */
  static String tag(List<? extends Authorization> parts) {
    return parts.stream()
        .map(part -> Long.toString(part.version()))
        .collect(Collectors.joining("-"));
  }

  static FirstAnswer ofText(String text) {
    String[] lines = text.split("\n", LINES);
    return new FirstAnswer(new AuthorizationId(lines[0]), lines[1], lines[2]);
  }

  String text() {
    return id.text() + '\n' + tag + '\n' + body;
  }

  @Override
  public String toString() {
    return "FirstAnswer[id=" + id + "]";
  }
}
