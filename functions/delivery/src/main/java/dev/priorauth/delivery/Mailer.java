package dev.priorauth.delivery;

import dev.priorauth.core.messages.Mail;

/** Sends mails. */
public interface Mailer {

  /** What became of one attempt. */
  enum End {
    SENT,
    /** It was certainly not sent. */
    REFUSED,
    /** Nobody knows. */
    UNCERTAIN
  }

  /**
   * Tries once.
   *
   * @param name always the same for the same mail to the same recipient; nothing personal
   */
  End send(String to, Mail mail, String name);
}
