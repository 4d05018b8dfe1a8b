package dev.priorauth.dynamodb;

/** What became of a profile that was to be saved. */
public sealed interface SaveResult {

  /** It was saved and has this version now. */
  record Saved(long version) implements SaveResult {}

  /** Another account has the e-mail address; nothing was written. */
  record EmailTaken() implements SaveResult {}

  /**
   * The profile had been changed meanwhile; nothing was written.
   *
   * @param version its version now; zero where there is none
   */
  record ChangedMeanwhile(long version) implements SaveResult {}

  /** Others write at the same time; nothing was written. Try again later. */
  record Contended() implements SaveResult {}
}
