package dev.priorauth.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.priorauth.core.messages.Posting;
import dev.priorauth.core.profiles.Profile;
import dev.priorauth.core.requests.Npi;
import dev.priorauth.dynamodb.PostingId;
import dev.priorauth.dynamodb.ProfileStore;
import dev.priorauth.dynamodb.Told;
import dev.priorauth.log.Handled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Announces what the stream brings, on the bus and to the queues. Where that fails, the stream
 * comes again from there: so everything is announced at least once, and in order. What cannot be
 * read never will be: it is set aside.
 */
final class Announcements {
  private static final Logger LOG = Logger.getLogger(Announcements.class);

  private final Delivery.Outside outside;
  private final ProfileStore profiles;

  Announcements(Delivery.Outside outside, ProfileStore profiles) {
    this.outside = outside;
    this.profiles = profiles;
  }

  private record Item(String id, Told told) {
    Posting posting() {
      return told.posting();
    }
  }

  /**
   * Announces what these records tell.
   *
   * @param handled is told how many were announced, have to come again, or were set aside
   * @return the name of the record from which on they have to come again; empty for none
   */
  Optional<String> announce(List<JsonNode> records, Handled handled) {
    Optional<String> again = announceUntilItFails(records, handled);
    long done =
        again
            .map(id -> records.stream().takeWhile(one -> !StreamRecord.id(one).equals(id)).count())
            .orElse((long) records.size());
    handled.count(Delivery.POSTPONED, records.size() - done);
    return again;
  }

  private Optional<String> announceUntilItFails(List<JsonNode> records, Handled handled) {
    Map<Npi, List<Profile>> told = new HashMap<>();
    for (int from = 0; from < records.size(); from += Bus.MOST) {
      List<JsonNode> part = records.subList(from, Math.min(from + Bus.MOST, records.size()));
      String current = StreamRecord.id(part.getFirst());
      try {
        List<Item> items = readable(part, handled);
        List<Posting> refused = outside.bus().put(items.stream().map(Item::posting).toList());
        for (Item item : items) {
          current = item.id();
          if (refused.contains(item.posting())) {
            LOG.errorf("The bus refuses a record: %s", current);
            return Optional.of(current);
          }
          order(item.told(), told);
          handled.count("announced", 1);
        }
      } catch (SdkException e) {
        LOG.errorf(e, "A record could not be announced: %s", current);
        return Optional.of(current);
      }
    }
    return Optional.empty();
  }

  private List<Item> readable(List<JsonNode> records, Handled handled) {
    List<Item> items = new ArrayList<>();
    for (JsonNode node : records) {
      String id = StreamRecord.id(node);
      try {
        items.add(new Item(id, StreamRecord.told(node)));
      } catch (IllegalArgumentException e) {
        LOG.errorf("A record of the stream cannot be read: %s", id);
        outside.unreadable().add(id);
        handled.count("setAside", 1);
      }
    }
    return items;
  }

  private void order(Told told, Map<Npi, List<Profile>> known) {
    Map<String, Profile> accounts = new TreeMap<>();
    for (Npi provider : told.providers()) {
      known
          .computeIfAbsent(provider, profiles::told)
          .forEach(profile -> accounts.put(profile.sub(), profile));
    }
    PostingId id = PostingId.of(told.posting());
    outside
        .webhooks()
        .add(
            accounts.values().stream()
                .filter(profile -> profile.webhook().isPresent())
                .map(profile -> new WebhookOrder(profile.sub(), id).order())
                .toList());
    outside
        .post()
        .ifPresent(
            post ->
                post.queue()
                    .add(
                        accounts.values().stream()
                            .filter(profile -> isToldAtOnce(profile, told.posting()))
                            .map(profile -> new MailOrder.AtOnce(profile.sub(), id).order())
                            .toList()));
  }

  private static boolean isToldAtOnce(Profile profile, Posting posting) {
    return profile.notifications().filter(one -> one.tellsAtOnce(posting.kind())).isPresent();
  }
}
