package dev.priorauth.delivery;

import dev.priorauth.core.messages.Mail;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Sends through SES, which cannot be told that a mail is the same one again: its client must not
 * try again by itself.
 */
final class SesMailer implements Mailer {
  static final Duration TIME_OUT = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(SesMailer.class);
  private static final int FAILURES = 500; // the first status that is no clear answer

  private final SesV2Client client;
  private final String from;

  /**
   * @param client tries once only
   */
  SesMailer(SesV2Client client, String from) {
    this.client = client;
    this.from = from;
  }

  @Override
  public End send(String to, Mail mail, String name) {
    try {
      client.sendEmail(
          send ->
              send.fromEmailAddress(from)
                  .destination(destination -> destination.toAddresses(to))
                  .content(
                      content ->
                          content.simple(
                              simple ->
                                  simple
                                      .subject(subject -> subject.data(mail.subject()))
                                      .body(body -> body.text(text -> text.data(mail.text()))))));
      return End.SENT;
    } catch (SesV2Exception e) {
      // Its message may name the address.
      LOG.warnf("A mail was answered with %d %s", e.statusCode(), e.getClass().getSimpleName());
      return e.statusCode() < FAILURES ? End.REFUSED : End.UNCERTAIN;
    } catch (SdkClientException e) {
      LOG.warnf("A mail was not answered: %s", e.getClass().getSimpleName());
      return neverArrived(e) ? End.REFUSED : End.UNCERTAIN;
    }
  }

  private static boolean neverArrived(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }
}
