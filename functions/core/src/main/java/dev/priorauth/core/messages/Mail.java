package dev.priorauth.core.messages;

import dev.priorauth.core.requests.AuthorizationId;
import java.time.LocalDate;
import java.util.List;

/**
 * What recipients of an office are told by mail: for each message the same plain sentence that
 * everybody gets, an id and a link. It names no person and no service, because a mail is read by
 * whoever sees the mailbox.
 *
 * @param subject one line of ASCII
 * @param text lines of ASCII, each ended by a line feed
 */
public record Mail(String subject, String text) {
  /** So many messages are listed at most; the page has all. */
  public static final int MOST = 100;

  private static final String FOOT =
      """

      Who wants to know more signs in there. Whether and to whom such mails are sent stands in your
      office's profile. Nobody reads answers to this address.
      """;

  /**
   * One message, as it happens.
   *
   * @param page the address of the page, without a slash at its end
   */
  public static Mail of(Posting posting, String page) {
    return new Mail(
        "Authorization " + posting.about().text() + ": " + posting.kind().key(),
        line(posting, page) + FOOT);
  }

  /**
   * The messages of a day.
   *
   * @param postings in the order of time, at least one; from {@link #MOST} on they are only counted
   * @param page the address of the page, without a slash at its end
   */
  public static Mail ofDay(LocalDate day, List<Posting> postings, String page) {
    StringBuilder text = new StringBuilder();
    for (Posting posting : postings.subList(0, Math.min(MOST, postings.size()))) {
      text.append(text.isEmpty() ? "" : "\n").append(line(posting, page));
    }
    if (postings.size() > MOST) {
      text.append("\nThere are more: ").append(page).append("/\n");
    }
    return new Mail("Authorizations: " + count(postings.size()) + " of " + day, text + FOOT);
  }

  private static String count(int postings) {
    if (postings > MOST) {
      return "more than " + MOST + " messages";
    }
    return postings == 1 ? "one message" : postings + " messages";
  }

  private static String line(Posting posting, String page) {
    return posting.kind().text() + "\n" + link(posting.about(), page) + "\n";
  }

  /** Where the page shows an authorization, to who may read it. */
  private static String link(AuthorizationId id, String page) {
    return page + "/#/authorizations/" + id.text();
  }
}
