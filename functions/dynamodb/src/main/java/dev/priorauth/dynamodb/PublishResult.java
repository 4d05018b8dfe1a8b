package dev.priorauth.dynamodb;

/** What became of a book that was to be published. */
public sealed interface PublishResult {

  /** It is the current book now. */
  record Published(CurrentBook current) implements PublishResult {}

  /** It was the current book already; nothing was written. */
  record Unchanged(CurrentBook current) implements PublishResult {}

  /** Meanwhile somebody else published another book, which stays; nothing was written. */
  record Overtaken(CurrentBook by) implements PublishResult {}

  /**
   * It does not fit into one item; nothing was written.
   *
   * @param bytes its compressed size
   * @param most the size up to which a book is taken, in bytes
   */
  record TooLarge(int bytes, int most) implements PublishResult {}
}
