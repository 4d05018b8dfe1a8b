package dev.priorauth.core.rules;

import dev.priorauth.core.sources.Statement;
import java.util.Optional;

/**
 * The days or hours within which something has to happen, counted from an anchor date. Both ends
 * are included.
 *
 * @param id its name within the rule
 * @param anchor the date that it is counted from
 * @param visit which visit, where the anchor is the date of a visit
 * @param earliest the offset of the first moment; empty where there is none
 * @param latest the offset of the last moment; empty where there is none
 * @param severity what it means to be outside
 */
public record DateWindow(
    String id,
    Action action,
    DateName anchor,
    Optional<Integer> visit,
    Optional<Offset> earliest,
    Optional<Offset> latest,
    Severity severity,
    Statement statement) {

  public DateWindow {
    if (earliest.isEmpty() && latest.isEmpty()) {
      throw new IllegalArgumentException("a window needs an end; give earliest or latest");
    }
    if (earliest.isPresent()
        && latest.isPresent()
        && earliest.get().getClass() != latest.get().getClass()) {
      throw new IllegalArgumentException(
          "a window counts both ends in days or both in hours; mend earliest or latest");
    }
    if (earliest.isPresent() && latest.isPresent() && !earliest.get().notAfter(latest.get())) {
      throw new IllegalArgumentException(
          "a window must not close before it opens; mend earliest or latest");
    }
    boolean elapsed = earliest.or(() -> latest).orElseThrow() instanceof Offset.Elapsed;
    if (elapsed && !anchor.isInstant()) {
      throw new IllegalArgumentException(
          "hours can only be counted from an instant, not from "
              + anchor.key()
              + "; count days, or name another anchor");
    }
    if ((anchor == DateName.VISIT_ON) != visit.isPresent()) {
      throw new IllegalArgumentException(
          "a window names a visit exactly when it is counted from one");
    }
  }

  /** What has to happen within the window. */
  public enum Action {
    SUBMIT_REQUEST("submit-request"),
    NOTIFY_ADMISSION("notify-admission"),
    PERFORM_SERVICE("perform-service"),
    REQUEST_EXTENSION("request-extension"),
    UPDATE_INITIAL_EVALUATION("update-initial-evaluation"),
    CHOOSE_SERVICE_DATE("choose-service-date");

    private final String key;

    Action(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** What it means to be outside. */
  public enum Severity {
    /** The source says what happens then: no coverage, a refusal, a new request. */
    REFUSED("refused"),
    /** Late, but the source states no refusal. */
    FLAGGED("flagged"),
    /** The window is a recommendation. */
    ADVISED("advised");

    private final String key;

    Severity(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
