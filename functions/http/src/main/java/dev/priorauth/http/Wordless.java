package dev.priorauth.http;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A failure as it may be logged: what each of its causes is, and where it happened.
 *
 * <p>Messages are left out, all of them: a service, a parser or a decoder may repeat in them what
 * it was given, and that is about people. Of an AWS service's answer its code, its status and its
 * own id of the request are kept, which are its words and not ours.
 */
final class Wordless extends Exception {
  private static final long serialVersionUID = 1;

  /** As many causes as are told, should they go in a circle. */
  private static final int MOST_CAUSES = 20;

  private Wordless(Throwable failure, int causes) {
    super(name(failure), cause(failure, causes), false, true);
    setStackTrace(failure.getStackTrace());
  }

  static Wordless of(Throwable failure) {
    return new Wordless(failure, MOST_CAUSES);
  }

  private static Wordless cause(Throwable failure, int causes) {
    return failure.getCause() == null || causes == 0
        ? null
        : new Wordless(failure.getCause(), causes - 1);
  }

  private static String name(Throwable failure) {
    String type = failure.getClass().getName();
    return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? "%s: %s, status %d, request %s"
            .formatted(
                type, answer.awsErrorDetails().errorCode(), answer.statusCode(), answer.requestId())
        : type;
  }

  /** Without the name of this class, which says nothing. */
  @Override
  public String toString() {
    return getMessage();
  }
}
