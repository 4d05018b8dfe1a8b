package dev.priorauth.core.directory;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** At which stage of the service a decision is appealed, in the words of the sources. */
public enum AppealStage {
  /** Before the first day of service. */
  PRE_SERVICE("pre-service"),
  /** While the service runs: from its first day to its last, both included. */
  CONCURRENT("concurrent"),
  /** After the last day of service. */
  RETROSPECTIVE("retrospective");

  private final String key;

  AppealStage(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  public static Optional<AppealStage> ofKey(String key) {
    return Arrays.stream(values()).filter(stage -> stage.key.equals(key)).findFirst();
  }

  /**
   * The stage on a day.
   *
   * @param from the first day of service, included
   * @param to the last day of service, included
   */
  public static AppealStage on(LocalDate day, LocalDate from, LocalDate to) {
    if (day.isBefore(from)) {
      return PRE_SERVICE;
    }
    return day.isAfter(to) ? RETROSPECTIVE : CONCURRENT;
  }
}
