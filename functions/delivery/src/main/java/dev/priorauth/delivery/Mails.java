package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Mail;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.dynamodb.StoredProfile;
import dev.priorauth.log.Handled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends mails to the recipients that profiles name, each mail to one of them.
 *
 * <p>No mail is sent twice, whatever is delivered twice: it is claimed before it is sent. Where
 * nobody knows whether it was sent (no answer in time, the function cut off) it is not sent again,
 * and its order ends as a dead letter. Where it was certainly not sent it is tried again.
 */
final class Mails {
  /** After this no further mail is begun: the function is stopped after a minute. */
  static final Duration LONGEST = Duration.ofSeconds(40);

  /** So many accounts are looked up at once in the round of a day. */
  static final int ACCOUNTS = 500;

  /** So many messages of a day are read at most, the first ones. */
  static final int MESSAGES = 1000;

  private static final Logger LOG = Logger.getLogger(Mails.class);

  private final Delivery.Stored stored;
  private final Delivery.Post post;
  private final ZoneId zone;
  private final InstantSource clock;

  /**
   * @param zone whose days they are
   */
  Mails(Delivery.Stored stored, Delivery.Post post, ZoneId zone, InstantSource clock) {
    this.stored = stored;
    this.post = post;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * One run.
   *
   * @param end when it begins no further mail
   * @param handled is told of each mail that is sent
   */
  private record Run(Instant end, Handled handled) {}

  /** Orders the mails of the day before the one that this instant is in. */
  void startRound(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate().minusDays(1);
    post.queue().add(List.of(new MailOrder.Round(day, Optional.empty()).order()));
  }

  /**
   * Sends what these messages of the queue order.
   *
   * @param handled is told how many mails were sent, and how many orders nobody wants any more
   * @return the names of those that have to come again
   */
  List<String> send(List<JsonNode> messages, Handled handled) {
    Run run = new Run(clock.instant().plus(LONGEST), handled);
    List<String> failed = new ArrayList<>();
    for (JsonNode message : messages) {
      String id = message.path("messageId").asText();
      try {
        if (!carryOut(MailOrder.parse(message.path("body").asText()), run)) {
          LOG.warnf("Not all mails of message %s were sent", id);
          failed.add(id);
        }
      } catch (IllegalArgumentException e) {
        LOG.errorf("Mail message %s cannot be read", id);
        failed.add(id);
      } catch (SdkException e) {
        LOG.errorf(e, "Mail message %s waits for what is stored, or for its queue", id);
        failed.add(id);
      }
    }
    return failed;
  }

  private boolean carryOut(MailOrder order, Run run) {
    return switch (order) {
      case MailOrder.Round round -> {
        orderFurther(round);
        yield true;
      }
      case MailOrder.AtOnce(String sub, var id) ->
          profile(sub, Profile.Mode.AT_ONCE)
              .map(
                  profile ->
                      sendAll(
                          profile,
                          order,
                          kinds ->
                              Optional.of(id.posting())
                                  .filter(posting -> kinds.contains(posting.kind()))
                                  .map(posting -> Mail.of(posting, post.page())),
                          run))
              .orElseGet(() -> unwanted(run));
      case MailOrder.OfDay(String sub, LocalDate day) ->
          profile(sub, Profile.Mode.DAILY)
              .map(profile -> sendAll(profile, order, ofDay(profile, day), run))
              .orElseGet(() -> unwanted(run));
    };
  }

  /** The office wants none any more. */
  private static boolean unwanted(Run run) {
    run.handled().count(Delivery.UNWANTED, 1);
    return true;
  }

  private Optional<Profile> profile(String sub, Profile.Mode mode) {
    return stored
        .profiles()
        .find(sub)
        .map(StoredProfile::profile)
        .filter(profile -> profile.npi().isPresent())
        .filter(profile -> profile.notifications().filter(one -> one.mode() == mode).isPresent());
  }

  private Function<Set<Posting.Kind>, Optional<Mail>> ofDay(Profile profile, LocalDate day) {
    List<Posting> postings =
        stored
            .offices()
            .between(
                profile.npi().stream().toList(),
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                MESSAGES);
    return kinds -> {
      List<Posting> told =
          postings.stream().filter(posting -> kinds.contains(posting.kind())).toList();
      return told.isEmpty() ? Optional.empty() : Optional.of(Mail.ofDay(day, told, post.page()));
    };
  }

  /**
   * Sends to each address what it is told, where it is told anything.
   *
   * @return whether all was sent, now or before
   */
  private boolean sendAll(
      Profile profile,
      MailOrder order,
      Function<Set<Posting.Kind>, Optional<Mail>> mails,
      Run run) {
    boolean all = true;
    for (Map.Entry<String, Set<Posting.Kind>> address :
        profile.notifications().orElseThrow().addresses().entrySet()) {
      Optional<Mail> mail = mails.apply(address.getValue());
      if (mail.isPresent()) {
        String name =
            Order.digest(order.order().name() + "#" + address.getKey().toLowerCase(Locale.ROOT));
        all &=
            clock.instant().isBefore(run.end())
                && send(profile.sub(), address.getKey(), mail.get(), name, run);
      }
    }
    return all;
  }

  private boolean send(String sub, String to, Mail mail, String name, Run run) {
    return switch (stored.mails().claim(sub, name, clock.instant())) {
      case SENT -> true;
      case UNCERTAIN -> {
        LOG.warnf("Nobody knows whether mail %s was sent: it is not sent again", name);
        yield false;
      }
      case GRANTED ->
          switch (post.mailer().send(to, mail, name)) {
            case SENT -> {
              run.handled().count("mailsSent", 1);
              stored.mails().confirm(sub, name, clock.instant());
              yield true;
            }
            case REFUSED -> {
              stored.mails().release(sub, name);
              yield false;
            }
            case UNCERTAIN -> false;
          };
    };
  }

  private void orderFurther(MailOrder.Round round) {
    List<String> subs = stored.profiles().daily(round.after(), ACCOUNTS);
    post.queue()
        .add(subs.stream().map(sub -> new MailOrder.OfDay(sub, round.day()).order()).toList());
    if (subs.size() == ACCOUNTS) {
      post.queue()
          .add(List.of(new MailOrder.Round(round.day(), Optional.of(subs.getLast())).order()));
    }
  }
}
