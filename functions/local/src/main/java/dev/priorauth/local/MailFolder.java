package dev.priorauth.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.priorauth.core.messages.Mail;
import dev.priorauth.delivery.Mailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Puts mails into a folder, as files that any mail program opens. Nothing leaves this machine. */
final class MailFolder implements Mailer {
  private static final Logger LOG = Logger.getLogger(MailFolder.class);
  private static final int SHORT = 12; // characters of a name, enough to tell mails apart

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;

  MailFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public End send(String to, Mail mail, String name) {
    Instant now = clock.instant();
    Path file = folder.resolve(STAMP.format(now) + "-" + name.substring(0, SHORT) + ".eml");
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part", null);
      Files.writeString(part, message(to, mail, name, now), UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return End.SENT;
    } catch (IOException e) {
      LOG.errorf(e, "Mail %s could not be written", name);
      return End.REFUSED;
    }
  }

  private static String message(String to, Mail mail, String name, Instant now) {
    String head =
        """
        From: Prior authorization <notices@localhost>
        To: %s
        Subject: %s
        Date: %s
        Message-ID: <%s@localhost>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii

        """
            .formatted(
                to,
                mail.subject(),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                name);
    return (head + mail.text()).replace("\n", "\r\n");
  }
}
